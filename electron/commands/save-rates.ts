/** Keeps exchange rates, one or a whole file of them, in one commit (MO4); a rate that is `null` is taken out. */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { isCurrency } from '../../shared/domain/currency.ts';
import { parseRate } from '../../shared/domain/exchange-rate.ts';
import { err, type FieldProblem, ok } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { type KeptRate, rateRecordId } from '../../shared/events/prices.ts';
import type { Seen } from '../../shared/events/primitives.ts';
import type { Command } from './command.ts';
import { seenBefore } from './seen-before.ts';

type Input = ParsedInputOf<'rates.save'>;

interface Year {
  readonly from: string;
  readonly to: string;
  readonly days: Record<string, KeptRate | null>;
}

export const saveRates: Command<Input, OutputOf<'rates.save'>> = {
  decide: async ({ rates }, context) => {
    const problems = rates.flatMap(({ from, to, day, rate }, index): FieldProblem[] => [
      ...(isCurrency(from) && isCurrency(to) && from !== to
        ? []
        : [{ path: `rates.${index}.to`, problem: 'not-a-currency' }]),
      ...(day > context.today ? [{ path: `rates.${index}.day`, problem: 'in-the-future' }] : []),
      ...(rate === null || parseRate(rate).ok
        ? []
        : [{ path: `rates.${index}.rate`, problem: 'not-an-exchange-rate' }]),
    ]);
    if (problems.length > 0) return err({ kind: 'invalid', fields: problems });
    const years = new Map<string, Year>();
    for (const { from, to, day, rate, source } of rates) {
      const id = rateRecordId(from, to, day);
      const year = years.get(id) ?? { from, to, days: {} };
      year.days[day] = rate === null ? null : { rate, source };
      years.set(id, year);
    }
    const found = await context.lookup('rates', { ids: [...years.keys()] });
    if (!found.ok) return found;
    const known = new Map(found.value.map(({ id, fields }) => [id, fields]));
    const seen = new Map<string, Seen>();
    const asked = [...known.keys()].map(async (id) => ({
      id,
      answer: await seenBefore(context, { table: 'rates', id }),
    }));
    for (const { id, answer } of await Promise.all(asked)) {
      if (!answer.ok) return answer;
      if (answer.value.seen) seen.set(id, answer.value.seen);
    }
    return ok([...years].flatMap(([id, year]) => changes(id, year, known.get(id)?.days)));

    function changes(id: string, year: Year, before: Readonly<Record<string, KeptRate>> = {}): DomainEvent[] {
      const days = Object.fromEntries(
        Object.entries(year.days).filter(([day, kept]) => {
          const had = before[day];
          return kept === null ? had !== undefined : had?.rate !== kept.rate || had.source !== kept.source;
        }),
      );
      if (Object.keys(days).length === 0) return [];
      const pair = known.has(id) ? {} : { from: year.from, to: year.to };
      const others = seen.get(id);
      return [
        event('rates.set', id, context.today, { fields: { ...pair, days }, ...(others && { seen: others }) }),
      ];
    }
  },
  answer: (events) => ({
    saved: events.reduce(
      (count, made) =>
        count + (made.type === 'rates.set' ? Object.keys(made.data.fields.days ?? {}).length : 0),
      0,
    ),
  }),
};
