/** Issues a draft: checks, number, totals and the whole document, all in one commit (NU1, DO1–DO4). */
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { checkCredit } from '../../shared/domain/credit-note.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { checkIssue } from '../../shared/domain/issue-checks.ts';
import { checkIssueDay } from '../../shared/domain/issue-day.ts';
import { type Day, minor } from '../../shared/domain/money.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, type Finding, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { paperFindings } from '../documents/paper-findings.ts';
import { type Command, type CommandContext, eventOf } from './command.ts';
import { composeDocument, type DraftSurroundings, dueDateOf, surroundingsOf } from './compose-document.ts';
import { creditAllocations } from './credit.ts';
import { type GivenNumber, issueEvents, numberFor } from './give-number.ts';
import { cardNumberProblems } from './save-record.ts';

/** What issuing the draft now would do. */
export interface IssueOutlook {
  readonly findings: readonly Finding[];
  readonly given: GivenNumber;
  readonly issueDate: Day;
  readonly dueDate: Day;
  /** `null` when findings keep it from being composed. */
  readonly document: IssuedDocument | null;
  readonly around: DraftSurroundings;
}

/** Everything that issuing decides, without doing it: the check before the last question uses it too (DO2). */
export async function outlook(
  draft: Draft,
  context: CommandContext,
): Promise<Result<IssueOutlook, AppError>> {
  const surroundings = await surroundingsOf(context, draft);
  if (!surroundings.ok) return surroundings;
  const around = surroundings.value;
  const { company, customer } = around;
  const profile = profileOf(company.profile);
  const issueDate = draft.issueDate ?? context.today;
  const dueDate = dueDateOf(draft, around.terms, issueDate);
  const numbered = await numberFor(context, draft.kind, issueDate, company.fiscalYearStart);
  if (!numbered.ok) return numbered;
  const given = numbered.value;
  const findings: Finding[] = [...given.findings];
  const composed = composeDocument(draft, around, { number: given.next?.number ?? '', issueDate });
  if (!composed.ok) {
    findings.push(
      ...composed.error.map(({ path, problem }) => ({ code: problem, severity: 'block' as const, path })),
    );
  }
  const document = composed.ok ? composed.value : null;
  const relations =
    customer && document && draft.kind === 'invoice'
      ? await relationsOf(context, draft, customer, document)
      : ok(NO_RELATIONS);
  if (!relations.ok) return relations;
  findings.push(
    ...checkIssueDay({
      issueDate,
      today: context.today,
      backDating: profile.backDating,
      lastCommit: context.lastDay,
      lastIssue: given.series?.lastIssue ?? null,
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
    ...(draft.kind === 'creditNote'
      ? checkCredit({
          ...(draft.credits ?? { invoices: [], period: null, reason: '' }),
          total: document?.totals.due ?? null,
          customer: draft.customer,
          currency: draft.currency,
          known: around.credited,
        })
      : []),
    ...(document ? paperFindings(document) : []),
  );
  return ok({ findings, given, issueDate, dueDate, document, around });
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
    const { findings, given, document, around } = looked.value;
    const { series, next } = given;
    const overridden = new Map(input.overrides.map(({ code, reason }) => [code, reason]));
    const standing = findings.filter(({ severity, code }) => severity === 'block' || !overridden.has(code));
    if (standing.length > 0 || !document || !next) return err({ kind: 'findings', findings });

    const passed = findings.map(({ code }) => ({ code, reason: overridden.get(code) ?? '' }));
    return ok([
      ...issueEvents(
        context,
        input.id,
        document,
        { series, next },
        {
          draft: input.id,
          copiedFrom: input.draft.copiedFrom,
          overrides: passed,
        },
      ),
      ...creditAllocations(context, input.id, document, around.credited),
    ]);
  },
  answer: (events, _commitId, input) => {
    const { document } = eventOf(events, 'document.issued').data;
    return { id: input.id, number: document.number, total: document.totals.due, currency: document.currency };
  },
};
