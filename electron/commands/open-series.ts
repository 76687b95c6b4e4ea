/** Opens the series that this device numbers with from now on (NU2, NU5). */
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { checkSeries, formatNumber } from '../../shared/domain/numbering.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { type EventOf, event } from '../../shared/events/event-types.ts';
import type { Command, CommandContext } from './command.ts';

type SeriesStart = Omit<ParsedInputOf<'series.open'>, 'commandId'>;

/** The event that opens a series of this device, unless its numbers were given or are another device's. */
export function opening(
  { kind, prefix, year, width, first }: SeriesStart,
  rows: LookupOutput<'series'>,
  context: CommandContext,
): Result<EventOf<'series.opened'>, AppError> {
  const { device } = context;
  const checked = checkSeries({ prefix, year, width, next: first }, year !== null);
  if (!checked.ok) return err({ kind: 'invalid', fields: [{ path: 'prefix', problem: checked.error }] });
  const overlaps = rows.some(
    (row) =>
      row.prefix === prefix &&
      row.year === year &&
      // A pad's numbers are on paper already, entered or not.
      (row.device !== device ||
        row.paper !== undefined ||
        Math.max(row.next, context.mark(row.id) + 1) > first),
  );
  const number = formatNumber({ prefix, year, width }, first);
  if (overlaps) return err({ kind: 'refused', reason: 'number-taken', params: { number } });
  return ok(
    event('series.opened', context.newId('series'), context.today, {
      ...{ kind, device, prefix, year, width, first },
    }),
  );
}

export const openSeries: Command<ParsedInputOf<'series.open'>, OutputOf<'series.open'>> = {
  decide: async (input, context) => {
    const rows = await context.lookup('series', { device: null });
    if (!rows.ok) return rows;
    const opened = opening(input, rows.value, context);
    return opened.ok ? ok([opened.value]) : opened;
  },
  answer: (events) => ({ id: events[0]?.entity ?? '' }),
};
