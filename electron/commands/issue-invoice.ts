/** Issues a draft: checks, number, totals and the whole document, all in one commit (NU1, DO1–DO4). */
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { hasWrongIban } from '../../shared/domain/bank-account.ts';
import { checkCredit } from '../../shared/domain/credit-note.ts';
import { checkDeposits } from '../../shared/domain/deposit.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { asksForMoney, isOwed } from '../../shared/domain/document-kinds.ts';
import { dutyFindings } from '../../shared/domain/duty-findings.ts';
import { checkIssue } from '../../shared/domain/issue-checks.ts';
import { checkIssueDay, checkWrittenDay } from '../../shared/domain/issue-day.ts';
import { mandatoryFindings } from '../../shared/domain/mandatory-content.ts';
import { type Day, minor } from '../../shared/domain/money.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, type Finding, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import type { CompanyFields } from '../../shared/events/masters.ts';
import { eInvoiceFindings } from '../documents/einvoice/einvoice-findings.ts';
import { paperFindings } from '../documents/paper-findings.ts';
import { cardNumberProblems } from './card-texts.ts';
import { type Command, type CommandContext, eventOf } from './command.ts';
import {
  composeDocument,
  type DraftSurroundings,
  dueDateOf,
  slipOf,
  surroundingsOf,
} from './compose-document.ts';
import { creditAllocations } from './credit.ts';
import { type GivenNumber, issueEvents, numberAmong } from './give-number.ts';
import { openFromFor } from './open-period.ts';
import { sheetNumberFor } from './paper-series.ts';

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
  const issueDate = draft.issueDate ?? context.today;
  // Everything at once: what the clerk waits for is the questions that wait for each other. Documents that look alike and
  // deposits are read from rows, and the document is composed while they are.
  const readFromRows = Promise.all([nearOf(draft, issueDate, context), depositsOf(draft, context)]);
  const [surroundings, rows, open] = await Promise.all([
    surroundingsOf(context, draft),
    context.lookup('series', { device: null }),
    openFromFor(context, issueDate),
  ]);
  if (!surroundings.ok) return surroundings;
  if (!rows.ok) return rows;
  if (!open.ok) return open;
  const around = surroundings.value;
  const unissued = await unissuedDeliveries(draft, around, context);
  if (!unissued.ok) return unissued;
  const exposure = await exposureOf(around, draft, context);
  if (!exposure.ok) return exposure;
  const { company, customer } = around;
  const profile = profileOf(company.profile);
  const numbered = draft.paper
    ? await sheetNumberFor(context, draft, rows.value)
    : ok(numberAmong(rows.value, context, draft.kind, issueDate, company));
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
  const dueDate = document?.dueDate ?? dueDateOf(draft, around.terms, issueDate);
  const onPaper = document ? contentFindings(document, company) : [];
  const [near, deposits] = await readFromRows;
  if (!near.ok) return near;
  if (!deposits.ok) return deposits;
  findings.push(
    ...(draft.paper
      ? checkWrittenDay({ written: draft.issueDate, today: context.today, openFrom: open.value })
      : checkIssueDay({
          issueDate,
          today: context.today,
          backDating: profile.backDating,
          lastCommit: context.lastDay,
          lastIssue: given.series?.lastIssue ?? null,
          serverDay: context.serverDay,
          series: given.series?.id ?? null,
          openFrom: open.value,
        })),
    ...checkIssue({
      draft: { ...draft, dueDate, issueDate },
      customer: customer?.fields ?? null,
      taxes: around.taxes,
      ...(customer
        ? {
            place: {
              goesTo: draft.shipTo ?? customer.fields.shipTo ?? customer.fields.address,
              home: company.address,
            },
          }
        : {}),
      totals: document?.totals ?? null,
      profile,
      today: context.today,
      exposure: exposure.value.balance,
      lookalikes: document ? alike(near.value, document) : [],
      mayExceedLimit: context.role !== 'clerk',
    }),
    ...(draft.kind === 'creditNote'
      ? checkCredit({
          ...(draft.credits ?? { invoices: [], period: null, reason: '' }),
          total: document?.totals.due ?? null,
          deposits: draft.deposits ?? [],
          customer: draft.customer,
          currency: draft.currency,
          known: around.credited,
        })
      : []),
    ...checkDeposits({
      ...draft,
      deposits: draft.deposits ?? [],
      offers: [...(draft.copiedFrom ? [draft.copiedFrom] : []), ...(draft.about?.documents ?? [])],
      named: around.deposits,
      open: deposits.value,
      totals: document?.totals ?? null,
    }),
    ...checkAbout(draft),
    ...checkBilled(draft, around),
    ...unissued.value,
    ...onPaper,
  );
  return ok({ findings, given, issueDate, dueDate, document, around });
}

/** What the document's own content raises, whatever else there is. */
const contentFindings = (document: IssuedDocument, company: CompanyFields): Finding[] => [
  ...mandatoryFindings(document, company.registersInvoices === true, company.currency),
  ...dutyFindings(document),
  ...paperFindings(document),
  ...accountFindings(document),
  ...slipFindings(document, company),
  ...eInvoiceFindings(document),
];

/** Asks where a payment slip belongs on the paper and what is known does not make one. */
function slipFindings(document: IssuedDocument, company: CompanyFields): Finding[] {
  const { problem } = slipOf(document, company);
  return problem === undefined ? [] : [{ code: problem, severity: 'ask', path: '' }];
}

/** Asks where the customer is told to pay to an account that is none, in whatever currency. */
const accountFindings = ({ kind, seller }: IssuedDocument): Finding[] =>
  asksForMoney(kind) && hasWrongIban(seller.bankDetails)
    ? [{ code: 'account-mistyped', severity: 'ask', path: '' }]
    : [];

/** Documents that may turn out to look like the one that this draft becomes. */
const nearOf = (draft: Draft, date: Day, context: CommandContext) => {
  const { customer, orderNumber, currency } = draft;
  return customer === null || draft.kind !== 'invoice'
    ? ok<LookupOutput<'lookalikes'>>([])
    : context.lookup('lookalikes', { customer, orderNumber, currency, date });
};

/** Deposits that the invoice may have to deduct (AL3). */
const depositsOf = ({ customer, kind, currency }: Draft, context: CommandContext) =>
  customer === null || kind !== 'invoice'
    ? ok<LookupOutput<'deposits'>>([])
    : context.lookup('deposits', { ids: [], of: { customer, currency } });

/** A debit note says why it asks for more. */
const checkAbout = ({ kind, about }: Draft): Finding[] =>
  kind === 'charge' && (about?.reason ?? '').trim() === ''
    ? [{ code: 'charge-reason-missing', severity: 'block', path: 'about.reason' }]
    : [];

/** A delivery is billed once (RE4). */
const checkBilled = ({ kind }: Draft, { named }: DraftSurroundings): Finding[] =>
  kind !== 'invoice'
    ? []
    : named.flatMap(({ number, billedBy }) =>
        billedBy === null
          ? []
          : [{ code: 'delivery-billed', severity: 'ask', path: 'about', params: { number, by: billedBy } }],
      );

/** A delivery note that was begun from the draft and not issued would never count as billed (RE4). */
async function unissuedDeliveries(
  { kind, about }: Draft,
  { named }: DraftSurroundings,
  context: CommandContext,
): Promise<Result<Finding[], AppError>> {
  const missing =
    kind === 'invoice' ? (about?.documents ?? []).filter((id) => !named.some((one) => one.id === id)) : [];
  const findings: Finding[] = [];
  for (const id of missing) {
    const found = await context.lookup('draft', { id });
    if (!found.ok) return found;
    if (found.value) findings.push({ code: 'delivery-not-issued', severity: 'ask', path: 'about' });
  }
  return ok(findings.slice(0, 1));
}

/** What the customer owes and has ordered already (CU3), asked only where there is a limit. */
const exposureOf = (
  { customer }: DraftSurroundings,
  { kind, currency, copiedFrom, about }: Draft,
  context: CommandContext,
) =>
  customer === null || !isOwed(kind) || customer.fields.creditLimit === null
    ? ok({ balance: minor(0) })
    : context.lookup('exposure', {
        ...{ customer: customer.id, currency, on: context.today },
        besides: [...(copiedFrom ? [copiedFrom] : []), ...(about?.documents ?? [])],
      });

const alike = (near: LookupOutput<'lookalikes'>, document: IssuedDocument) =>
  near
    .filter(({ total, sameOrder }) => sameOrder || total === document.totals.due)
    .map(({ number, sameOrder }) => ({
      number,
      because: sameOrder ? ('order-number' as const) : ('amount-and-date' as const),
    }));

export const issueInvoice: Command<ParsedInputOf<'invoices.issue'>, OutputOf<'invoices.issue'>> = {
  decide: async (input, context) => {
    const [existing, looked] = await Promise.all([
      context.lookup('documents', { ids: [input.id] }),
      outlook(input.draft, context),
    ]);
    if (!existing.ok) return existing;
    if (existing.value[0]) {
      return err({ kind: 'refused', reason: 'already-issued', params: { number: existing.value[0].number } });
    }
    // The router has looked at what a page says; a draft that another desktop scheduled came past no router.
    const cards = cardNumberProblems(input.draft);
    if (cards.length > 0) return err({ kind: 'invalid', fields: cards });

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
