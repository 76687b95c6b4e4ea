/** Handlers of drafts: kept as small files while they grow, committed when saved, looked at before they are issued (EV12). */
import { isOwed } from '../../shared/domain/document-kinds.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { answerQuote } from '../commands/answer-quote.ts';
import { cancelInvoice, cancelOutlook, correctInvoice } from '../commands/cancel-invoice.ts';
import { composeDocument, surroundingsOf } from '../commands/compose-document.ts';
import { copyOf, creditOf, termsOf } from '../commands/copy-document.ts';
import { draftChanges, withDraftChanges } from '../commands/draft-changes.ts';
import { outlook } from '../commands/issue-invoice.ts';
import { discardDraft, saveDraft } from '../commands/save-draft.ts';
import { scheduleInvoice, unscheduleInvoice } from '../commands/schedule-invoice.ts';
import type { Company } from '../company/company.ts';
import type { KeptDraft } from '../company/draft-files.ts';
import { listDrafts } from '../company/draft-list.ts';
import { archiveSoon } from './archive-soon.ts';
import { issueDraft } from './issue-draft.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { invoiceOfOffer } from './offer-invoice.ts';
import type { Handlers } from './router.ts';

type DraftHandlers = Pick<
  Handlers,
  | 'drafts.keep'
  | 'drafts.save'
  | 'drafts.discard'
  | 'drafts.list'
  | 'drafts.get'
  | 'drafts.preview'
  | 'invoices.check'
  | 'invoices.issue'
  | 'invoices.schedule'
  | 'invoices.unschedule'
  | 'invoices.copy'
  | 'invoices.credit'
  | 'offers.invoice'
  | 'quotes.answer'
  | 'invoices.cancelCheck'
  | 'invoices.cancel'
  | 'invoices.correct'
>;

export function draftHandlers(services: MainServices): DraftHandlers {
  const withCompany =
    <Input, Output>(work: (company: Company, input: Input) => Promise<Result<Output, AppError>>) =>
    async (input: Input): Promise<Result<Output, AppError>> => {
      const company = openCompany(services);
      return company.ok ? work(company.value, input) : company;
    };
  /** What reads or changes a kept draft waits for its turn. */
  const inTurn = <Input extends { readonly id: string }, Output>(
    work: (company: Company, input: Input) => Promise<Result<Output, AppError>>,
  ) => withCompany((company, input: Input) => company.drafts.inTurn(input.id, () => work(company, input)));
  const draftsChanged = () => services.push({ type: 'changed', topics: ['drafts'] });

  return {
    'drafts.keep': inTurn(async (company, { id, ...typed }) => {
      const issued = await company.keeper.lookup('documents', { ids: [id] });
      if (issued.ok && issued.value[0]) {
        return err({ kind: 'refused', reason: 'already-issued', params: { number: issued.value[0].number } });
      }
      services.documents.warmUp();
      const before = await company.drafts.read(id);
      if (!before.ok) return before;
      const kept = await company.drafts.keep(id, typed, services.now());
      if (!kept.ok) return kept;
      if (before.value === null) draftsChanged();
      return ok({ kept: kept.value });
    }),
    'drafts.save': inTurn(async (company, input) => {
      const saved = await company.execute('drafts.save', saveDraft, input);
      // The record has it now, and what another desktop adds to it: a file that stayed would hide that.
      if (saved.ok) await company.drafts.remove(input.id);
      return saved;
    }),
    'drafts.discard': inTurn(async (company, input) => {
      const discarded = await company.execute('drafts.discard', discardDraft, input);
      if (discarded.ok) {
        await company.drafts.remove(input.id);
        draftsChanged();
      }
      return discarded;
    }),
    'drafts.list': withCompany((company) => listDrafts(company, (id) => services.scheduled.findingsOf(id))),
    'drafts.get': inTurn(async (company, { id }) => {
      const [typed, saved] = await Promise.all([
        company.drafts.read(id),
        company.keeper.lookup('draft', { id }),
      ]);
      if (!typed.ok) return typed;
      const kept = typed.value;
      if (kept && !(saved.ok && saved.value && kept.base)) return ok({ id, ...typedPart(kept) });
      if (!saved.ok) return saved;
      if (!saved.value) return err({ kind: 'not-found', what: 'draft', id });
      const { draft } = saved.value;
      if (kept?.base) {
        const changes = draftChanges(kept.base.draft, kept.draft);
        const merged = changes ? withDraftChanges(draft, changes) : draft;
        // What the clerk typed was typed without knowing what has come since; that stays said.
        return ok({ id, draft: merged, base: { draft, seen: kept.base.seen }, focus: kept.focus });
      }
      const seen = await company.keeper.lookup('seen', { table: 'drafts', id });
      return seen.ok ? ok({ id, draft, base: { draft, seen: seen.value }, focus: '' }) : seen;
    }),
    'drafts.preview': withCompany(async (company, { draft }) => {
      const around = await surroundingsOf(company.looking(), draft);
      if (!around.ok) return around;
      const composed = composeDocument(draft, around.value, {
        number: '',
        issueDate: draft.issueDate ?? company.today,
      });
      if (!composed.ok) return err({ kind: 'invalid', fields: composed.error });
      const rendered = await services.documents.preview(company, composed.value);
      return rendered.ok ? ok({ bytes: rendered.value }) : rendered;
    }),
    'invoices.check': withCompany(async (company, { draft }) => {
      const looked = await outlook(draft, company.looking());
      if (!looked.ok) return looked;
      const { findings, given, issueDate, dueDate, document, around } = looked.value;
      return ok({
        findings: findings.map((finding) => ({ ...finding })),
        number: given.next?.number ?? null,
        issueDate,
        dueDate,
        instalments: [...(document?.terms.instalments ?? [])],
        customerName: around.customer?.fields.name ?? '',
        total: document?.totals.due ?? null,
        currency: draft.currency,
      });
    }),
    'invoices.issue': withCompany((company, input) => issueDraft(services, company, input)),
    'invoices.schedule': inTurn(async (company, input) => {
      const kept = await company.drafts.read(input.id);
      if (!kept.ok) return kept;
      const scheduled = await company.execute('invoices.schedule', scheduleInvoice, {
        ...input,
        base: kept.value?.base ?? null,
      });
      if (scheduled.ok) {
        await company.drafts.remove(input.id);
        draftsChanged();
      }
      return scheduled;
    }),
    'invoices.unschedule': withCompany((company, input) =>
      company.execute('invoices.unschedule', unscheduleInvoice, input),
    ),
    'invoices.copy': withCompany(async (company, { id }) => {
      const found = await company.keeper.query('documents.get', { id, today: company.today });
      if (!found.ok) return found;
      const terms = await company.keeper.lookup('terms', {});
      if (!terms.ok) return terms;
      const { document } = found.value;
      const copy = copyOf(id, document, () => services.newId());
      return ok({ draft: { ...copy, terms: termsOf(document, terms.value) } });
    }),
    'invoices.credit': withCompany(async (company, { id }) => {
      const [found, rows] = await Promise.all([
        company.keeper.lookup('issued', { id }),
        company.keeper.lookup('documents', { ids: [id] }),
      ]);
      if (!found.ok) return found;
      if (!rows.ok) return rows;
      if (!found.value || !isOwed(found.value.kind)) return err({ kind: 'not-found', what: 'document', id });
      const held = rows.value.flatMap(({ deducts }) => deducts.map((deposit) => deposit.id));
      return ok({ draft: creditOf(id, found.value, held, () => services.newId()) });
    }),
    'offers.invoice': withCompany((company, { id }) => invoiceOfOffer(company, id)),
    'quotes.answer': withCompany((company, input) => company.execute('quotes.answer', answerQuote, input)),
    'invoices.cancelCheck': withCompany(async (company, { id }) => {
      const looked = await cancelOutlook(id, company.looking());
      if (!looked.ok) return looked;
      const { how, given, findings, invoice, original } = looked.value;
      return ok({
        how,
        number: how === 'void' ? null : (given.next?.number ?? null),
        total: invoice.total,
        currency: invoice.currency,
        deposits: (original.deposits ?? []).map((deposit) => deposit.number),
        findings: findings.map((finding) => ({ ...finding })),
      });
    }),
    'invoices.cancel': withCompany(async (company, input) => {
      const cancelled = await company.execute('invoices.cancel', cancelInvoice, input);
      if (cancelled.ok) archiveSoon(services, company, cancelled.value.id);
      return cancelled;
    }),
    'invoices.correct': withCompany(async (company, input) => {
      const corrected = await company.execute('invoices.correct', correctInvoice, input);
      if (corrected.ok && corrected.value.creditNote)
        archiveSoon(services, company, corrected.value.creditNote.id);
      return corrected;
    }),
  };
}

const typedPart = ({ draft, base, focus }: KeptDraft) => ({ draft, base, focus });
