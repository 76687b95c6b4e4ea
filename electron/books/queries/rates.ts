/** Exchange rates that the office keeps (MO4), all from memory. */
import { type KeptPairRate, type NewestRate, proposeRate } from '../../../shared/domain/kept-rates.ts';
import type { Day } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import { rateRecordId } from '../../../shared/events/prices.ts';
import type { Memory } from '../memory.ts';
import type { Queries } from './context.ts';

/** Days of a pair that are answered at once. */
const MOST_DAYS = 750;

/** The newest rate of a pair in these days; they lie in two calendar years at most. */
const newestIn =
  ({ records: { rates } }: Memory): NewestRate =>
  (from, to, since, until) => {
    for (const year of new Set([until, since])) {
      const days = rates.get(rateRecordId(from, to, year))?.fields.days ?? {};
      let newest: Day | null = null;
      for (const day of Object.keys(days)) {
        if (day >= since && day <= until && (newest === null || day > newest)) newest = day;
      }
      const kept = newest === null ? undefined : days[newest];
      if (newest !== null && kept) return { from, to, day: newest, ...kept };
    }
    return null;
  };

/** All that is kept of each pair, newest first. */
function byPair(memory: Memory): Map<string, KeptPairRate[]> {
  const pairs = new Map<string, KeptPairRate[]>();
  for (const { fields } of memory.records.rates.values()) {
    const { from, to, days } = fields;
    const own = pairs.get(from + to) ?? [];
    for (const [day, kept] of Object.entries(days)) own.push({ from, to, day, ...kept });
    pairs.set(from + to, own);
  }
  for (const own of pairs.values()) own.sort((a, b) => (a.day < b.day ? 1 : -1));
  return pairs;
}

export const rateQueries: Queries<'rates.pairs' | 'rates.list' | 'rates.propose'> = {
  'rates.pairs': (_input, { memory }) =>
    ok(
      [...byPair(memory).values()]
        .flatMap((own) => (own[0] ? [{ ...own[0], count: own.length }] : []))
        .sort((a, b) => (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1)),
    ),
  'rates.list': ({ from, to }, { memory }) => ok((byPair(memory).get(from + to) ?? []).slice(0, MOST_DAYS)),
  'rates.propose': ({ from, to, day }, { memory }) => {
    const others = new Set<string>();
    for (const { fields } of memory.records.rates.values()) {
      others.add(fields.from);
      others.add(fields.to);
    }
    return ok(proposeRate({ from, to, day }, newestIn(memory), [...others]));
  },
};
