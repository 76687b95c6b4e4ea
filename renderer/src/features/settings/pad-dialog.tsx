/** Adds a pad: which documents it is for, and the numbers that are printed on its sheets (NU6). */
import { NumberInput, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { minor } from '../../../../shared/domain/money.ts';
import { checkPad, PAPER_KINDS, sheetNumber } from '../../../../shared/domain/paper-series.ts';
import { newId } from '../../data/ids.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';

/** Digits as they are printed: `0151` has four, whatever follows. */
const readPrinted = (text: string) => ({ counter: Number(text), width: text.length });

export function PadDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText('settings');
  const c = useText('common');
  const words = useFieldProblem();
  const add = useCommand('series.addPad');
  const [commandId] = useState(newId);
  const [kind, setKind] = useState<(typeof PAPER_KINDS)[number]>('invoice');
  const [prefix, setPrefix] = useState('P-');
  const [printed, setPrinted] = useState('001');
  const [last, setLast] = useState<number | ''>(50);
  const [isTried, setTried] = useState(false);
  const { counter: first, width } = readPrinted(printed);
  const pad = { prefix, width: Math.max(1, width), first, last: last === '' ? 0 : last };
  const checked = checkPad(pad);
  const isOfLast = !checked.ok && checked.error === 'sheets-out-of-range';
  const isOfFirst = !checked.ok && checked.error === 'counter-out-of-range';
  const problem = checked.ok ? undefined : words(checked.error);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!checked.ok) return;
    const reply = await add.run({ commandId, kind, ...pad, first: minor(first), last: minor(pad.last) });
    if (reply.ok) onClose();
  };
  return (
    <FormDialog
      title={t('pads.add')}
      yes={t('pads.do')}
      no={c('cancel')}
      pending={add.pending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t('series.kind')}
          data={PAPER_KINDS.map((each) => ({ value: each, label: t(`series.kind.${each}`) }))}
          allowDeselect={false}
          value={kind}
          onChange={(value) => setKind(PAPER_KINDS.find((each) => each === value) ?? 'invoice')}
        />
        <TextInput
          label={t('series.prefix')}
          maxLength={12}
          data-autofocus
          value={prefix}
          onFocus={(event) => event.currentTarget.select()}
          error={isOfLast || isOfFirst ? undefined : problem}
          onChange={(event) => setPrefix(event.currentTarget.value)}
        />
        <TextInput
          label={t('pads.first')}
          inputMode="numeric"
          maxLength={10}
          value={printed}
          onFocus={(event) => event.currentTarget.select()}
          error={isOfFirst && isTried ? problem : undefined}
          onChange={(event) => setPrinted(event.currentTarget.value.replace(/\D/g, ''))}
        />
        <NumberInput
          label={t('pads.last')}
          min={1}
          max={999_999_999}
          allowDecimal={false}
          hideControls
          value={last}
          error={isOfLast && isTried ? problem : undefined}
          onChange={(value) => setLast(typeof value === 'number' ? value : '')}
        />
      </SimpleGrid>
      {checked.ok && (
        <Text size="sm" c="var(--quiet)" aria-live="polite">
          {t('pads.sample', { first: sheetNumber(pad, first), last: sheetNumber(pad, pad.last) })}
        </Text>
      )}
    </FormDialog>
  );
}
