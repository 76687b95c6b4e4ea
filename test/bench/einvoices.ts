/** E-invoices without the window: mapped, held to every rule of XRechnung and written, as the main process does it. */

import type { IssuedDocument } from '../../shared/domain/document.ts';
import { checkEInvoice } from '../../shared/einvoice/check-einvoice.ts';
import { eInvoiceFrom } from '../../shared/einvoice/from-document.ts';
import { writeEInvoice } from '../../shared/einvoice/write-einvoice.ts';

const facts = {
  buyerReference: '04011000-1234512345-06',
  buyerEndpoint: { scheme: 'EM', id: 'rechnung@kunde.example' },
  sellerEndpoint: { scheme: 'EM', id: 'rechnung@lindenhof.example' },
};

/** Milliseconds for all of them, in both syntaxes by turns; throws when one came out empty. */
export function makeEInvoices(documents: readonly IssuedDocument[], count: number): number {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    const document = documents[index % documents.length];
    if (!document) throw new Error('no document to make e-invoices of');
    const syntax = index % 2 === 0 ? 'ubl' : 'cii';
    const invoice = eInvoiceFrom(document, facts, `xrechnung-${syntax}`);
    checkEInvoice(invoice, 'xrechnung');
    if (writeEInvoice(invoice, syntax).length < 1000) throw new Error('an e-invoice came out empty');
  }
  return performance.now() - start;
}
