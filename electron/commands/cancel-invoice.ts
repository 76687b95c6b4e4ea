/**
 * Takes an issued invoice back: *Void* while it has not left the office, else *Cancel*, a credit note over all of it,
 * allocated in full in the same commit (DO1); and *Correct*, which copies the content into a draft as well (DO6).
 */
import type { DocumentLookup } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { isOwed } from '../../shared/domain/document-kinds.ts';
import { checkIssueDay } from '../../shared/domain/issue-day.ts';
import { minor } from '../../shared/domain/money.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, type Finding, ok, type Result } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { type Command, type CommandContext, eventOf } from './command.ts';
import { copyOf, suppliedAs, termsOf } from './copy-document.ts';
import { creditAllocations } from './credit.ts';
import { draftChanges } from './draft-changes.ts';
import { type GivenNumber, issueEvents, numberFor } from './give-number.ts';
import { openFromFor } from './open-period.ts';
import { isVoidable, refuseDeducted } from './take-back.ts';

/** What taking an invoice back would do. */
export interface CancelOutlook {
  readonly how: 'void' | 'credit-note';
  readonly invoice: DocumentLookup;
  readonly original: IssuedDocument;
  readonly given: GivenNumber;
  readonly findings: readonly Finding[];
}

export async function cancelOutlook(
  id: string,
  context: CommandContext,
): Promise<Result<CancelOutlook, AppError>> {
  const [found, issued, company] = await Promise.all([
    context.lookup('documents', { ids: [id] }),
    context.lookup('issued', { id }),
    context.lookup('company', {}),
  ]);
  if (!found.ok) return found;
  if (!issued.ok) return issued;
  if (!company.ok) return company;
  const invoice = found.value[0];
  const original = issued.value;
  if (!invoice || !isOwed(invoice.kind) || !original) return err({ kind: 'not-found', what: 'document', id });
  if (!company.value) return err({ kind: 'unavailable', what: 'company' });
  const params = { number: invoice.number };
  if (invoice.void) return err({ kind: 'refused', reason: 'already-void', params });
  if (invoice.credited > 0) return err({ kind: 'refused', reason: 'partly-credited', params });
  const deducted = refuseDeducted(invoice);
  if (deducted) return err(deducted);
  const { fields } = company.value;
  const profile = profileOf(fields.profile);
  const given = await numberFor(context, 'creditNote', context.today, fields);
  if (!given.ok) return given;
  const open = await openFromFor(context, invoice.issueDate);
  if (!open.ok) return open;
  if (isVoidable(invoice, profile, open.value)) {
    return ok({ how: 'void', invoice, original, given: given.value, findings: [] });
  }
  // A final invoice may come to nothing and still take back the tax of its deposits.
  if (invoice.total <= 0 && !original.deposits)
    return err({ kind: 'refused', reason: 'nothing-to-credit', params });
  const findings = [
    ...given.value.findings,
    ...checkIssueDay({
      issueDate: context.today,
      today: context.today,
      backDating: profile.backDating,
      lastCommit: context.lastDay,
      lastIssue: given.value.series?.lastIssue ?? null,
      serverDay: context.serverDay,
    }),
  ];
  return ok({ how: 'credit-note', invoice, original, given: given.value, findings });
}

interface CancelInput {
  readonly id: string;
  readonly reason: string;
  readonly overrides: readonly { readonly code: string; readonly reason: string }[];
}

/** The credit note over the whole invoice and what it settles; refused while a finding stands. */
function creditWhole(
  input: CancelInput,
  context: CommandContext,
  looked: CancelOutlook,
): Result<DomainEvent[], AppError> {
  const { invoice, original, given, findings } = looked;
  const { series, next } = given;
  const overridden = new Map(input.overrides.map(({ code, reason }) => [code, reason]));
  const standing = findings.filter(({ severity, code }) => severity === 'block' || !overridden.has(code));
  if (standing.length > 0 || !next) return err({ kind: 'findings', findings });
  const { id, number, issueDate } = invoice;
  // A credit note asks for no money, and the words above and below the lines were those of the invoice.
  const { slip: _slip, about: _about, design, ...carried } = original;
  const { intro: _intro, closing: _closing, ...look } = design ?? {};
  const note: IssuedDocument = {
    ...carried,
    ...(design ? { design: look } : {}),
    kind: 'creditNote',
    number: next.number,
    credits: {
      invoices: [{ id, number, issueDate, amount: minor(original.totals.due) }],
      period: null,
      reason: input.reason,
    },
    issueDate: context.today,
    dueDate: context.today,
    supplyDate: original.supplyDate ?? original.issueDate,
    terms: { name: '', text: '', discount: null },
    notes: '',
  };
  const noteId = context.newId('credit-note');
  const passed = findings.map(({ code }) => ({ code, reason: overridden.get(code) ?? '' }));
  const more = { draft: null, copiedFrom: null, overrides: passed };
  return ok([
    ...issueEvents(context, noteId, note, { series, next }, more),
    ...creditAllocations(context, noteId, note, [invoice]),
  ]);
}

export const cancelInvoice: Command<ParsedInputOf<'invoices.cancel'>, OutputOf<'invoices.cancel'>> = {
  decide: async (input, context) => {
    const looked = await cancelOutlook(input.id, context);
    return looked.ok ? creditWhole(input, context, looked.value) : looked;
  },
  answer: (events) => {
    const issued = eventOf(events, 'document.issued');
    return { id: issued.entity, number: issued.data.document.number };
  },
};

export const correctInvoice: Command<ParsedInputOf<'invoices.correct'>, OutputOf<'invoices.correct'>> = {
  decide: async (input, context) => {
    const looked = await cancelOutlook(input.id, context);
    if (!looked.ok) return looked;
    const taken: Result<DomainEvent[], AppError> =
      looked.value.how === 'void'
        ? ok([event('document.voided', input.id, context.today, { reason: input.reason })])
        : creditWhole(input, context, looked.value);
    if (!taken.ok) return taken;
    const { deposits } = looked.value.original;
    const terms = await context.lookup('terms', {});
    if (!terms.ok) return terms;
    const { invoice, original } = looked.value;
    const draft = {
      ...suppliedAs(
        original,
        copyOf(input.id, original, (index) => context.newId(`line/${index}`)),
      ),
      terms: termsOf(original, terms.value),
      // The entry was taken back, not the sheet: it is entered again, with the day that stands on it (NU6).
      ...(looked.value.how === 'void' && invoice.sheet
        ? {
            paper: { series: invoice.sheet.series, sheet: invoice.sheet.counter },
            issueDate: original.issueDate,
          }
        : {}),
      // They are free again, and the corrected invoice deducts them as the wrong one did.
      ...(deposits ? { deposits: deposits.map((deposit) => deposit.id) } : {}),
    };
    const changes = draftChanges(null, draft);
    return ok([
      ...taken.value,
      ...(changes ? [event('draft.set', input.draft, context.today, changes)] : []),
    ]);
  },
  answer: (events, _commitId, input) => {
    const issued = events.find(({ type }) => type === 'document.issued');
    const creditNote =
      issued?.type === 'document.issued' ? { id: issued.entity, number: issued.data.document.number } : null;
    return { draft: input.draft, creditNote };
  },
};
