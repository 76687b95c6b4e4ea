/** Handlers of drafts: kept as small files while they grow, committed when saved, looked at before they are issued (EV12). */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { composeDocument, draftTotals, surroundingsOf } from '../commands/compose-document.ts';
import { issueInvoice, outlook } from '../commands/issue-invoice.ts';
import { discardDraft, saveDraft } from '../commands/save-draft.ts';
import type { Company } from '../company/company.ts';
import { type MainServices, openCompany } from './main-services.ts';
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
  | 'invoices.copy'
>;

export function draftHandlers(services: MainServices): DraftHandlers {
  const withCompany =
    <Input, Output>(work: (company: Company, input: Input) => Promise<Result<Output, AppError>>) =>
    async (input: Input): Promise<Result<Output, AppError>> => {
      const company = openCompany(services);
      return company.ok ? work(company.value, input) : company;
    };
  const draftsChanged = () => services.push({ type: 'changed', topics: ['drafts'] });

  return {
    'drafts.keep': withCompany(async (company, { id, draft, focus }) => {
      const issued = await company.keeper.lookup('documents', { ids: [id] });
      if (issued.ok && issued.value[0]) {
        return err({ kind: 'refused', reason: 'already-issued', params: { number: issued.value[0].number } });
      }
      services.documents.warmUp();
      const isNew = (await company.drafts.read(id)) === null;
      const kept = await company.drafts.keep(id, draft, focus, services.now());
      if (!kept.ok) return kept;
      if (isNew) draftsChanged();
      return ok({ kept: kept.value });
    }),
    'drafts.save': withCompany(async (company, input) => {
      const saved = await company.execute('drafts.save', saveDraft, input);
      if (saved.ok) await company.drafts.keep(input.id, input.draft, '', services.now());
      return saved;
    }),
    'drafts.discard': withCompany(async (company, input) => {
      const discarded = await company.execute('drafts.discard', discardDraft, input);
      if (discarded.ok) {
        await company.drafts.remove(input.id);
        draftsChanged();
      }
      return discarded;
    }),
    'drafts.list': withCompany((company) => listDrafts(company)),
    'drafts.get': withCompany(async (company, { id }) => {
      const kept = await company.drafts.read(id);
      if (kept) return ok({ id, draft: kept.draft, focus: kept.focus });
      const saved = await company.keeper.lookup('draft', { id });
      if (!saved.ok) return saved;
      return saved.value
        ? ok({ id, draft: saved.value.draft, focus: '' })
        : err({ kind: 'not-found', what: 'draft', id });
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
      const { findings, number, issueDate, dueDate, document, around } = looked.value;
      return ok({
        findings: findings.map((finding) => ({ ...finding })),
        number: number?.number ?? null,
        issueDate,
        dueDate,
        customerName: around.customer?.fields.name ?? '',
        total: document?.totals.due ?? null,
        currency: draft.currency,
      });
    }),
    'invoices.issue': withCompany(async (company, input) => {
      const room = await company.room();
      if (room.full) return err({ kind: 'storage', reason: 'disk-full' });
      const issued = await company.execute('invoices.issue', issueInvoice, input);
      if (issued.ok) {
        await company.drafts.remove(input.id);
        archiveSoon(company, input.id);
      }
      return issued;
    }),
    'invoices.copy': withCompany(async (company, { id }) => {
      const found = await company.keeper.query('documents.get', { id, today: company.today });
      if (!found.ok) return found;
      return ok({ draft: copyOf(id, found.value.document, services.newId) });
    }),
  };

  /** The file is rendered after the answer; a crash before that is made good when the file is next asked for. */
  function archiveSoon(company: Company, id: string): void {
    setImmediate(() => {
      void services.documents.file(company, id).then((file) => {
        if (file.ok) services.push({ type: 'pdf-ready', document: id });
        else services.log.error(`the PDF of a document could not be made: ${file.error.kind}`);
      });
    });
  }
}

/** Kept files and committed drafts as one list, newest first; a kept file is newer than what was committed of it. */
async function listDrafts(company: Company): Promise<Result<OutputOf<'drafts.list'>, AppError>> {
  const committed = await company.keeper.lookup('drafts', {});
  if (!committed.ok) return committed;
  const drafts = new Map<string, { draft: Draft; changed: number }>();
  const gone = new Set<string>();
  for (const { id, draft, changed, discarded } of committed.value) {
    if (discarded) gone.add(id);
    else drafts.set(id, { draft, changed });
  }
  for (const [id, kept] of await company.drafts.all()) drafts.set(id, kept);
  const issued = await company.keeper.lookup('documents', { ids: [...drafts.keys()] });
  if (!issued.ok) return issued;
  for (const { id } of issued.value) gone.add(id);
  const customerIds = [...new Set([...drafts.values()].flatMap(({ draft }) => draft.customer ?? []))];
  const customers = await company.keeper.lookup('customers', { ids: customerIds });
  if (!customers.ok) return customers;
  const names = new Map(customers.value.map(({ id, fields }) => [id, fields.name]));
  const taxes = await company.keeper.lookup('taxes', {});
  if (!taxes.ok) return taxes;
  const around = {
    company: company.company,
    customer: null,
    terms: null,
    taxes: new Map(taxes.value.map((tax) => [tax.id, tax.fields])),
  };
  const rows = [...drafts]
    .filter(([id]) => !gone.has(id))
    .map(([id, { draft, changed }]) => {
      const totals = draftTotals(draft, around);
      return {
        id,
        customer: draft.customer,
        customerName: names.get(draft.customer ?? '') ?? '',
        currency: draft.currency,
        total: totals.ok ? totals.value.due : null,
        lines: draft.lines.length,
        changed,
      };
    });
  return ok(rows.sort((a, b) => b.changed - a.changed));
}

type Issued = OutputOf<'documents.get'>['document'];

/** The content of an issued document as a new draft: its lines and parties, no dates and no number (DO1, DO6). */
function copyOf(id: string, document: Issued, newId: () => string): Draft {
  const typed = (adjustment: Issued['adjustments'][number], tax: string | null) => ({
    kind: adjustment.kind,
    percent: adjustment.amount === undefined ? (adjustment.percent ?? null) : null,
    amount: adjustment.amount ?? null,
    reason: adjustment.reason ?? '',
    tax,
  });
  return {
    kind: 'invoice',
    customer: document.customerId,
    currency: document.currency,
    issueDate: null,
    dueDate: null,
    supplyDate: null,
    terms: null,
    orderNumber: document.orderNumber,
    shipTo: null,
    pricesIncludeTax: document.pricesIncludeTax,
    adjustments: document.adjustments.map((adjustment) =>
      typed(adjustment, taxRecordOf(adjustment.taxes ?? [])),
    ),
    notes: document.notes,
    copiedFrom: id,
    lines: document.lines.map((line) => ({
      id: newId(),
      item: line.itemId,
      description: line.description,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: line.unitPrice,
      adjustments: line.adjustments.map((adjustment) => typed(adjustment, null)),
      tax: taxRecordOf(line.taxes),
    })),
  };
}

/** The tax record behind the taxes of a line: their keys begin with its id (`appliedTaxes`). */
const taxRecordOf = (taxes: readonly { readonly key: string }[]): string | null =>
  taxes[0]?.key.split(':')[0] ?? null;
