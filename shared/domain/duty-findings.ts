/** Duties of the seller's country that a document is about to miss, asked before issue (DO2, DO5). */
import type { Finding } from '../errors/index.ts';
import type { IssuedDocument } from './document.ts';
import { isBilling } from './document-kinds.ts';
import { invoiceDutiesOf } from './invoice-duties.ts';
import { type InvoiceDuty, isInForce } from './invoice-duty.ts';

type Checked = Pick<IssuedDocument, 'kind' | 'issueDate' | 'seller' | 'buyer' | 'currency' | 'totals'> &
  Partial<Pick<IssuedDocument, 'eInvoice' | 'buyerReference'>>;

/** Germany's public buyers are addressed by these: two to twelve digits, a part of the buyer's own, two check digits. */
const LEITWEG_ID = /^\d{2,12}(-[A-Z0-9]{1,30})?-\d{2}$/i;

/** Below these totals with tax, in minor units, a simplified invoice will do, which need not be an e-invoice (§ 33 UStDV). */
const SIMPLIFIED: Readonly<Record<string, number>> = { DE: 250_00 };

const isBusinessAtHome = ({ seller, buyer }: Checked): boolean =>
  buyer.address.country === seller.address.country &&
  (buyer.taxId.trim() !== '' || buyer.registration.trim() !== '');

/** Supplies that are exempt or outside the tax go as they like. */
const isTaxed = ({ totals }: Checked): boolean =>
  totals.taxes.some(({ category }) => category !== 'E' && category !== 'O');

/** Whether the duty concerns the document, and nothing on it says that it is done. */
function isMissed(duty: InvoiceDuty, document: Checked): boolean {
  const { eInvoice, buyerReference = '', currency, totals, seller } = document;
  switch (duty.kind) {
    case 'receive':
      return false;
    case 'public':
      return !eInvoice && LEITWEG_ID.test(buyerReference.trim());
    case 'report':
      return true;
    case 'send':
      return (
        !eInvoice &&
        // Nobody has said how large the office is: the day on which all are bound is waited for.
        duty.turnoverAbove === undefined &&
        isBusinessAtHome(document) &&
        isTaxed(document) &&
        totals.withTax > (SIMPLIFIED[seller.address.country] ?? 0)
      );
    case 'register':
      if (!isBusinessAtHome(document)) return false;
      if (duty.documentFrom === undefined) return true;
      return duty.documentFrom.currency === currency && totals.withoutTax >= duty.documentFrom.amount;
  }
}

/** One finding for each duty; offers miss none. India's portal is asked for by `needsRegistration` instead. */
export function dutyFindings(document: Checked): Finding[] {
  const { country } = document.seller.address;
  if (country === 'IN' || !isBilling(document.kind)) return [];
  const missed = invoiceDutiesOf(country).filter(
    (duty) => isInForce(duty, document.issueDate) && isMissed(duty, document),
  );
  return missed.map(({ kind, system, since }) => ({
    code: `duty-${kind}`,
    severity: 'ask',
    path: kind === 'report' ? '' : 'customer',
    params: { country, system, since },
  }));
}
