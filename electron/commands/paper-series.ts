/** Paper series (NU6): adding a pad, the number of a sheet, and what became of sheets that stand on no document. */
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { checkPad, sheetNumber } from '../../shared/domain/paper-series.ts';
import type { FindingCode } from '../../shared/domain/problems.ts';
import { type AppError, err, type Finding, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command, CommandContext } from './command.ts';
import type { GivenNumber } from './give-number.ts';

/** Adds a pad whose numbers no series gives and no other pad has. */
export const addPad: Command<ParsedInputOf<'series.addPad'>, OutputOf<'series.addPad'>> = {
  decide: async ({ kind, prefix, width, first, last }, context) => {
    const checked = checkPad({ prefix, width, first, last });
    if (!checked.ok) {
      const path = checked.error === 'sheets-out-of-range' ? 'last' : 'prefix';
      return err({ kind: 'invalid', fields: [{ path, problem: checked.error }] });
    }
    const rows = await context.lookup('series', { device: null });
    if (!rows.ok) return rows;
    // A running series goes on without end; of two pads only the same sheets would be in each other's way.
    const isTaken = rows.value.some(
      (row) =>
        row.prefix === prefix &&
        row.year === null &&
        (!row.paper || (row.paper.first <= last && first <= row.paper.last)),
    );
    const number = sheetNumber({ prefix, width }, first);
    if (isTaken) return err({ kind: 'refused', reason: 'number-taken', params: { number } });
    const { device } = context;
    const opened = { kind, device, prefix, year: null, width, first, paper: { last } };
    return ok([event('series.opened', context.newId('pad'), context.today, opened)]);
  },
  answer: (events) => ({ id: events[0]?.entity ?? '' }),
};

/** Any desktop may say it: a pad belongs to whoever has it in front of them. */
export const saySheets: Command<ParsedInputOf<'series.saySheets'>, OutputOf<'series.saySheets'>> = {
  decide: async ({ id, from, to, reason }, context) => {
    const rows = await context.lookup('series', { device: null });
    if (!rows.ok) return rows;
    const pad = rows.value.find((row) => row.id === id)?.paper;
    if (!pad) return err({ kind: 'not-found', what: 'series', id });
    if (from > to || from < pad.first || to > pad.last)
      return err({ kind: 'invalid', fields: [{ path: 'from', problem: 'sheet-not-of-pad' }] });
    return ok([event('series.sheets', id, context.today, { from, to, reason })]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};

/**
 * The number of the sheet that a draft was written on, or the findings that say why there is none: no such pad for the kind,
 * no sheet typed or none of this pad, a sheet that another document holds. Asked: a sheet that was said to be spoilt, and a
 * day that does not lie between those of the sheets before and behind it.
 */
export async function sheetNumberFor(
  context: CommandContext,
  { kind, paper, issueDate }: Draft,
  rows: LookupOutput<'series'>,
): Promise<Result<GivenNumber, AppError>> {
  const findings: Finding[] = [];
  const report = (
    severity: Finding['severity'],
    code: FindingCode,
    path: string,
    params: Finding['params'] = {},
  ) => findings.push({ code, severity, path, params });
  const series = rows.find((row) => row.id === paper?.series && row.kind === kind && row.paper) ?? null;
  const counter = paper?.sheet ?? null;
  const none = (code: FindingCode, path: string): Result<GivenNumber, AppError> => {
    report('block', code, path);
    return ok({ series, next: null, findings });
  };
  if (!series?.paper) return none('pad-missing', 'paper.series');
  if (counter === null) return none('sheet-missing', 'paper.sheet');
  if (counter < series.paper.first || counter > series.paper.last)
    return none('sheet-not-of-pad', 'paper.sheet');
  const looked = await context.lookup('sheet', { series: series.id, counter });
  if (!looked.ok) return looked;
  const { holder, spoilt, before, after } = looked.value;
  const number = sheetNumber(series, counter);
  if (holder !== null) report('block', 'sheet-taken', 'paper.sheet', { number });
  if (spoilt !== null) report('ask', 'sheet-spoilt', 'paper.sheet', { number, reason: spoilt });
  const apart =
    (issueDate !== null && before && before.day > issueDate && before) ||
    (issueDate !== null && after && after.day < issueDate && after);
  if (apart) report('ask', 'sheet-out-of-order', 'issueDate', { number: apart.number, day: apart.day });
  return ok({ series, next: { from: 'series', counter, number }, findings });
}
