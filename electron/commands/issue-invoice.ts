/** Issues a draft: checks, number, totals and the whole document, all in one commit (NU1, DO1–DO3). */
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { checkIssue } from '../../shared/domain/issue-checks.ts';
import { checkIssueDay } from '../../shared/domain/issue-day.ts';
import { type Day, minor } from '../../shared/domain/money.ts';
import { type NextNumber, nextNumber } from '../../shared/domain/numbering.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, type Finding, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { paperFindings } from '../documents/paper-findings.ts';
import { type Command, type CommandContext, eventOf } from './command.ts';
import { composeDocument, type DraftSurroundings, dueDateOf, surroundingsOf } from './compose-document.ts';
import { cardNumberProblems } from './save-record.ts';

type SeriesRow = LookupOutput<'series'>[number];

/** What issuing the draft now would do. */
export interface IssueOutlook {
  readonly findings: readonly Finding[];
  readonly series: SeriesRow | null;
  readonly number: NextNumber | null;
  readonly issueDate: Day;
  readonly dueDate: Day;
  /** `null` when findings keep it from being composed. */
  readonly document: IssuedDocument | null;
  readonly around: DraftSurroundings;
}

/** The series of this device for a kind of document: the one opened last, for a closed or outgrown one has a successor. */
function currentSeries(rows: readonly SeriesRow[], kind: Draft['kind']): SeriesRow | null {
  const own = rows.filter((row) => row.kind === kind);
  return own.reduce<SeriesRow | null>(
    (latest, row) => ((row.year ?? 0) >= (latest?.year ?? 0) ? row : latest),
    null,
  );
}

/** Everything that issuing decides, without doing it: the check before the last question uses it too (DO2). */
export async function outlook(
  draft: Draft,
  context: CommandContext,
): Promise<Result<IssueOutlook, AppError>> {
  const [surroundings, rows] = await Promise.all([
    surroundingsOf(context, draft),
    context.lookup('series', { device: context.device }),
  ]);
  if (!surroundings.ok) return surroundings;
  if (!rows.ok) return rows;
  const around = surroundings.value;
  const { company, customer } = around;
  const profile = profileOf(company.profile);
  const issueDate = draft.issueDate ?? context.today;
  const dueDate = dueDateOf(draft, around.terms, issueDate);
  const series = currentSeries(rows.value, draft.kind);
  const findings: Finding[] = [];
  let number: NextNumber | null = null;
  if (series) {
    const marks = { highest: context.mark(series.id) };
    const next = nextNumber(series, issueDate, marks, company.fiscalYearStart);
    if (next.ok) number = next.value;
    else findings.push({ code: next.error, severity: 'block', path: 'series' });
  } else {
    findings.push({ code: 'no-series', severity: 'block', path: 'series' });
  }
  const composed = composeDocument(draft, around, { number: number?.number ?? '', issueDate });
  if (!composed.ok) {
    findings.push(
      ...composed.error.map(({ path, problem }) => ({ code: problem, severity: 'block' as const, path })),
    );
  }
  const document = composed.ok ? composed.value : null;
  const relations =
    customer && document ? await relationsOf(context, draft, customer, document) : ok(NO_RELATIONS);
  if (!relations.ok) return relations;
  findings.push(
    ...checkIssueDay({
      issueDate,
      today: context.today,
      backDating: profile.backDating,
      lastCommit: context.lastDay,
      lastIssue: series?.lastIssue ?? null,
      serverDay: null,
    }),
    ...checkIssue({
      draft: { ...draft, dueDate, issueDate },
      customer: customer?.fields ?? null,
      taxes: around.taxes,
      totals: document?.totals ?? null,
      profile,
      today: context.today,
      exposure: relations.value.exposure,
      lookalikes: relations.value.lookalikes,
      mayExceedLimit: context.role !== 'clerk',
    }),
    ...(document ? paperFindings(document) : []),
  );
  return ok({ findings, series, number, issueDate, dueDate, document, around });
}

const NO_RELATIONS = { exposure: minor(0), lookalikes: [] as LookupOutput<'lookalikes'> };

/** What the customer owes already (CU3, asked only where there is a limit), and documents that look like this one. */
async function relationsOf(
  context: CommandContext,
  draft: Draft,
  customer: NonNullable<DraftSurroundings['customer']>,
  document: IssuedDocument,
): Promise<Result<typeof NO_RELATIONS, AppError>> {
  const lookalikes = await context.lookup('lookalikes', {
    customer: customer.id,
    orderNumber: draft.orderNumber,
    total: document.totals.due,
    currency: draft.currency,
    date: document.issueDate,
  });
  if (!lookalikes.ok) return lookalikes;
  if (customer.fields.creditLimit === null) return ok({ ...NO_RELATIONS, lookalikes: lookalikes.value });
  const exposure = await context.lookup('exposure', { customer: customer.id, currency: draft.currency });
  return exposure.ok ? ok({ exposure: exposure.value.balance, lookalikes: lookalikes.value }) : exposure;
}

export const issueInvoice: Command<ParsedInputOf<'invoices.issue'>, OutputOf<'invoices.issue'>> = {
  decide: async (input, context) => {
    const existing = await context.lookup('documents', { ids: [input.id] });
    if (!existing.ok) return existing;
    if (existing.value[0]) {
      return err({ kind: 'refused', reason: 'already-issued', params: { number: existing.value[0].number } });
    }
    const texts = { notes: input.draft.notes, orderNumber: input.draft.orderNumber };
    const lines = input.draft.lines.map((line, index) => [`lines.${index}.description`, line.description]);
    const cards = cardNumberProblems({ ...texts, ...Object.fromEntries(lines) });
    if (cards.length > 0) return err({ kind: 'invalid', fields: cards });

    const looked = await outlook(input.draft, context);
    if (!looked.ok) return looked;
    const { findings, series, number, document, issueDate } = looked.value;
    const overridden = new Map(input.overrides.map(({ code, reason }) => [code, reason]));
    const standing = findings.filter(({ severity, code }) => severity === 'block' || !overridden.has(code));
    if (standing.length > 0 || !document || !number || !series) return err({ kind: 'findings', findings });

    const passed = findings.map(({ code }) => ({ code, reason: overridden.get(code) ?? '' }));
    const events: DomainEvent[] = [];
    let seriesId = series.id;
    if (number.from === 'successor') {
      const { kind, device, prefix, year, width, next } = number.successor;
      seriesId = context.newId('series');
      const opened = { kind: kind as 'invoice', device, prefix, year, width, first: next };
      events.push(event('series.opened', seriesId, context.today, opened));
    }
    events.push(
      event('document.issued', input.id, issueDate, {
        document,
        series: seriesId,
        counter: number.counter,
        draft: input.id,
        copiedFrom: input.draft.copiedFrom,
        overrides: passed,
      }),
    );
    return ok(events);
  },
  answer: (events, _commitId, input) => {
    const { document } = eventOf(events, 'document.issued').data;
    return { id: input.id, number: document.number, total: document.totals.due, currency: document.currency };
  },
};
