/** Figures and fields of an entry as the screen shows them. */

import type { ReviewEntry, ReviewValue } from '../../../../shared/contract/review.ts';
import { isDay } from '../../../../shared/domain/day.ts';
import { useBooks } from '../../data/use-books.ts';
import { breaksText, formatAmount, formatDay, formatRate } from '../../text/format.ts';
import { textOf } from '../../text/i18n.ts';
import type { Namespace } from '../../text/languages.ts';
import { lineText } from '../../text/line-text.ts';
import { fieldWord, plainValue } from '../../text/plain-value.ts';

type Field = NonNullable<ReviewEntry['field']>;

/** Where each record's form keeps the names of its fields. */
const LABELS: Readonly<Record<string, readonly [Namespace, (name: string) => string]>> = {
  customers: ['customers', (name) => `field.${name}`],
  items: ['items', (name) => `field.${name}`],
  company: ['settings', (name) => `company.${name}`],
  taxes: ['settings', (name) => `taxes.${name}`],
  terms: ['settings', (name) => `terms.${name}`],
  methods: ['settings', (name) => `methods.${name}`],
  priceLists: ['prices', (name) => (name.startsWith('item/') ? 'lists.price' : `lists.${name}`)],
  fees: ['prices', (name) => `fees.${name}`],
  drafts: [
    'invoices',
    (name) =>
      name.startsWith('line/')
        ? 'entry.item'
        : `entry.${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  ],
};

/** How the rate of a day is named under merge. */
const DAY = 'day/';
/** Entries of tables that can be taken out. */
const ENTRY = /^(line|item|day)\//;

/** What the form calls the field. */
export function fieldLabel({ table, name }: Field): string {
  if (table === 'rates') return textOf('prices')('rates.rate-of', { day: formatDay(name.slice(DAY.length)) });
  const [namespace, key] = LABELS[table] ?? ['common', (plain: string) => plain];
  return fieldWord(namespace, [key(name), name]);
}

interface Line {
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly baseQuantity?: string;
}

const isLine = (value: object): value is Line => 'description' in value && 'unitPrice' in value;

interface KeptRate {
  readonly rate: string;
  readonly source: string;
}

const rateText = ({ rate, source }: KeptRate): string =>
  [formatRate(rate), source].filter((part) => part !== '').join(' · ');

/** Shows values; ids of terms and taxes by their names. */
export function useValueWords(): (value: ReviewValue, field: ReviewEntry['field']) => string {
  const terms = useBooks('terms.list', {});
  const taxes = useBooks('taxes.list', {});
  const names = new Map(
    [...(terms.data ?? []), ...(taxes.data ?? [])].map(({ id, fields }) => [id, fields.name]),
  );
  const fieldValue = (given: unknown, field: ReviewEntry['field']): string => {
    if (given === null && ENTRY.test(field?.name ?? '')) return textOf('common')('twice.removed');
    if (typeof given === 'object' && given !== null && isLine(given)) return lineText(given);
    if (typeof given === 'string' && isDay(given)) return formatDay(given);
    if (field?.table === 'rates') return rateText(given as KeptRate);
    if (field?.table === 'priceLists' && field.name.startsWith('item/')) return breaksText(given);
    return plainValue(given, names);
  };
  return (value, field) => {
    switch (value.type) {
      case 'text':
        return value.text === '' ? '–' : value.text;
      case 'day':
        return formatDay(value.day);
      case 'amount':
        return formatAmount(value.minor, value.currency);
      case 'field':
        return fieldValue(value.value, field);
    }
  };
}
