/** A record's field as text, for where two values of it stand beside each other. */
import { i18n, textOf } from './i18n.ts';
import type { Namespace } from './languages.ts';

/** Parts of lists and addresses are joined; ids that `names` knows show their names. */
export function plainValue(value: unknown, names: ReadonlyMap<string, string> = new Map()): string {
  if (typeof value === 'boolean') return textOf('common')(value ? 'yes' : 'no');
  if (value === null || value === undefined) return '–';
  if (typeof value === 'object') {
    const parts = Object.values(value).map((part) => (part === '' ? '' : plainValue(part, names)));
    return parts.filter((part) => part !== '' && part !== '–').join(', ') || '–';
  }
  const text = String(value);
  return names.get(text) ?? (text === '' ? '–' : text);
}

/** What a form calls a field: the first of the keys that there is a text for, else the field as such. */
export function fieldWord(namespace: Namespace, keys: readonly string[]): string {
  const known = keys.find((key) => i18n.exists(key, { ns: namespace }));
  // Where a form says the currency in the label, here each value says its own.
  return known ? i18n.t(known, { ns: namespace, currency: '' }).trim() : textOf('common')('conflict.field');
}
