/** Where the price of a line comes from, and the way back from a typed one. */
import { Anchor } from '@mantine/core';
import { exponentOf } from '../../../../../shared/domain/currency.ts';
import type { DraftLine } from '../../../../../shared/events/drafts.ts';
import { formatDay, formatDecimal } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { cellPath } from './grid-walk.ts';
import classes from './line-grid.module.css';
import { putPrice, typedOver } from './price-book.ts';

type Origin = NonNullable<DraftLine['priceFrom']>;

export function LinePrice({ line }: { readonly line: string }) {
  const t = useText('invoices');
  const { store, prices, focus } = useEntryTools();
  const origin = useEntry((state) => state.entry.lines[line]?.priceFrom ?? null, line);
  const unit = useEntry((state) => state.entry.lines[line]?.unit ?? '', line);
  const words = useOriginWords();
  // Compared as text: what is found is a new object each time.
  const over = useEntry((state) => {
    const found = typedOver(state.entry, line, prices);
    return found && JSON.stringify(found);
  }, line);
  const currency = useEntry((state) => state.entry.header.currency, line);
  if (over !== null) {
    const found = JSON.parse(over) as Origin & { readonly price: string };
    const price = `${formatDecimal(found.price, exponentOf(currency))} ${currency}`;
    return (
      <div className={classes.supply}>
        <span>{t('price.typed')}</span>
        <Anchor
          component="button"
          type="button"
          size="xs"
          onClick={() => {
            store.edit((entry) => putPrice(entry, line, prices));
            focus(cellPath(line, 'unitPrice'));
          }}
        >
          {t('price.back', { price })} ({words(found, unit)})
        </Anchor>
      </div>
    );
  }
  // The item's own price is the rule, and nothing is said of it.
  if (origin === null || origin.list === null) return null;
  return <div className={classes.supply}>{words(origin, unit)}</div>;
}

/** `Wholesale, from 1 Mar 2026, from 10 pieces`. */
function useOriginWords(): (origin: Origin, unit: string) => string {
  const t = useText('invoices');
  return ({ list, name, from, least }, unit) => {
    if (list === null) return t('price.own');
    const parts = [
      t('price.from-list', { name }),
      from === null ? '' : t('price.since', { day: formatDay(from) }),
      Number(least) > 1 ? t('price.least', { quantity: formatDecimal(least), unit }).trim() : '',
    ];
    return parts.filter((part) => part !== '').join(', ');
  };
}
