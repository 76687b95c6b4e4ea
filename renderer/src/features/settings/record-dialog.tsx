/** The frame of a record's form: fields, what went wrong, save, archive. */
import { Button, Group } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type Path,
  type Resolver,
  useForm,
} from 'react-hook-form';
import type { AppError, Result } from '../../../../shared/errors/index.ts';
import { useActions } from '../../app/shortcuts.ts';
import { CommandIds } from '../../data/command-ids.ts';
import { putProblems } from '../../data/form-problems.ts';
import { newId } from '../../data/ids.ts';
import { changedFields } from '../../data/three-way.ts';
import { useText } from '../../text/i18n.ts';
import { fieldWord, plainValue } from '../../text/plain-value.ts';
import { ChangedTwice } from '../../ui/changed-twice.tsx';
import { focusUnread, takeTyped, walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { FilledDialog } from '../../ui/filled-dialog.tsx';
import { Held } from '../../ui/held.tsx';
import type { Kept } from './record-list.tsx';

/** What the three save commands have in common. */
export interface SaveInput<Fields> {
  readonly commandId: string;
  readonly id: string;
  readonly expectedRevision: string | null;
  readonly fields: Partial<Fields>;
}

interface RecordDialogProps<Fields extends FieldValues> {
  readonly title: string;
  readonly of: 'taxes' | 'terms' | 'methods' | 'fees';
  /** `null` for a new record. */
  readonly record: Kept<Fields> | null;
  readonly empty: Fields;
  readonly resolver: Resolver<Fields>;
  readonly save: (input: SaveInput<Fields>) => Promise<Result<unknown, AppError>>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function RecordDialog<Fields extends FieldValues & { archived: boolean }>(
  props: RecordDialogProps<Fields>,
) {
  const { record, empty, save, onClose } = props;
  const c = useText('common');
  const [id] = useState(() => record?.id ?? newId());
  const [ids] = useState(() => new CommandIds());
  const busy = useRef(false);
  const [error, setError] = useState<AppError | null>(null);
  const [pending, setPending] = useState(false);
  const before = record?.fields ?? empty;
  const form = useForm<Fields>({ defaultValues: before as DefaultValues<Fields>, resolver: props.resolver });

  const store = async (values: Fields): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    const expectedRevision = record?.revision ?? null;
    const fields = record ? changedFields(before, values) : values;
    const commandId = ids.idFor(JSON.stringify([expectedRevision, fields]));
    const reply = await save({ commandId, id, expectedRevision, fields });
    busy.current = false;
    setPending(false);
    if (reply.ok) return onClose();
    putProblems(reply.error, form.setError);
    setError(reply.error);
  };
  const run = async (): Promise<void> => {
    await takeTyped();
    await form.handleSubmit((values) => (focusUnread() ? undefined : store(values as Fields)))();
  };
  useActions([
    { id: 'settings.save', label: c('save'), keys: 'Mod+S', inDialog: true, run: () => void run() },
  ]);

  return (
    <FilledDialog onClose={onClose} title={props.title} size="lg">
      <FormProvider {...form}>
        <form
          noValidate
          onKeyDown={walkOnEnter(() => void run())}
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          {record && (
            <ChangedTwice
              inDialog
              of={props.of}
              id={record.id}
              label={(field) =>
                fieldWord(props.of === 'fees' ? 'prices' : 'settings', [`${props.of}.${field}`, field])
              }
              show={(_field, value) => plainValue(value)}
              onTake={({ field, other }) =>
                form.setValue(field as Path<Fields>, other.value as never, { shouldDirty: true })
              }
            />
          )}
          <Held pending={pending}>{props.children}</Held>
          <ErrorText error={error} />
          <Group mt="lg" gap="xs">
            <Button type="submit" loading={pending}>
              {c('save')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {c('cancel')}
            </Button>
            {record && (
              <Button
                variant="subtle"
                ms="auto"
                onClick={() => void store({ ...before, archived: !record.fields.archived })}
              >
                {record.fields.archived ? c('restore') : c('archive')}
              </Button>
            )}
          </Group>
        </form>
      </FormProvider>
    </FilledDialog>
  );
}
