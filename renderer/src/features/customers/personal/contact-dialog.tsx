/** A contact person: who it is and how to reach them. */
import { Button, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { contract } from '../../../../../shared/contract/contract.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { newId } from '../../../data/ids.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { walkOnEnter } from '../../../ui/enter-walk.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { showProblems, useProblemWords } from '../../../ui/form-problems.ts';
import { recordResolver } from '../../../ui/record-resolver.ts';
import type { Contact } from './use-personal.ts';

type Fields = Contact['fields'];

const EMPTY: Fields = { name: '', role: '', phone: '', email: '', note: '' };
const resolver = recordResolver<Fields>(contract['personal.saveContact'].input.shape.fields);

export interface ContactDialogProps {
  readonly customer: string;
  /** `null` for a new one. */
  readonly contact: Contact | null;
  /** Erases this person; absent for whoever may not. */
  readonly onErase?: () => void;
  readonly onClose: () => void;
}

export function ContactDialog({ customer, contact, onErase, onClose }: ContactDialogProps) {
  const t = useText('customers');
  const common = useText('common');
  const { run, pending, error } = useCommand('personal.saveContact');
  const [ids] = useState(() => ({ commandId: newId(), customer, id: contact?.id ?? newId() }));
  const { register, formState, handleSubmit, setError } = useForm<Fields>({
    defaultValues: contact?.fields ?? EMPTY,
    resolver,
  });
  const problem = useProblemWords(formState.errors);
  const save = handleSubmit(async (fields) => {
    const reply = await run({ ...ids, fields });
    if (reply.ok) onClose();
    else showProblems(reply.error, setError, 'fields.');
  });
  useActions([
    {
      id: 'customers.save-contact',
      label: t('personal.save-contact'),
      keys: 'Mod+S',
      inDialog: true,
      run: () => void save(),
    },
  ]);
  const field = (name: keyof Fields, maxLength: number) => ({
    label: t(`personal.${name}`),
    maxLength,
    error: problem(name),
    ...register(name),
  });
  return (
    <FormDialog
      title={contact ? contact.fields.name : t('personal.add-contact')}
      yes={t('personal.save-contact')}
      no={common('cancel')}
      pending={pending}
      error={error}
      returnFocus
      onKeyDown={walkOnEnter(() => void save())}
      onSubmit={save}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm">
        <TextInput data-autofocus withAsterisk {...field('name', 120)} />
        <TextInput {...field('role', 80)} />
        <TextInput {...field('phone', 40)} />
        <TextInput {...field('email', 120)} />
      </SimpleGrid>
      <Textarea autosize minRows={2} maxRows={6} {...field('note', 500)} />
      {contact && onErase && (
        <Button variant="subtle" color="gray" size="compact-sm" me="auto" onClick={onErase}>
          {t('personal.erase-person')}
        </Button>
      )}
    </FormDialog>
  );
}
