/** What the seller's country wants of an invoice beyond DO2's checks: asked or refused before issue, said on paper (DO5). */
import type { Finding } from '../errors/index.ts';
import { clearanceOf } from './clearance.ts';
import { digitsNeeded, isCommodityCode } from './commodity-codes.ts';
import type { IssuedDocument } from './document.ts';
import { isBilling } from './document-kinds.ts';
import { isWrongGstin } from './gstin.ts';

type Checked = Pick<IssuedDocument, 'kind' | 'issueDate' | 'profile' | 'buyer' | 'seller'> &
  Partial<Pick<IssuedDocument, 'lines'>>;

/**
 * Findings of a document that bills something; offers bind nobody to these rules. `isLarge`: an Indian seller whose
 * turnover makes it register invoices, and write longer codes.
 */
export function mandatoryFindings(document: Checked, isLarge = false): Finding[] {
  const { kind, issueDate, profile, buyer, seller } = document;
  if (!isBilling(kind)) return [];
  const { country } = seller.address;
  const clearance = clearanceOf(country, issueDate);
  const findings: Finding[] = [];
  if (clearance) {
    const params = { country, system: clearance.system };
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
  return [...findings, ...codeFindings(document, isLarge)];
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
