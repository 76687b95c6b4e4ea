/** The totals as the paper shows them: sum, discounts and charges, taxes by rate, total (TX2–TX4, TX9). */
import { Button, Group } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import type { TaxSubtotal } from '../../../../../shared/domain/document.ts';
import { minor } from '../../../../../shared/domain/money.ts';
import { ZERO_CATEGORIES } from '../../../../../shared/domain/standard.ts';
import { fieldWords } from '../../../text/error-words.ts';
import { formatFigure, formatPercent } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { AdjustmentRow } from './adjustment-row.tsx';
import { DepositRows } from './deposit-rows.tsx';
import { knownTotals, useEntry } from './entry-context.ts';
import { MOST_ADJUSTMENTS } from './entry-draft.ts';
import { dueLabel } from './kind-labels.ts';
import classes from './totals-block.module.css';

export interface TotalsBlockProps {
  readonly onAdd: (kind: 'allowance' | 'charge') => void;
  readonly onRemove: (at: number) => void;
}

export function TotalsBlock({ onAdd, onRemove }: TotalsBlockProps) {
  const t = useText('invoices');
  const totals = useEntry(knownTotals);
  const problem = useEntry((state) => state.totalsProblem);
  const currency = useEntry((state) => state.entry.header.currency);
  const count = useEntry((state) => state.entry.header.adjustments.length);
  const places = Array.from({ length: count }, (_, at) => at);
  const isInclusive = useEntry((state) => state.entry.header.pricesIncludeTax);
  const kind = useEntry((state) => state.entry.header.kind);
  // As on paper: what is asked for has a word of its own once it is not the total with tax.
  const isLess = totals && (totals.prepaid !== 0 || totals.rounding !== 0 || totals.withholdings);

  return (
    <section className={classes.totals} aria-label={t('entry.totals')}>
      <Row label={t('entry.sum-of-lines')}>
        <Amount minor={totals?.sumOfLines} currency={currency} />
      </Row>
      {places.map((at) => (
        // Discounts have no id of their own: when one is removed, all begin anew with their new places.
        <AdjustmentRow key={`${at} of ${count}`} at={at} onRemove={onRemove} />
      ))}
      <AddButtons isFull={count >= MOST_ADJUSTMENTS} onAdd={onAdd} />
      {!isInclusive && count > 0 && (
        <Row label={t('entry.without-tax')}>
          <Amount minor={totals?.withoutTax} currency={currency} />
        </Row>
      )}
      {totals?.taxes.map((tax) => (
        <TaxRow
          key={`${tax.key}${tax.category}${tax.rate}${tax.reason ?? ''}`}
          tax={tax}
          currency={currency}
          isInclusive={isInclusive}
        />
      ))}
      {isLess && (
        <Row label={t('entry.with-tax')}>
          <Amount minor={totals.withTax} currency={currency} />
        </Row>
      )}
      {totals?.withholdings?.map((tax) => (
        <Row key={tax.key} label={t('entry.withheld', { name: tax.name })}>
          <Amount minor={minor(-tax.tax)} currency={currency} />
        </Row>
      ))}
      <DepositRows />
      {totals && totals.rounding !== 0 && (
        <Row label={t('entry.rounding')}>
          <Amount minor={totals.rounding} currency={currency} />
        </Row>
      )}
      <div className={classes.due} aria-live="polite">
        <span>{t(isLess ? dueLabel(kind) : 'entry.total')}</span>
        <Amount minor={totals?.due} currency={currency} withCurrency tone="strong" />
      </div>
      {problem && (
        <div className={classes.problem} role="alert">
          {fieldWords(problem)}
        </div>
      )}
    </section>
  );
}

/** Apart, so that a key in the grid leaves them alone. */
const AddButtons = memo(function AddButtons({
  isFull,
  onAdd,
}: Pick<TotalsBlockProps, 'onAdd'> & { readonly isFull: boolean }) {
  const t = useText('invoices');
  return (
    <Group gap={4} className={classes.add ?? ''}>
      <Button variant="subtle" size="compact-xs" disabled={isFull} onClick={() => onAdd('allowance')}>
        {t('entry.add-discount')}
      </Button>
      <Button variant="subtle" size="compact-xs" disabled={isFull} onClick={() => onAdd('charge')}>
        {t('entry.add-charge')}
      </Button>
    </Group>
  );
});

interface TaxRowProps {
  readonly tax: TaxSubtotal;
  readonly currency: string;
  readonly isInclusive: boolean;
}

/** Totals are made anew with every key; most of the taxes come to what they came to before. */
const sameTax = (before: TaxRowProps, after: TaxRowProps): boolean =>
  before.currency === after.currency &&
  before.isInclusive === after.isInclusive &&
  JSON.stringify(before.tax) === JSON.stringify(after.tax);

const TaxRow = memo(function TaxRow({ tax, currency, isInclusive }: TaxRowProps) {
  const t = useText('invoices');
  // Many offices name their taxes by the rate; it is not said twice then, nor where there is none.
  const isNamed =
    tax.amount !== undefined || tax.name.includes(tax.rate) || ZERO_CATEGORIES.has(tax.category);
  const name = isNamed ? tax.name : `${tax.name} ${formatPercent(tax.rate)}`;
  const params = { name, taxable: formatFigure(tax.taxable, currency) };
  return (
    <>
      <Row label={isInclusive ? t('entry.tax-included', params) : t('entry.tax-on', params)}>
        <Amount minor={tax.tax} currency={currency} />
      </Row>
      {tax.parts?.map((part) => (
        <Row key={part.name} label={`${part.name} ${formatPercent(part.rate)}`} isPart>
          <Amount minor={part.tax} currency={currency} tone="quiet" />
        </Row>
      ))}
    </>
  );
}, sameTax);

function Row({
  label,
  isPart,
  children,
}: {
  readonly label: string;
  readonly isPart?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.total} data-part={isPart || undefined}>
      <span>{label}</span>
      {children}
    </div>
  );
}
