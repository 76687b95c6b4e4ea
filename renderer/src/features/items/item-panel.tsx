/** The form of one item, beside the list. */
import { Autocomplete, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { contract } from '../../../../shared/contract/contract.ts';
import { exponentOf } from '../../../../shared/domain/currency.ts';
import { invoke } from '../../data/client.ts';
import type { RecordBase, Saving } from '../../data/save-record.ts';
import { useBooks } from '../../data/use-books.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { formatDecimal } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { fieldWord, plainValue } from '../../text/plain-value.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { DecimalField } from '../../ui/amount-field.tsx';
import { ChangedTwice } from '../../ui/changed-twice.tsx';
import { ConflictDialog } from '../../ui/conflict-dialog.tsx';
import { focusField, takeTyped, walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { showProblems, useProblemWords } from '../../ui/form-problems.ts';
import { Held } from '../../ui/held.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { recordResolver } from '../../ui/record-resolver.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { askToDiscard, useLeaveGuard } from '../../ui/use-leave-guard.ts';
import { fetchItem } from './fetch-item.ts';
import { type ItemFields, taxName } from './item-values.ts';

export interface ItemPanelProps {
  readonly id: string;
  readonly base: RecordBase<ItemFields>;
  readonly currency: string;
  readonly units: readonly string[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

const schema = contract['items.get'].output.shape.fields;

export function ItemPanel({ id, base, currency, units, onSaved, onClose }: ItemPanelProps) {
  const t = useText('items');
  const common = useText('common');
  const [begun] = useState(base);
  const frame = useRef<HTMLFormElement>(null);
  const unread = useRef(false);
  const [done, setDone] = useState(false);
  const form = useForm<ItemFields>({
    defaultValues: begun.fields,
    resolver: recordResolver(schema),
    mode: 'onTouched',
  });
  const { control, register, formState } = form;
  const problem = useProblemWords(formState.errors);
  const taxes = useBooks('taxes.list', {});
  const isIndian = useBooks('company.get', {}).data?.fields.profile === 'IN';
  const record = useSaveRecord<ItemFields>({
    base: begun,
    send: ({ commandId, expectedRevision, fields }) =>
      invoke('items.save', { commandId, id, expectedRevision, fields: fields as ItemFields }),
    fetch: () => fetchItem(id),
  });
  useLeaveGuard(formState.isDirty && !done);
  useEffect(() => focusField(frame.current, 'name'), []);
  // The guard is lifted with `done`; only then may the panel close.
  const leave = useEffectEvent(onSaved);
  useEffect(() => {
    if (done) leave();
  }, [done]);

  const label = (field: keyof ItemFields): string => t(`field.${field}`);
  const finish = (saved: Saving<ItemFields>): void => {
    if (saved.outcome === 'failed') showProblems(saved.error, form.setError, 'fields.');
    if (saved.outcome !== 'saved') return;
    const fields = saved.taken.map((field) => label(field as keyof ItemFields)).join(', ');
    notifyDone(
      saved.taken.length > 0
        ? common('conflict.taken', { fields })
        : t('saved.note', { name: saved.fields.name }),
    );
    setDone(true);
  };
  const save = async (): Promise<void> => {
    await takeTyped();
    if (unread.current) return focusField(frame.current, 'price');
    await form.handleSubmit(async (fields) => finish(await record.save(fields)))();
  };
  const close = async (): Promise<void> => {
    if (!formState.isDirty || (await askToDiscard())) onClose();
  };
  const show = (field: keyof ItemFields, value: unknown): string => {
    if (field === 'tax') return taxName(taxes.data, value as string | null) ?? common('none');
    return field === 'price' ? formatDecimal(String(value), exponentOf(currency)) : plainValue(value);
  };

  return (
    <SidePanel
      essential
      title={begun.revision === null ? t('title.new') : begun.fields.name}
      onClose={() => void close()}
      actions={
        <ActionButton
          variant="filled"
          loading={record.pending}
          action={{
            id: 'items.save',
            label: t('save'),
            keys: 'Mod+S',
            inFields: true,
            group: 'here',
            run: () => void save(),
          }}
        />
      }
    >
      <form
        ref={frame}
        noValidate
        aria-label={t('title.one')}
        onKeyDown={walkOnEnter(() => void save())}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Held pending={record.pending || done}>
          <Stack gap="xs">
            {begun.revision !== null && (
              <ChangedTwice
                of="items"
                id={id}
                label={(field) => fieldWord('items', [`field.${field}`])}
                show={(field, value) => show(field as keyof ItemFields, value)}
                onTake={({ field, other }) =>
                  form.setValue(field as keyof ItemFields, other.value as never, { shouldDirty: true })
                }
              />
            )}
            <ErrorText error={record.error} />
            <TextInput
              {...register('name')}
              label={label('name')}
              required
              maxLength={120}
              error={problem('name')}
            />
            <TextInput {...register('code')} label={label('code')} maxLength={40} error={problem('code')} />
            <Group grow align="start">
              <Controller
                control={control}
                name="price"
                render={({ field }) => (
                  <DecimalField
                    name="price"
                    label={t('field.price-in', { currency })}
                    least={exponentOf(currency)}
                    value={field.value}
                    error={problem('price')}
                    onProblem={(found) => {
                      unread.current = found !== null;
                    }}
                    onChange={(price) => field.onChange(price ?? '0')}
                  />
                )}
              />
              <Controller
                control={control}
                name="unit"
                render={({ field }) => (
                  <Autocomplete
                    label={label('unit')}
                    placeholder={t('field.unit-hint')}
                    data={[...units]}
                    maxLength={20}
                    value={field.value}
                    error={problem('unit')}
                    onChange={field.onChange}
                    onBlur={field.onBlur}
                  />
                )}
              />
            </Group>
            {isIndian && (
              <TextInput
                {...register('commodityCode')}
                label={label('commodityCode')}
                description={t('field.commodityCode-hint')}
                maxLength={8}
                error={problem('commodityCode')}
              />
            )}
            <Controller
              control={control}
              name="tax"
              render={({ field }) => (
                <Select
                  label={label('tax')}
                  placeholder={common('none')}
                  data={(taxes.data ?? [])
                    .filter((tax) => !tax.fields.archived || tax.id === field.value)
                    .map((tax) => ({ value: tax.id, label: tax.fields.name }))}
                  value={field.value}
                  clearable
                  searchable
                  onChange={field.onChange}
                />
              )}
            />
            <Textarea
              {...register('description')}
              label={label('description')}
              description={t('field.description-hint')}
              autosize
              minRows={2}
              maxRows={10}
              maxLength={1000}
              error={problem('description')}
              onKeyDown={(event) => {
                // A description has several lines: Enter begins one, Tab moves on.
                if (event.key === 'Enter') event.stopPropagation();
              }}
            />
          </Stack>
        </Held>
      </form>
      {record.conflict && (
        <ConflictDialog<ItemFields>
          conflicts={record.conflict.conflicts}
          label={label}
          show={show}
          onDecide={async (theirs) => finish(await record.decide(theirs))}
          onCancel={record.dismiss}
        />
      )}
    </SidePanel>
  );
}
