/** Open invoices and what each gets: arrows move between rows, Space pays in full, sums are accepted. */
import { Anchor, Checkbox, NativeSelect, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import { type CurrencyCode, type Day, type Minor, minor, ZERO } from '../../../../shared/domain/money.ts';
import { go } from '../../app/navigation.ts';
import { formatAmount, formatDayShort, formatFigure } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import { AmountField } from '../../ui/amount-field.tsx';
import classes from './posting.module.css';
import {
  deductedOn,
  discountOn,
  lineOf,
  type OpenItem,
  type PostingLine,
  type PostingLines,
  type PostingTerms,
  type RestChoice,
  restChoices,
  restOf,
  taxInGranted,
  withPaid,
} from './posting.ts';

export interface AllocationGridProps {
  readonly items: readonly OpenItem[];
  readonly lines: PostingLines;
  readonly terms: PostingTerms;
  /** Money and credit that no invoice has yet. */
  readonly available: Minor;
  readonly currency: CurrencyCode;
  readonly today: Day;
  readonly onChange: (id: string, line: PostingLine) => void;
  readonly onProblem: (field: string, problem: string | null) => void;
}

const ROW = 40;

export function AllocationGrid(props: AllocationGridProps) {
  const { items, currency } = props;
  const t = useText('payments');
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  if (items.length === 0) {
    return (
      <Text c="var(--quiet)" size="sm" className={classes.nothing ?? ''}>
        {t('grid.empty', { currency })}
      </Text>
    );
  }
  const focusRow = (index: number): void => {
    if (index < 0 || index >= items.length) return;
    virtual.scrollToIndex(index, { align: 'auto' });
    // A row that was out of sight exists only after the list has scrolled to it.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[name="paid.${index}"]`)?.focus(),
    );
  };
  return (
    <div className={classes.grid}>
      <div ref={scroller} className={classes.scroller}>
        <table className={classes.table} aria-label={t('grid.label')} aria-rowcount={items.length + 1}>
          <thead className={classes.head}>
            <tr className={classes.line} aria-rowindex={1}>
              <th>{t('grid.full')}</th>
              <th>{t('grid.number')}</th>
              <th>{t('grid.date')}</th>
              <th>{t('grid.due')}</th>
              <th data-align="end">{t('grid.open', { currency })}</th>
              <th data-align="end">{t('grid.pays')}</th>
              <th>{t('grid.rest')}</th>
            </tr>
          </thead>
          <tbody className={classes.rows} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const item = items[index];
              return (
                item && (
                  <Row key={item.id} {...props} item={item} index={index} start={start} onMove={focusRow} />
                )
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface RowProps extends AllocationGridProps {
  readonly item: OpenItem;
  readonly index: number;
  readonly start: number;
  readonly onMove: (index: number) => void;
}

function Row({
  item,
  index,
  start,
  lines,
  terms,
  available,
  currency,
  today,
  onChange,
  onProblem,
  onMove,
}: RowProps) {
  const t = useText('payments');
  const line = lineOf(lines, item.id);
  const choices = restChoices(item, line.paid, terms);
  const rest = restOf(item, line.paid);
  const over = rest < 0 && line.rest !== 'cash-rounding';
  const discount = discountOn(item, terms);
  // In full: what is open, less a discount on offer, as far as money and credit reach.
  const full = minor(Math.min(item.outstanding - discount, available + line.paid));
  const settled = line.paid > 0 && (rest === 0 || line.rest !== 'open');
  const pay = (paid: Minor): void => onChange(item.id, withPaid(item, line, paid, terms));
  const toggle = (): void => {
    if (line.paid > 0) pay(ZERO);
    else if (full > 0) pay(full);
  };
  const words: Readonly<Record<RestChoice, string>> = {
    open: t('rest.open'),
    'early-discount': t('rest.early-discount'),
    'late-discount': t('rest.late-discount'),
    'small-difference': t('rest.small-difference'),
    'bank-charge': t('rest.bank-charge'),
    'cash-rounding': t('rest.cash-rounding'),
  };
  const amountOf = (choice: RestChoice): Minor =>
    choice === 'open' ? rest : deductedOn(item, { ...line, rest: choice }, terms);
  /** What a choice comes to, with the tax in it where it lowers the tax (EP1). */
  const worthOf = (choice: RestChoice): string => {
    const tax = taxInGranted(item, { ...line, rest: choice }, terms);
    const worth = `${words[choice]} ${formatFigure(amountOf(choice), currency)}`;
    return tax > 0 ? `${worth} (${t('rest.tax', { amount: formatFigure(tax, currency) })})` : worth;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const whole = selectionStart === 0 && selectionEnd === value.length;
    if (event.key === ' ' && whole) {
      event.preventDefault();
      toggle();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      onMove(index + (event.key === 'ArrowDown' ? 1 : -1));
    }
  };

  return (
    <tr className={classes.line} aria-rowindex={index + 2} style={{ transform: `translateY(${start}px)` }}>
      <td>
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={t('grid.pay-full', { number: item.number })}
          checked={settled}
          indeterminate={line.paid > 0 && !settled}
          onChange={toggle}
        />
      </td>
      <td>
        <Anchor
          component="button"
          type="button"
          size="sm"
          tabIndex={-1}
          onClick={() => void go({ screen: 'invoice', id: item.id })}
        >
          {item.number}
        </Anchor>
      </td>
      <td>{formatDayShort(item.issueDate)}</td>
      <td data-late={item.dueDate < today || undefined}>{formatDayShort(item.dueDate)}</td>
      <td data-align="end">
        <Amount minor={item.outstanding} currency={currency} />
      </td>
      <td>
        <AmountField
          name={`paid.${index}`}
          size="xs"
          aria-label={t('grid.pays-for', { number: item.number })}
          currency={currency}
          rightSection={null}
          rightSectionWidth={8}
          value={line.paid === 0 ? null : line.paid}
          error={
            over ? t('problem.over-outstanding', { by: formatAmount(minor(-rest), currency) }) : undefined
          }
          onProblem={(found) => onProblem(`paid.${index}`, found)}
          onChange={(paid) => pay(paid ?? ZERO)}
          onKeyDown={onKeyDown}
        />
      </td>
      <td className={classes.rest}>
        {rest < 0 && line.rest === 'cash-rounding' && (
          <Text size="xs" c="var(--quiet)">
            {worthOf('cash-rounding')}
          </Text>
        )}
        {rest > 0 && choices.length > 1 ? (
          <NativeSelect
            size="xs"
            aria-label={t('grid.rest-of', { number: item.number })}
            value={line.rest}
            data={choices.map((choice) => ({
              value: choice,
              label: worthOf(choice),
            }))}
            onChange={(event) => {
              const choice = choices.find((each) => each === event.currentTarget.value);
              if (choice) onChange(item.id, { ...line, rest: choice });
            }}
          />
        ) : (
          rest > 0 &&
          line.paid > 0 && (
            <Text size="xs" c="var(--quiet)">
              {t('rest.stays-open', { amount: formatFigure(rest, currency) })}
            </Text>
          )
        )}
        {line.paid === 0 && discount > 0 && item.discount && (
          <Text size="xs" c="var(--quiet)">
            {t('rest.offer', {
              amount: formatAmount(discount, currency),
              date: formatDayShort(item.discount.until),
            })}
          </Text>
        )}
      </td>
    </tr>
  );
}
