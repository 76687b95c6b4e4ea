/** Figures and fields of an entry as the screen shows them. */

import type { ReviewEntry, ReviewValue } from '../../../../shared/contract/review.ts';
import { isDay } from '../../../../shared/domain/day.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatAmount, formatDay, formatDecimal } from '../../text/format.ts';
import { textOf } from '../../text/i18n.ts';
import type { Namespace } from '../../text/languages.ts';
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
  drafts: [
    'invoices',
    (name) =>
      name.startsWith('line/')
        ? 'entry.item'
        : `entry.${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  ],
};

/** What the form calls the field. */
export function fieldLabel({ table, name }: Field): string {
  const [namespace, key] = LABELS[table] ?? ['common', (plain: string) => plain];
  return fieldWord(namespace, [key(name), name]);
}

interface Line {
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
}

const isLine = (value: object): value is Line => 'description' in value && 'unitPrice' in value;

/** Shows values; ids of terms and taxes by their names. */
export function useValueWords(): (value: ReviewValue, field: ReviewEntry['field']) => string {
  const terms = useBooks('terms.list', {});
  const taxes = useBooks('taxes.list', {});
  const names = new Map(
    [...(terms.data ?? []), ...(taxes.data ?? [])].map(({ id, fields }) => [id, fields.name]),
  );
  const fieldValue = (given: unknown, field: ReviewEntry['field']): string => {
    if (given === null && field?.name.startsWith('line/')) return textOf('common')('twice.removed');
    if (typeof given === 'object' && given !== null && isLine(given))
      return `${given.description} · ${formatDecimal(given.quantity)} × ${formatDecimal(given.unitPrice)}`;
    if (typeof given === 'string' && isDay(given)) return formatDay(given);
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
