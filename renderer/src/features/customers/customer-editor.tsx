/** Edits a customer: keyboard walk, save, leave guard, and both sides when somebody else saved in between. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { contract } from '../../../../shared/contract/contract.ts';
import { ok } from '../../../../shared/errors/index.ts';
import { goBack } from '../../app/navigation.ts';
import { invoke } from '../../data/client.ts';
import type { RecordBase, Saving } from '../../data/save-record.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ConflictDialog } from '../../ui/conflict-dialog.tsx';
import { focusField, focusUnread, takeTyped, walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { showProblems } from '../../ui/form-problems.ts';
import { Held } from '../../ui/held.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/page.tsx';
import { recordResolver } from '../../ui/record-resolver.ts';
import { askToDiscard, useLeaveGuard } from '../../ui/use-leave-guard.ts';
import { CustomerForm } from './customer-form.tsx';
import type { CustomerFields } from './customer-values.ts';
import { useCustomerWords } from './use-customer-words.ts';

export interface CustomerEditorProps {
  readonly id: string;
  /** The record as it was when the form opened; `revision: null` for a new one. */
  readonly base: RecordBase<CustomerFields>;
  readonly onSaved: () => void;
  /** Unless given, leaving goes back to where the clerk came from. */
  readonly onCancel?: () => void;
}

const schema = contract['customers.get'].output.shape.fields;

export function CustomerEditor({ id, base, onSaved, onCancel }: CustomerEditorProps) {
  const t = useText('customers');
  const common = useText('common');
  // The form keeps what it began with: a push that renews the record must not overwrite what is typed.
  const [begun] = useState(base);
  const fresh = begun.revision === null;
  const frame = useRef<HTMLFormElement>(null);
  const [done, setDone] = useState(false);
  const form = useForm<CustomerFields>({
    defaultValues: begun.fields,
    resolver: recordResolver<CustomerFields>(schema),
    mode: 'onTouched',
  });
  const record = useSaveRecord<CustomerFields>({
    base: begun,
    send: ({ commandId, expectedRevision, fields }) =>
      invoke('customers.save', { commandId, id, expectedRevision, fields: fields as CustomerFields }),
    fetch: async () => {
      const reply = await invoke('customers.get', { id });
      return reply.ok ? ok({ revision: reply.value.revision, fields: reply.value.fields }) : reply;
    },
  });
  useLeaveGuard(form.formState.isDirty && !done);
  useEffect(() => focusField(frame.current, 'name'), []);
  // The guard is lifted with `done`; only then may the screen be left.
  const leave = useEffectEvent(onSaved);
  useEffect(() => {
    if (done) leave();
  }, [done]);

  const { label, show } = useCustomerWords(form.getValues('currency'));
  const finish = (saved: Saving<CustomerFields>): void => {
    if (saved.outcome === 'failed') showProblems(saved.error, form.setError, 'fields.');
    if (saved.outcome !== 'saved') return;
    const fields = saved.taken.map(label).join(', ');
    notifyDone(
      saved.taken.length > 0
        ? common('conflict.taken', { fields })
        : t('saved.note', { name: saved.fields.name }),
    );
    setDone(true);
  };
  const save = async (): Promise<void> => {
    await takeTyped();
    await form.handleSubmit(async (fields) => {
      if (!focusUnread()) finish(await record.save(fields));
    })();
  };
  const walk = walkOnEnter(() => void save());
  const cancel = async (): Promise<void> => {
    if (!onCancel) await goBack();
    else if (!form.formState.isDirty || (await askToDiscard())) onCancel();
  };

  return (
    <Page
      title={fresh ? t('title.new') : begun.fields.name}
      back
      actions={
        <>
          <ActionButton
            action={{
              id: 'customers.leave',
              label: common('cancel'),
              group: 'here',
              hidden: true,
              run: () => void cancel(),
            }}
          />
          <ActionButton
            variant="filled"
            loading={record.pending}
            action={{
              id: 'customers.save',
              label: t('save'),
              keys: 'Mod+S',
              group: 'here',
              inFields: true,
              run: () => void save(),
            }}
          />
        </>
      }
    >
      <form
        ref={frame}
        noValidate
        aria-label={fresh ? t('title.new') : begun.fields.name}
        onKeyDown={(event) => {
          // Escape in an open list of choices only closes that list.
          const listOpen = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
          if (event.key === 'Escape' && !event.defaultPrevented && !listOpen) void cancel();
          else walk(event);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ErrorText error={record.error} />
        <Held pending={record.pending || done}>
          <CustomerForm id={id} fresh={fresh} form={form} />
        </Held>
      </form>
      {record.conflict && (
        <ConflictDialog<CustomerFields>
          conflicts={record.conflict.conflicts}
          label={label}
          show={show}
          onDecide={async (theirs) => finish(await record.decide(theirs))}
          onCancel={record.dismiss}
        />
      )}
    </Page>
  );
}
