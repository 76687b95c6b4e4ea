/** Opens the series that this device numbers with from now on (NU2, NU5). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { checkSeries, formatNumber } from '../../shared/domain/numbering.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';

export const openSeries: Command<ParsedInputOf<'series.open'>, OutputOf<'series.open'>> = {
  decide: async (input, context) => {
    const checked = checkSeries({ ...input, next: input.first }, input.year !== null);
    if (!checked.ok) return err({ kind: 'invalid', fields: [{ path: 'prefix', problem: checked.error }] });
    const rows = await context.lookup('series', { device: null });
    if (!rows.ok) return rows;
    const first = formatNumber(input, input.first);
    const overlaps = rows.value.some(
      (row) =>
        row.prefix === input.prefix &&
        row.year === input.year &&
        (row.device !== context.device || row.next > input.first),
    );
    if (overlaps) return err({ kind: 'refused', reason: 'in-use', params: { number: first } });
    const { kind, prefix, year, width } = input;
    return ok([
      event('series.opened', context.newId('series'), context.today, {
        kind,
        device: context.device,
        prefix,
        year,
        width,
        first: input.first,
      }),
    ]);
  },
  answer: (events) => ({ id: events[0]?.entity ?? '' }),
};
