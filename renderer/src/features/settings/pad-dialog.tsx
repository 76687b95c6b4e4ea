/** Adds a pad: which documents it is for, and the numbers that are printed on its sheets (NU6). */
import { Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Controller, FormProvider, useFormContext } from 'react-hook-form';
import { checkPad, PAPER_KINDS, sheetNumber } from '../../../../shared/domain/paper-series.ts';
import { newId } from '../../data/ids.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { CountField, LineField, useWrong } from '../../ui/form-fields.tsx';
import { useCommandForm } from '../../ui/use-command-form.ts';

interface Typed {
  readonly kind: (typeof PAPER_KINDS)[number];
  readonly prefix: string;
  /** Digits as they are printed: `0151` has four, whatever follows. */
  readonly first: string;
  readonly last: number | '';
}

const padOf = ({ prefix, first, last }: Typed) => ({
  ...{ prefix, first: Number(first), last: last === '' ? 0 : last },
  width: Math.max(1, first.length),
});

/** What is wrong with a pad, by field. */
function padProblems(pad: ReturnType<typeof padOf>) {
  const checked = checkPad(pad);
  if (checked.ok) return {};
  if (checked.error === 'sheets-out-of-range') return { last: checked.error };
  return checked.error === 'counter-out-of-range' ? { first: checked.error } : { prefix: checked.error };
}

export function PadDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText('settings');
  const c = useText('common');
  const words = useFieldProblem();
  const [commandId] = useState(newId);
  const { form, command, send } = useCommandForm<'series.addPad', Typed>('series.addPad', {
    start: { kind: 'invoice', prefix: 'P-', first: '001', last: 50 },
    sent: (typed) => ({ commandId, kind: typed.kind, ...padOf(typed) }),
    also: (typed) => padProblems(padOf(typed)),
    onDone: onClose,
  });
  const pad = padOf(form.watch());
  const isPossible = checkPad(pad).ok;
  const { prefix } = padProblems(pad);
  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('pads.add')}
        yes={t('pads.do')}
        no={c('cancel')}
        pending={command.pending}
        error={command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Controller
            control={form.control}
            name="kind"
            render={({ field }) => (
              <Select
                label={t('series.kind')}
                data={PAPER_KINDS.map((each) => ({ value: each, label: t(`series.kind.${each}`) }))}
                allowDeselect={false}
                {...field}
              />
            )}
          />
          <LineField
            name="prefix"
            label={t('series.prefix')}
            maxLength={12}
            data-autofocus
            error={prefix && words(prefix)}
            onFocus={(event) => event.currentTarget.select()}
          />
          <PrintedField />
          <CountField name="last" label={t('pads.last')} min={1} max={999_999_999} />
        </SimpleGrid>
        {isPossible && (
          <Text size="sm" c="var(--quiet)" aria-live="polite">
            {t('pads.sample', { first: sheetNumber(pad, pad.first), last: sheetNumber(pad, pad.last) })}
          </Text>
        )}
      </FormDialog>
    </FormProvider>
  );
}

/** The number on the first sheet, with its zeros. */
function PrintedField() {
  const t = useText('settings');
  const wrong = useWrong();
  const { control, formState, trigger } = useFormContext<Typed>();
  const { isSubmitted } = formState;
  return (
    <Controller
      control={control}
      name="first"
      render={({ field }) => (
        <TextInput
          label={t('pads.first')}
          inputMode="numeric"
          maxLength={10}
          onFocus={(event) => event.currentTarget.select()}
          error={wrong('first')}
          {...field}
          onChange={(event) => {
            field.onChange(event.currentTarget.value.replace(/\D/g, ''));
            if (isSubmitted) void trigger('last');
          }}
        />
      )}
    />
  );
}
