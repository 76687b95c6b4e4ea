/** What the seller's country wants of an invoice beyond DO2's checks: asked or refused before issue, said on paper (DO5). */
import type { Finding } from '../errors/index.ts';
import { clearanceOf } from './clearance.ts';
import { digitsNeeded, isCommodityCode } from './commodity-codes.ts';
import type { IssuedDocument, TaxCategory, Totals } from './document.ts';
import { isBilling } from './document-kinds.ts';
import { UNION } from './european-union.ts';
import { isWrongGstin } from './gstin.ts';
import type { CurrencyCode } from './money.ts';

type Checked = Pick<IssuedDocument, 'kind' | 'issueDate' | 'profile' | 'buyer' | 'seller'> &
  Partial<Pick<IssuedDocument, 'lines' | 'currency' | 'exchange' | 'totals'>>;

/**
 * Sellers who must tell the tax in their own currency too: the member states of the Union (VAT Directive 2006/112/EC, art.
 * 230), and the United Kingdom (HMRC Notice 700 § 7.7).
 */
const TELLS_TAX: ReadonlySet<string> = new Set([...UNION, 'GB']);

/** A document in another currency that tells its tax in that of the books nowhere, for want of a rate (BT-111). */
function rateFindings({ currency, exchange, totals, seller }: Checked, books: CurrencyCode): Finding[] {
  if (currency === undefined || currency === books || exchange || !totals || totals.tax === 0) return [];
  if (!TELLS_TAX.has(seller.address.country)) return [];
  const params = { from: currency, to: books };
  return [{ code: 'exchange-rate-missing', severity: 'ask', path: 'exchange.rate', params }];
}

/**
 * Findings of a document that bills something; offers bind nobody to these rules. `isLarge`: an Indian seller whose
 * turnover makes it register invoices, and write longer codes. `books`: the currency that the seller accounts in.
 */
export function mandatoryFindings(document: Checked, isLarge = false, books = document.currency): Finding[] {
  const { kind, issueDate, profile, buyer, seller } = document;
  if (!isBilling(kind)) return [];
  const { country } = seller.address;
  const clearance = clearanceOf(country, issueDate);
  const findings: Finding[] = [];
  if (clearance) {
    const { system, since } = clearance;
    const params = { country, system, since };
    findings.push({ code: 'clearance-not-supported', severity: 'block', path: '', params });
  }
  if (profile === 'IN' && isWrongGstin(country, seller.taxId))
    findings.push({ code: 'own-gstin-wrong', severity: 'ask', path: '', params: { number: seller.taxId } });
  if (profile === 'IN' && isWrongGstin(buyer.address.country, buyer.taxId))
    findings.push({
      code: 'gstin-wrong',
      severity: 'ask',
      path: 'customer',
      params: { number: buyer.taxId },
    });
  return [
    ...findings,
    ...codeFindings(document, isLarge),
    ...(books === undefined ? [] : rateFindings(document, books)),
  ];
}

/** Lines without a code that is long enough (CGST Rules 2017, rule 46(g)); to consumers small offices need none. */
function codeFindings({ profile, seller, buyer, lines = [] }: Checked, isLarge: boolean): Finding[] {
  const isBound =
    profile === 'IN' && seller.address.country === 'IN' && (isLarge || buyer.taxId.trim() !== '');
  if (!isBound) return [];
  const digits = digitsNeeded(isLarge);
  const missing = lines.findIndex(({ commodityCode = '' }) => !isCommodityCode(commodityCode, digits));
  if (missing < 0) return [];
  const params = { line: missing + 1, digits };
  return [
    { code: 'commodity-code-missing', severity: 'ask', path: `lines.${missing}.commodityCode`, params },
  ];
}

const ON_REVERSE_CHARGE = {
  en: 'Tax payable on reverse charge: no.',
  de: 'Steuerschuldnerschaft des Leistungsempfängers (tax payable on reverse charge): nein.',
} as const;

/**
 * India wants a tax invoice to say whether tax is payable on reverse charge (CGST Rules 2017, rule 46(p)): that it is, the
 * text of the category says; that it is not, this. Nothing on a bill of supply.
 */
export function reverseChargeText(
  document: Pick<IssuedDocument, 'kind' | 'profile' | 'totals'>,
  language: 'en' | 'de',
): string | null {
  const { kind, profile, totals } = document;
  const isTold = profile === 'IN' && (kind === 'invoice' || kind === 'depositInvoice');
  if (!isTold || totals.taxes.length === 0 || isExemptSupply(totals)) return null;
  return totals.taxes.some(({ category }) => category === 'AE') ? null : ON_REVERSE_CHARGE[language];
}

const EXEMPT: ReadonlySet<TaxCategory> = new Set(['Z', 'E', 'O']);

/**
 * India: nothing but what is exempt, nil-rated or outside the tax, for which a bill of supply is issued in place of a tax
 * invoice (CGST Act 2017 ss. 2(47), 31(3)(c)). Exports and reverse charge are no exempt supplies.
 */
export const isExemptSupply = ({ taxes }: Pick<Totals, 'taxes'>): boolean =>
  taxes.length > 0 && taxes.every(({ category }) => EXEMPT.has(category));

type Supplied = Pick<IssuedDocument, 'kind' | 'profile'> & {
  readonly supplyDate?: string | null;
  readonly lines: readonly { readonly supplyFrom?: string; readonly supplyTo?: string }[];
};

const SUPPLIED_ON_ISSUE = {
  en: 'The date of supply is the date of the invoice.',
  de: 'Das Leistungsdatum entspricht dem Rechnungsdatum.',
} as const;

/**
 * Germany wants the day of supply on every invoice; one that names none says that it is the day of issue (§ 14 Abs. 4
 * Satz 1 Nr. 6 UStG, Abschn. 14.5 Abs. 16 UStAE). Nothing where a day or period stands on the document.
 */
export function supplyText(document: Supplied, language: 'en' | 'de'): string | null {
  const { kind, profile, supplyDate, lines } = document;
  if (profile !== 'DE' || kind !== 'invoice' || supplyDate) return null;
  const isSaid = lines.some(({ supplyFrom, supplyTo }) => supplyFrom !== undefined || supplyTo !== undefined);
  return isSaid ? null : SUPPLIED_ON_ISSUE[language];
}
