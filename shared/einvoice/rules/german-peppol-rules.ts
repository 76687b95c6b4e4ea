/** What Peppol BIS Billing 3 asks between two Germans (DE-R): XRechnung's rules under names of its own. */
import { areGerman } from './peppol-rules.ts';
import type { Rule } from './rule.ts';
import { XRECHNUNG_RULES } from './xrechnung-rules.ts';

/** Rules of XRechnung that Peppol did not take over: its own specification, and what follows from it. */
const NOT_TAKEN: ReadonlySet<string> = new Set(['BR-DE-21', 'BR-DE-29', 'BR-DE-TMP-32']);

/** `BR-DE-7` is `DE-R-007`, `BR-DE-23-a` is `DE-R-023-1`. */
export function peppolId(id: string): string {
  const [, number = '', letter] = /^BR-DE-(\d+)(?:-([ab]))?$/.exec(id) ?? [];
  const part = letter === undefined ? '' : `-${letter === 'a' ? 1 : 2}`;
  return `DE-R-${number.padStart(3, '0')}${part}`;
}

export const GERMAN_PEPPOL_RULES: readonly Rule[] = XRECHNUNG_RULES.filter(
  ({ id }) => !NOT_TAKEN.has(id),
).map((rule) => ({
  ...rule,
  id: peppolId(rule.id),
  set: 'peppol',
  broken: (invoice) => (areGerman(invoice) ? rule.broken(invoice) : []),
}));
