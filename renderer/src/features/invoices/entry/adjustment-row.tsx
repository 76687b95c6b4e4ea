/** One discount or charge of the whole document: what for, how much (10% or an amount), under which tax. */
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { minor } from '../../../../../shared/domain/money.ts';
import { ok } from '../../../../../shared/errors/result.ts';
import type { DraftAdjustment } from '../../../../../shared/events/drafts.ts';
import { useFieldProblem } from '../../../text/error-words.ts';
import { formatDecimal } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { readDecimal } from '../../../ui/entry.ts';
import { cleanLine } from './clean-text.ts';
import { readDiscount, showDiscount } from './discount.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { setCharge } from './fee-charges.ts';
import { FieldFindings } from './field-findings.tsx';
import { adjustmentPath } from './field-names.ts';
import { TaxCell } from './tax-cell.tsx';
import classes from './totals-block.module.css';
import { TypedCell } from './typed-cell.tsx';

const readNumber = (text: string): string | null => {
  const reading = readDecimal(text);
  return reading.ok ? reading.value : null;
};

export const AdjustmentRow = memo(function AdjustmentRow({
  at,
  onRemove,
}: {
  readonly at: number;
  readonly onRemove: (at: number) => void;
}) {
  const t = useText('invoices');
  const words = useFieldProblem();
  const { store } = useEntryTools();
  const adjustment = useEntry((state) => state.entry.header.adjustments[at]);
  const computed = useEntry((state) => state.totals?.adjustments[at]);
  const currency = useEntry((state) => state.entry.header.currency);
  const unread = useEntry((state) => state.unread[adjustmentPath(at, 'value')]);
  if (!adjustment) return null;
  const isDiscount = adjustment.kind === 'allowance';
  const shown = computed === undefined ? undefined : minor(isDiscount ? -computed : computed);
  const name = isDiscount ? t('entry.document-discount') : t('entry.document-charge');
  const set = (patch: Partial<DraftAdjustment>, field: 'reason' | 'value' | 'tax'): void =>
    store.edit(
      (entry) => {
        const before = entry.header.adjustments[at];
        return before ? setCharge(entry, at, { ...before, ...patch }) : entry;
      },
      adjustmentPath(at, field),
    );

  return (
    <fieldset className={classes.adjustment} aria-label={name}>
      <TypedCell
        path={adjustmentPath(at, 'reason')}
        label={t('entry.adjustment-reason', { name })}
        placeholder={name}
        maxLength={100}
        value={adjustment.reason}
        shown={adjustment.reason}
        read={(text) => ok(cleanLine(text, 100))}
        onValue={(reason) => set({ reason }, 'reason')}
      />
      <TypedCell
        path={adjustmentPath(at, 'value')}
        label={t('entry.adjustment-value', { name })}
        isFigure
        value={{ percent: adjustment.percent, amount: adjustment.amount }}
        shown={showDiscount(adjustment, formatDecimal)}
        read={(text) => {
          const reading = readDiscount(text === '' ? '0' : text, readNumber);
          return reading.ok
            ? ok({ percent: reading.percent, amount: reading.amount })
            : { ok: false, error: reading.problem };
        }}
        onValue={(value) => set(value, 'value')}
      />
      <TaxCell
        path={adjustmentPath(at, 'tax')}
        tax={adjustment.tax}
        placeholder={t('entry.tax-as-lines')}
        onTax={(tax) => set({ tax }, 'tax')}
      />
      <span className={classes.figure}>
        <Amount minor={shown} currency={currency} />
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        tabIndex={-1}
        aria-label={t('entry.remove', { name })}
        onClick={() => onRemove(at)}
      >
        <IconX size={14} />
      </ActionIcon>
      {adjustment.fee !== undefined && <span className={classes.byRule}>{t('entry.by-rule')}</span>}
      {unread?.isLeft && (
        <div className={classes.problem} role="alert">
          “{unread.text}”: {words(unread.problem)}
        </div>
      )}
      <FieldFindings path={adjustmentPath(at, 'value')} />
      <FieldFindings path={adjustmentPath(at, 'tax')} />
    </fieldset>
  );
});
