/**
 * Composes the document that a draft becomes: everything that it will show, resolved once (DO3). Issuing, the check
 * before it and the preview of a draft all use this one function, so they cannot differ.
 */
import type { DocumentLookup, LookupOutput } from '../../shared/contract/books-port.ts';
import { amountInWords } from '../../shared/domain/amount-in-words.ts';
import { needsRegistration } from '../../shared/domain/clearance.ts';
import { exponentOf } from '../../shared/domain/currency.ts';
import { addDays } from '../../shared/domain/day.ts';
import type { DepositInvoice } from '../../shared/domain/deposit.ts';
import type {
  DeductedDeposit,
  DocumentLine,
  IssuedDocument,
  Totals,
  TotalsInput,
} from '../../shared/domain/document.ts';
import {
  type DocumentKind,
  isBilling,
  isOffer,
  isOwed,
  OFFER_DAYS,
} from '../../shared/domain/document-kinds.ts';
import { nameIn, taxIn, unitIn, wordingOf } from '../../shared/domain/document-language.ts';
import { destinationOf } from '../../shared/domain/european-union.ts';
import { heldTotals } from '../../shared/domain/held-totals.ts';
import { firstDue, instalmentsOf } from '../../shared/domain/instalments.ts';
import type { IssuedTerms } from '../../shared/domain/issued-terms.ts';
import { reverseChargeText, supplyText } from '../../shared/domain/mandatory-content.ts';
import type { Day } from '../../shared/domain/money.ts';
import type { PaperDesign, Wording } from '../../shared/domain/paper-design.ts';
import { paymentSlip, type SlipOutcome } from '../../shared/domain/payment-slip.ts';
import { isElsewhere, placeOfSupply, supplyPlace } from '../../shared/domain/place-of-supply.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { baseOf, resolveDraft } from '../../shared/domain/resolve-draft.ts';
import { isSmallBusiness } from '../../shared/domain/small-business.ts';
import { earlyDiscount, type PaymentTerms, paymentTerms } from '../../shared/domain/terms.ts';
import { isInTerritory } from '../../shared/domain/union-territory.ts';
import { type AppError, err, type FieldProblem, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import type { CompanyFields, CustomerFields, TaxFields, TermsFields } from '../../shared/events/masters.ts';
import { eInvoiceRequest } from '../documents/einvoice/einvoice-facts.ts';
import { paperWords } from '../documents/paper-words.ts';
import type { Reader } from './command.ts';
import { creditedInvoices, creditsOf, freedDeposits } from './credit.ts';
import { isZeroRatedPaid, legalTexts } from './legal-texts.ts';

/** The version of each template that new documents are rendered with (DO3). */
const TEMPLATES = {
  classic: 'classic-4',
  modern: 'modern-3',
  compact: 'compact-3',
  letter: 'letter-3',
} as const satisfies Record<NonNullable<CompanyFields['paperLook']>['template'], string>;

/** What the office chose for its paper, in the document's language; nothing where it chose nothing. */
function designOf(
  { paperLook, paperTexts = {}, paperFields = [] }: CompanyFields,
  kind: DocumentKind,
  language: CompanyFields['language'],
): PaperDesign | null {
  const { intro = '', closing = '' } = paperTexts[`${kind}.${language}`] ?? {};
  const fields = paperFields
    .filter(({ value }) => value !== '')
    .map(({ label, value }) => ({ label: label[language] || label.en || label.de, value }));
  const design: PaperDesign = {
    ...(paperLook && paperLook.colour !== '' ? { colour: paperLook.colour } : {}),
    ...(paperLook && paperLook.hide.length > 0 ? { hide: paperLook.hide } : {}),
    ...(paperLook?.marks ? { marks: true } : {}),
    ...(intro === '' ? {} : { intro }),
    ...(closing === '' ? {} : { closing }),
    ...(fields.length === 0 ? {} : { fields }),
  };
  return Object.keys(design).length === 0 ? null : design;
}

export interface DraftSurroundings {
  readonly company: CompanyFields;
  readonly customer: { readonly id: string; readonly fields: CustomerFields } | null;
  readonly taxes: ReadonlyMap<string, TaxFields>;
  readonly terms: { readonly id: string; readonly fields: TermsFields } | null;
  /** The invoices that a credit note names (DO4). */
  readonly credited: readonly DocumentLookup[];
  /** The documents that the draft is about. */
  readonly named: readonly DocumentLookup[];
  /** The deposit invoices that it deducts (AL3). */
  readonly deposits: readonly DepositInvoice[];
  /** Deposits that a credit note gives back, as the invoices that it names deducted them. */
  readonly freed: readonly DeductedDeposit[];
}

/** Reads what a draft refers to; what it refers to but does not exist is `null` there, and the checks say so. */
export async function surroundingsOf(
  reader: Reader,
  draft: Draft,
): Promise<Result<DraftSurroundings, AppError>> {
  const none: Result<LookupOutput<'customers'>, AppError> = ok([]);
  const about = draft.about?.documents ?? [];
  const noDocuments: Result<LookupOutput<'documents'>, AppError> = ok([]);
  const noDeposits: Result<LookupOutput<'deposits'>, AppError> = ok([]);
  const deducted = draft.kind === 'invoice' ? (draft.deposits ?? []) : [];
  const [company, taxes, terms, customers, credited, named, deposits, freed] = await Promise.all([
    reader.lookup('company', {}),
    reader.lookup('taxes', {}),
    reader.lookup('terms', {}),
    draft.customer === null ? none : reader.lookup('customers', { ids: [draft.customer] }),
    creditedInvoices(reader, draft),
    about.length === 0 ? noDocuments : reader.lookup('documents', { ids: about }),
    deducted.length === 0 ? noDeposits : reader.lookup('deposits', { ids: deducted, of: null }),
    freedDeposits(reader, draft),
  ]);
  if (!company.ok) return company;
  if (!company.value) return err({ kind: 'unavailable', what: 'company' });
  if (!taxes.ok) return taxes;
  if (!terms.ok) return terms;
  if (!customers.ok) return customers;
  if (!credited.ok) return credited;
  if (!named.ok) return named;
  if (!deposits.ok) return deposits;
  if (!freed.ok) return freed;
  const customer = customers.value[0] ?? null;
  const { fields } = company.value;
  const termsId = draft.terms ?? customer?.fields.terms ?? fields.defaultTerms;
  return ok({
    company: fields,
    customer,
    taxes: new Map(taxes.value.map((tax) => [tax.id, tax.fields])),
    // A credit note asks for no money, so it has no terms.
    terms: draft.kind === 'creditNote' ? null : (terms.value.find((record) => record.id === termsId) ?? null),
    credited: credited.value,
    named: named.value,
    deposits: deposits.value,
    freed: freed.value,
  });
}

/** The due date: what was typed, else by the terms, of instalments the first (BT-9); else the day of issue. */
export function dueDateOf(draft: Draft, terms: DraftSurroundings['terms'], issueDate: Day): Day {
  if (draft.dueDate !== null && draft.kind !== 'creditNote') return draft.dueDate;
  // Of an offer it is the last day on which it can be accepted.
  if (isOffer(draft.kind)) return addDays(issueDate, OFFER_DAYS);
  if (!isBilling(draft.kind)) return issueDate;
  return terms ? firstDue(paymentTerms(terms.fields), issueDate) : issueDate;
}

/** Where the supply goes; `null` without a customer. */
const placeOf = (draft: Draft, { customer }: DraftSurroundings) =>
  customer && supplyPlace(customer.fields, draft.shipTo ?? customer.fields.shipTo);

/** The draft as input of the totals. `today` stands for the day of supply where the draft names none (TX11). */
const totalsInput = (draft: Draft, around: DraftSurroundings, today: Day) => {
  const { taxes, company, customer } = around;
  const place = placeOf(draft, around);
  const deposits = deductedIn(draft, around).map(({ id, amount }) => [id, amount] as const);
  return resolveDraft(draft, taxes, company.rounding, {
    today,
    certificates: customer?.fields.certificates ?? [],
    currency: company.currency,
    country: company.address.country,
    isStandard: eInvoiceRequest(company, customer?.fields ?? null) !== null,
    isSmallBusiness: isSmallBusiness(company),
    isInTerritory: isInTerritory(company),
    ...(place ? { isElsewhere: isElsewhere(company, place) } : {}),
    deposits: new Map(deposits),
  });
};

/** What paper and e-invoice call the taxes of the draft in the document's language, where that differs. */
function taxWording(
  recorded: TotalsInput,
  draft: Draft,
  around: DraftSurroundings,
  today: Day,
  language: CompanyFields['language'],
): Wording[] {
  const taxes = new Map([...around.taxes].map(([id, tax]) => [id, taxIn(tax, language)]));
  const taxesOf = ({ lines, adjustments = [] }: TotalsInput) =>
    [...lines, ...adjustments].flatMap((each) => each.taxes ?? []);
  const spoken = totalsInput(draft, { ...around, taxes }, today);
  return wordingOf(taxesOf(recorded), taxesOf(spoken), language);
}

/** The deposits that come off the draft, in its order: those that an invoice deducts, or a credit note gives back. */
const deductedIn = (draft: Draft, { deposits, freed }: Pick<DraftSurroundings, 'deposits' | 'freed'>) => {
  if (draft.kind !== 'invoice') return freed;
  return (draft.deposits ?? []).flatMap((id) => {
    const deposit = deposits.find((one) => one.id === id);
    return deposit && deposit.currency === draft.currency ? [deposit.deduction] : [];
  });
};

/** What the document will say of those that it is about; what does not exist is left out. */
function aboutOf({ about }: Draft, { named }: DraftSurroundings): Pick<IssuedDocument, 'about'> {
  if (!about) return {};
  const documents = about.documents.flatMap((id) => {
    const found = named.find((one) => one.id === id);
    return found ? [{ id, number: found.number, issueDate: found.issueDate }] : [];
  });
  return documents.length === 0 && about.reason === '' ? {} : { about: { documents, reason: about.reason } };
}

export function draftTotals(draft: Draft, around: DraftSurroundings, today: Day) {
  const computed = heldTotals(totalsInput(draft, around, today));
  return computed.ok ? ok(computed.value.totals) : computed;
}

/** The payment slip of the document that the draft becomes, or why it cannot have the one that it should. */
export function slipOf(
  document: Omit<IssuedDocument, 'slip'>,
  company: Pick<CompanyFields, 'paymentSlip' | 'profile'>,
): SlipOutcome {
  const { kind, currency, number, totals, terms, paper, seller, buyer, profile, language } = document;
  return paymentSlip({
    choice: company.paymentSlip ?? null,
    profile: profileOf(company.profile),
    ...{ kind, currency, number, paper, seller, buyer },
    // One slip, one payment: of instalments it asks for the first.
    due: terms.instalments?.[0]?.amount ?? totals.due,
    message: `${paperWords(profile, language).title[kind]} ${number}`.trim(),
    bankDetails: seller.bankDetails,
  });
}

/** The early discount of the terms: of what is asked, or of the goods alone, by the law of the country (EP1). */
function offerOf(
  terms: PaymentTerms,
  issueDate: Day,
  { input, totals }: { readonly input: TotalsInput; readonly totals: Totals },
  company: CompanyFields,
): IssuedTerms['discount'] {
  const mode = profileOf(company.profile).earlyDiscountTax;
  const charges = (input.adjustments ?? []).some(({ kind }) => kind === 'charge');
  if (!terms.discount?.isOnGoods || !charges) return earlyDiscount(terms, issueDate, totals, mode);
  const adjustments = (input.adjustments ?? []).filter(({ kind }) => kind === 'allowance');
  const goods = heldTotals({ ...input, adjustments });
  return goods.ok ? earlyDiscount(terms, issueDate, goods.value.totals, mode) : null;
}

/** The terms as the document shows them. A typed due date is that of the whole: then there are no instalments. */
function issuedTerms(
  draft: Draft,
  { terms, company, customer }: DraftSurroundings,
  issueDate: Day,
  computed: { readonly input: TotalsInput; readonly totals: Totals },
): IssuedTerms {
  if (!terms) return { name: '', text: '', discount: null };
  const { name } = terms.fields;
  const text = nameIn(terms.fields, customer?.fields.language ?? company.language);
  const meant = paymentTerms(terms.fields);
  const parts =
    isOwed(draft.kind) && draft.dueDate === null ? instalmentsOf(meant, issueDate, computed.totals.due) : [];
  const discount = offerOf(meant, issueDate, computed, company);
  return { name, text, discount, ...(parts.length > 0 ? { instalments: parts } : {}) };
}

/** The whole document under a number and a day of issue, or every field for which the amounts cannot be computed. */
export function composeDocument(
  draft: Draft,
  around: DraftSurroundings,
  given: { readonly number: string; readonly issueDate: Day },
): Result<IssuedDocument, readonly FieldProblem[]> {
  const { company, customer } = around;
  // Paper and e-invoice show the same integers (TX9). What EN 16931 cannot say is asked about and stays as it is.
  const computed = heldTotals(totalsInput(draft, around, given.issueDate));
  if (!computed.ok) return computed;
  const { input, totals } = computed.value;
  const issueDate = given.issueDate;
  const terms = issuedTerms(draft, around, issueDate, computed.value);
  const deposits = deductedIn(draft, around);
  const buyer = customer?.fields;
  const request = eInvoiceRequest(company, buyer ?? null);
  const hidesAmounts = draft.kind === 'deliveryNote' && draft.hidesAmounts === true;
  const goesTo = placeOf(draft, around);
  const zeroRated = isZeroRatedPaid(totals.taxes, around.taxes);
  const isExport = zeroRated || totals.taxes.some(({ category }) => category === 'G');
  const place = goesTo ? placeOfSupply(goesTo, isExport) : '';
  const language = buyer?.language ?? company.language;
  // As is custom in the country unless the office says otherwise; never where the amounts themselves are left out.
  const isSpelled = (company.amountInWords ?? company.profile === 'IN') && !hidesAmounts;
  const spelled = isSpelled
    ? amountInWords(totals.due, draft.currency, language, buyer?.address.country ?? '')
    : null;
  const chosen = designOf(company, draft.kind, language);
  const wording = taxWording(input, draft, around, issueDate, language);
  const design = wording.length === 0 ? chosen : { ...chosen, wording };
  const document: Omit<IssuedDocument, 'slip'> = {
    kind: draft.kind,
    number: given.number,
    ...(draft.kind === 'creditNote' ? { credits: creditsOf(draft, totals.due, around.credited) } : {}),
    ...(draft.kind === 'creditNote' ? {} : aboutOf(draft, around)),
    ...(deposits.length === 0 ? {} : { deposits }),
    ...(hidesAmounts ? { hidesAmounts: true } : {}),
    currency: draft.currency,
    issueDate,
    dueDate: terms.instalments?.[0]?.due ?? dueDateOf(draft, around.terms, issueDate),
    supplyDate: draft.supplyDate,
    ...(draft.supplyDate && draft.supplyFrom ? { supplyFrom: draft.supplyFrom } : {}),
    customerId: customer?.id ?? '00000000-0000-0000-0000-000000000000',
    customerNumber: buyer?.number ?? '',
    orderNumber: draft.orderNumber,
    seller: {
      name: company.name,
      contact: company.contact,
      address: company.address,
      taxId: company.taxId,
      registration: company.registration,
      email: company.email,
      phone: company.phone,
      website: company.website,
      bankDetails: company.bankDetails,
      logo: company.logo?.sha256 ?? null,
    },
    buyer: {
      name: buyer?.name ?? '',
      contact: buyer?.contact ?? '',
      address: buyer?.address ?? { lines: [], city: '', postcode: '', region: '', country: '' },
      taxId: buyer?.taxId ?? '',
      registration: buyer?.registration ?? '',
      email: buyer?.email ?? '',
      phone: buyer?.phone ?? '',
    },
    shipTo: draft.shipTo ?? buyer?.shipTo ?? null,
    ...(draft.buyerReference ? { buyerReference: draft.buyerReference } : {}),
    ...(place === '' ? {} : { placeOfSupply: place }),
    ...(spelled === null ? {} : { amountInWords: spelled }),
    pricesIncludeTax: draft.pricesIncludeTax,
    rounding: company.rounding,
    exponent: exponentOf(draft.currency),
    ...(input.standard ? { standard: input.standard } : {}),
    ...(input.cash ? { cash: input.cash } : {}),
    ...(input.accounting && draft.exchange
      ? { exchange: { ...draft.exchange, currency: company.currency } }
      : {}),
    lines: draft.lines.map((line, index): DocumentLine => {
      const resolved = input.lines[index];
      return {
        id: line.id,
        itemId: line.item,
        description: line.description,
        unit: unitIn(line.unit, company.unitWords ?? [], language),
        ...(line.commodityCode ? { commodityCode: line.commodityCode } : {}),
        quantity: line.quantity,
        unitPrice: line.unitPrice,
        ...baseOf(line),
        adjustments: resolved?.adjustments ?? [],
        taxes: resolved?.taxes ?? [],
        ...(line.supplyFrom ? { supplyFrom: line.supplyFrom } : {}),
        ...(line.supplyTo ? { supplyTo: line.supplyTo } : {}),
        ...(line.priceFrom === undefined ? {} : { priceFrom: line.priceFrom }),
      };
    }),
    adjustments: input.adjustments ?? [],
    totals: totals,
    terms,
    notes: draft.notes,
    footer: company.footers?.[language] || company.footer,
    legalTexts: legalTexts(company.profile, totals.taxes, language, {
      destination: destinationOf(company.address.country, buyer?.address.country ?? ''),
      zeroRated,
    }),
    profile: company.profile,
    language,
    paper: company.paper,
    template: TEMPLATES[company.paperLook?.template ?? 'classic'],
    ...(design ? { design } : {}),
    ...(request && isBilling(draft.kind) ? { eInvoice: request } : {}),
  };
  const said = [supplyText(document, language), reverseChargeText(document, language)].filter(
    (text) => text !== null,
  );
  const whole = {
    ...document,
    ...(said.length > 0 ? { legalTexts: [...document.legalTexts, ...said] } : {}),
    ...(needsRegistration(document, company.registersInvoices === true) ? { clearance: 'irn' as const } : {}),
  };
  const { slip } = slipOf(whole, company);
  return ok(slip ? { ...whole, slip } : whole);
}
