/** A call note: when, with whom, and what was said. */
import { Autocomplete, Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { contract } from '../../../../../shared/contract/contract.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { newId } from '../../../data/ids.ts';
import { useToday } from '../../../data/session.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { focusUnread, takeTyped, walkOnEnter } from '../../../ui/enter-walk.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { showProblems, useProblemWords } from '../../../ui/form-problems.ts';
import { recordResolver } from '../../../ui/record-resolver.ts';
import type { Call, Contact } from './use-personal.ts';

type Fields = Call['fields'];

const resolver = recordResolver<Fields>(contract['personal.saveCall'].input.shape.fields);

export interface CallDialogProps {
  readonly customer: string;
  /** `null` for a new one. */
  readonly call: Call | null;
  readonly contacts: readonly Contact[];
  readonly onRemove: (call: Call) => void;
  readonly onClose: () => void;
}

export function CallDialog({ customer, call, contacts, onRemove, onClose }: CallDialogProps) {
  const t = useText('customers');
  const common = useText('common');
  const today = useToday();
  const { run, pending, error } = useCommand('personal.saveCall');
  const [ids] = useState(() => ({ commandId: newId(), customer, id: call?.id ?? newId() }));
  const { control, register, formState, handleSubmit, setError } = useForm<Fields>({
    defaultValues: call?.fields ?? { day: today, who: '', contact: null, text: '' },
    resolver,
  });
  const problem = useProblemWords(formState.errors);
  const save = handleSubmit(async (fields) => {
    if (focusUnread()) return;
    const who = fields.who.trim();
    const contact = contacts.find(({ fields: { name } }) => name === who)?.id ?? null;
    const reply = await run({ ...ids, fields: { ...fields, contact } });
    if (reply.ok) onClose();
    else showProblems(reply.error, setError, 'fields.');
  });
  useActions([
    {
      id: 'customers.save-call',
      label: t('personal.save-call'),
      keys: 'Mod+S',
      inDialog: true,
      run: () => void takeTyped().then(() => save()),
    },
  ]);
  const walk = walkOnEnter(() => void save());
  return (
    <FormDialog
      title={call ? t('personal.call') : t('personal.add-call')}
      yes={t('personal.save-call')}
      no={common('cancel')}
      pending={pending}
      error={error}
      returnFocus
      // In the note itself Enter begins a line.
      onKeyDown={(event) => event.target instanceof HTMLTextAreaElement || walk(event)}
      onSubmit={save}
      onClose={onClose}
    >
      <Controller
        control={control}
        name="day"
        render={({ field }) => (
          <DayField
            label={t('personal.day')}
            value={field.value}
            error={problem('day')}
            onBlur={field.onBlur}
            onChange={(day) => field.onChange(day ?? today)}
          />
        )}
      />
      <Controller
        control={control}
        name="who"
        render={({ field }) => (
          <Autocomplete
            label={t('personal.who')}
            description={t('personal.who-help')}
            data={[...new Set(contacts.map(({ fields }) => fields.name))]}
            maxLength={120}
            error={problem('who')}
            {...field}
          />
        )}
      />
      <Textarea
        data-autofocus
        withAsterisk
        label={t('personal.text')}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={2000}
        error={problem('text')}
        {...register('text')}
      />
      {call && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          me="auto"
          onClick={() => {
            onRemove(call);
            onClose();
          }}
        >
          {t('personal.remove-call')}
        </Button>
      )}
    </FormDialog>
  );
}
