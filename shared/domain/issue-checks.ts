/** The checks before a document is issued (DO2, CU3): errors block, warnings ask, and what was overridden is recorded. */
import type { Finding } from '../errors/index.ts';
import { daysBetween } from './day.ts';
import type { Address, TaxCategory, Totals } from './document.ts';
import { type DocumentKind, isOffer, isOwed } from './document-kinds.ts';
import type { CurrencyCode, Day, DecimalString, Minor } from './money.ts';
import type { FindingCode } from './problems.ts';
import type { CountryProfile } from './profile.ts';
import { supplyDay } from './resolve-draft.ts';
import { NEEDS_REASON, ZERO_CATEGORIES } from './standard.ts';
import { exempts, isOutOfPlace } from './tax-places.ts';
import { appliedTaxes, type Certificate, expiredFor, isValidOn, type TaxRecord } from './tax-record.ts';

/** The draft with its days resolved; wrong numbers in it are the business of `checkTotals`. */
export interface CheckedDraft {
  readonly kind: DocumentKind;
  readonly currency: CurrencyCode;
  readonly issueDate: Day;
  readonly dueDate: Day;
  readonly orderNumber: string;
  readonly lines: readonly {
    readonly description: string;
    readonly quantity: DecimalString;
    readonly tax: string | null;
    readonly supplyFrom?: Day | null;
    readonly supplyTo?: Day | null;
  }[];
  readonly supplyDate: Day | null;
  readonly supplyFrom?: Day | null;
  readonly adjustments: readonly { readonly tax: string | null }[];
}

export interface CheckedCustomer {
  readonly name: string;
  readonly address: Address;
  readonly taxId: string;
  readonly currency: CurrencyCode;
  readonly archived: boolean;
  /** Minor units of the customer's currency. */
  readonly creditLimit: Minor | null;
  readonly exemptionCertificate: string;
  readonly exemptionExpires: Day | null;
  readonly certificates?: readonly Certificate[];
}

export interface IssueCheck {
  readonly draft: CheckedDraft;
  readonly customer: CheckedCustomer | null;
  readonly taxes: ReadonlyMap<string, TaxRecord>;
  /** Where the goods go and where the seller is, where both are known (TX10). */
  readonly place?: { readonly goesTo: Address; readonly home: Address };
  /** `null` while amounts cannot be computed. */
  readonly totals: (Pick<Totals, 'withTax'> & Partial<Pick<Totals, 'prepaid'>>) | null;
  readonly profile: Pick<CountryProfile, 'simplifiedInvoiceLimit' | 'currency'>;
  readonly today: Day;
  /** What the customer owes and has ordered in the draft's currency, without this document and the offer that it bills (CU3). */
  readonly exposure: Minor;
  readonly lookalikes: readonly {
    readonly number: string;
    readonly because: 'order-number' | 'amount-and-date';
  }[];
  /** False when the person at the keyboard cannot pass a credit limit (CU3); true unless given. */
  readonly mayExceedLimit?: boolean;
}

/** Categories in which the buyer accounts for the tax and must be identified (BR-AE-02, BR-IC-02). */
const NEEDS_BUYER_ID: ReadonlySet<TaxCategory> = new Set(['AE', 'K']);
const FAR_DUE_DAYS = 366;

/**
 * All findings, those that block first, else in the order of the form. A zero total is no finding: it issues and is
 * settled at once. A negative total asks to become a credit note. Below the profile's limit for simplified invoices an
 * incomplete address is no finding (counter customer); where the law has no such rule it asks. A credit note falls due
 * never, raises no exposure and may look like another: `checkCredit` says what it needs instead.
 */
export function checkIssue(check: IssueCheck): Finding[] {
  const { kind } = check.draft;
  const findings = [
    ...customerFindings(check),
    ...(isOwed(check.draft.kind) || isOffer(check.draft.kind) ? dateFindings(check.draft, check.today) : []),
    ...supplyFindings(check.draft),
    ...lineFindings(check),
    ...certificateFindings(check),
    ...(isOwed(kind) ? missingCertificate(check) : []),
    ...(isOwed(kind) ? creditFindings(check) : []),
    ...(kind === 'invoice' ? lookalikeFindings(check) : []),
    ...(isOwed(kind) ? totalFindings(check) : []),
  ];
  return [
    ...findings.filter(({ severity }) => severity === 'block'),
    ...findings.filter(({ severity }) => severity === 'ask'),
  ];
}

function block(code: FindingCode, path: string, params?: Finding['params']): Finding {
  return { code, severity: 'block', path, ...(params ? { params } : {}) };
}

function ask(code: FindingCode, path: string, params?: Finding['params']): Finding {
  return { code, severity: 'ask', path, ...(params ? { params } : {}) };
}

function customerFindings(check: IssueCheck): Finding[] {
  const { customer, draft } = check;
  if (!customer) return [block('customer-missing', 'customer')];
  const findings: Finding[] = [];
  if (customer.name.trim() === '') findings.push(block('customer-name-missing', 'customer'));
  const address = addressSeverity(check);
  if (address && !isComplete(customer.address)) {
    findings.push(
      address === 'ask' ? ask('address-incomplete', 'customer') : block('address-incomplete', 'customer'),
    );
  }
  if (customer.archived) findings.push(ask('customer-archived', 'customer'));
  if (customer.currency !== draft.currency) {
    findings.push(
      ask('currency-differs', 'currency', { customer: customer.currency, draft: draft.currency }),
    );
  }
  const categories = categoriesOf(check);
  if (customer.taxId.trim() === '' && [...categories].some((category) => NEEDS_BUYER_ID.has(category))) {
    findings.push(block('customer-tax-id-missing', 'customer'));
  }
  const { exemptionCertificate, exemptionExpires } = customer;
  if (
    exemptionCertificate !== '' &&
    exemptionExpires &&
    exemptionExpires < draft.issueDate &&
    categories.has('E')
  ) {
    findings.push(ask('exemption-expired', 'customer', { expired: exemptionExpires }));
  }
  return findings;
}

/** The limit is in the profile's own currency; a total in another one counts as above it. */
function addressSeverity({ profile, totals, draft }: IssueCheck): Finding['severity'] | null {
  const limit = profile.simplifiedInvoiceLimit;
  if (limit === null) return 'ask';
  const below = totals !== null && draft.currency === profile.currency && totals.withTax <= limit;
  return below ? null : 'block';
}

function isComplete({ lines, city, country }: Address): boolean {
  return lines.some((line) => line.trim() !== '') && city.trim() !== '' && country !== '';
}

function categoriesOf({ draft, taxes }: IssueCheck): Set<TaxCategory> {
  const used = draft.lines.flatMap((line) =>
    line.tax === null ? [] : (taxes.get(line.tax)?.category ?? []),
  );
  return new Set(used);
}

function dateFindings({ issueDate, dueDate }: CheckedDraft, today: Day): Finding[] {
  if (dueDate < issueDate) return [block('due-before-issue', 'dueDate', { issueDate, dueDate })];
  if (dueDate < today) return [ask('due-date-past', 'dueDate', { dueDate })];
  return daysBetween(issueDate, dueDate) > FAR_DUE_DAYS ? [ask('due-date-far', 'dueDate', { dueDate })] : [];
}

/** A period of supply of the document begins before it ends; one without an end has none. */
function supplyFindings({ supplyFrom = null, supplyDate }: CheckedDraft): Finding[] {
  if (supplyFrom === null) return [];
  if (supplyDate === null) return [block('supply-end-missing', 'supplyDate')];
  return supplyDate < supplyFrom
    ? [block('supply-ends-before', 'supplyDate', { from: supplyFrom, to: supplyDate })]
    : [];
}

function lineFindings({ draft, taxes, place }: IssueCheck): Finding[] {
  if (draft.lines.length === 0) return [block('no-lines', 'lines')];
  const findings = draft.lines.flatMap((line, index) => {
    const path = `lines.${index}`;
    const day = supplyDay(line, draft, draft.issueDate);
    const found = taxFindings(line.tax, taxes, `${path}.tax`, day);
    const tax = line.tax === null ? undefined : taxes.get(line.tax);
    if (tax && place && isOutOfPlace(tax, place.goesTo, place.home)) {
      const { region, postcode } = place.goesTo;
      found.push(
        ask('tax-of-other-place', `${path}.tax`, { tax: tax.name, place: `${region} ${postcode}`.trim() }),
      );
    }
    if (line.supplyFrom && line.supplyTo && line.supplyTo < line.supplyFrom)
      found.push(block('supply-ends-before', `${path}.supply`, { from: line.supplyFrom, to: line.supplyTo }));
    if (line.description.trim() === '') found.unshift(block('description-missing', `${path}.description`));
    if (/^[+-]?0+(\.0+)?$/.test(line.quantity)) found.push(ask('quantity-zero', `${path}.quantity`));
    return found;
  });
  const ofDocument = draft.adjustments.flatMap(({ tax }, index) =>
    tax === null
      ? []
      : taxFindings(tax, taxes, `adjustments.${index}.tax`, supplyDay({}, draft, draft.issueDate)),
  );
  return [...findings, ...ofDocument];
}

function taxFindings(
  id: string | null,
  taxes: ReadonlyMap<string, TaxRecord>,
  path: string,
  day: Day,
): Finding[] {
  const tax = id === null ? undefined : taxes.get(id);
  if (!tax) return [block('tax-missing', path)];
  const findings: Finding[] = [];
  const { name, category, reason } = tax;
  if (NEEDS_REASON.has(category) && reason.trim() === '')
    findings.push(block('tax-reason-missing', path, { tax: name }));
  if (
    ZERO_CATEGORIES.has(category) &&
    !appliedTaxes('', tax, day).every(({ rate }) => /^0+(\.0+)?$/.test(rate))
  )
    findings.push(block('tax-rate-of-category', path, { tax: name }));
  // TX11: a rate that was not in force when the supply was made.
  if (!isValidOn(tax, day)) findings.push(ask('tax-not-valid', path, { tax: name, day }));
  return findings;
}

/** TX10: tax is charged again where a certificate has run out; the clerk is told, once a certificate. */
function certificateFindings({ customer, draft, taxes }: IssueCheck): Finding[] {
  const expired = new Map<string, Day>();
  for (const line of draft.lines) {
    const tax = line.tax === null ? undefined : taxes.get(line.tax);
    const day = supplyDay(line, draft, draft.issueDate);
    const found = tax && expiredFor(customer?.certificates ?? [], tax, day);
    if (found?.until) expired.set(found.number, found.until);
  }
  return [...expired].map(([number, until]) =>
    ask('certificate-expired', 'customer', { number, expired: until }),
  );
}

/**
 * TX10: in the United States a seller who charges no tax for the buyer's sake answers for it without the buyer's paper. Asked
 * once a document, for the first line that is exempt by its tax; what no tax is due on has a tax of category O or Z. Nothing
 * where `exemption-expired` asks already.
 */
function missingCertificate({ customer, draft, taxes, place }: IssueCheck): Finding[] {
  if (!customer || place?.home.country !== 'US') return [];
  const { exemptionCertificate, exemptionExpires: expires, certificates = [] } = customer;
  if (exemptionCertificate !== '' && expires && expires < draft.issueDate) return [];
  const index = draft.lines.findIndex((line) => {
    const tax = line.tax === null ? undefined : taxes.get(line.tax);
    if (tax?.category !== 'E') return false;
    const day = supplyDay(line, draft, draft.issueDate);
    const hasOwn = exemptionCertificate !== '' && (!expires || expires >= day);
    return !hasOwn && !certificates.some((paper) => exempts(paper, place.goesTo.region, day));
  });
  const tax = taxes.get(draft.lines[index]?.tax ?? '');
  if (!tax) return [];
  const day = supplyDay(draft.lines[index] ?? {}, draft, draft.issueDate);
  return [ask('certificate-missing', `lines.${index}.tax`, { tax: tax.name, customer: customer.name, day })];
}

/** CU3: what is owed with this document, against the limit; both in the customer's currency. */
function creditFindings({ customer, draft, totals, exposure, mayExceedLimit = true }: IssueCheck): Finding[] {
  const limit = customer?.creditLimit ?? null;
  if (!customer || limit === null || !totals || customer.currency !== draft.currency) return [];
  const after = exposure + totals.withTax - (totals.prepaid ?? 0);
  if (after <= limit || totals.withTax <= 0) return [];
  const { currency } = draft;
  const params = { limit: { minor: limit, currency }, after: { minor: after, currency } };
  return [
    mayExceedLimit ? ask('credit-limit', 'customer', params) : block('credit-limit', 'customer', params),
  ];
}

/** The strongest likeness only: one question, not one for each document. */
function lookalikeFindings({ lookalikes, draft }: IssueCheck): Finding[] {
  const byOrder = lookalikes.find(({ because }) => because === 'order-number');
  if (byOrder) {
    return [
      ask('likely-duplicate-order', 'orderNumber', {
        number: byOrder.number,
        orderNumber: draft.orderNumber,
      }),
    ];
  }
  const byAmount = lookalikes[0];
  return byAmount ? [ask('likely-duplicate-amount', 'lines', { number: byAmount.number })] : [];
}

function totalFindings({ totals, draft: { currency } }: IssueCheck): Finding[] {
  if (!totals || totals.withTax >= 0) return [];
  return [ask('negative-total', 'lines', { total: { minor: totals.withTax, currency } })];
}
