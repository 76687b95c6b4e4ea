/** Closes a series that can or shall give no more numbers, and opens its successor in the same commit (NU5). */
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { type Succession, successionOf } from '../../shared/domain/series-succession.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command, CommandContext } from './command.ts';
import { opening } from './open-series.ts';

export interface ClosingOutlook {
  readonly closing: LookupOutput<'series'>[number];
  readonly rows: LookupOutput<'series'>;
  readonly succession: Succession;
}

/** What closing the series would lead to. Only its own desktop can say that a series gives no more numbers. */
export async function closingOutlook(
  id: string,
  context: CommandContext,
): Promise<Result<ClosingOutlook, AppError>> {
  const [rows, company] = await Promise.all([
    context.lookup('series', { device: null }),
    context.lookup('company', {}),
  ]);
  if (!rows.ok) return rows;
  if (!company.ok) return company;
  const closing = rows.value.find((row) => row.id === id && row.device === context.device && !row.paper);
  if (!closing) return err({ kind: 'not-found', what: 'series', id });
  if (closing.closed) return err({ kind: 'refused', reason: 'series-closed' });
  const succession = successionOf(rows.value, closing, {
    today: context.today,
    mark: context.mark(id),
    fiscalYearStart: company.value?.fields.fiscalYearStart ?? 1,
  });
  return ok({ closing, rows: rows.value, succession });
}

export const closeSeries: Command<ParsedInputOf<'series.close'>, OutputOf<'series.close'>> = {
  decide: async ({ id, reason, successor }, context) => {
    const looked = await closingOutlook(id, context);
    if (!looked.ok) return looked;
    const { closing, rows, succession } = looked.value;
    const { last, goesOn } = succession;
    const closed = event('series.closed', id, context.today, { reason, last });
    if (successor) {
      const opened = opening({ ...successor, kind: closing.kind }, rows, context);
      return opened.ok ? ok([closed, opened.value]) : opened;
    }
    // Without any series for it the next document of the kind could not be issued.
    if (goesOn === null)
      return err({ kind: 'invalid', fields: [{ path: 'successor', problem: 'required' }] });
    return ok([closed]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};
