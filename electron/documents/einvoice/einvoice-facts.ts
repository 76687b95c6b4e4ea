/** What an e-invoice needs beyond the document, from the records of the company and the customer. */
import type { EInvoiceRequest, ElectronicAddress } from '../../../shared/domain/einvoice-request.ts';
import type { EInvoiceFacts } from '../../../shared/einvoice/from-document.ts';
import type { CompanyFields, CustomerFields } from '../../../shared/events/masters.ts';

const NONE: ElectronicAddress = { scheme: '', id: '' };

export function eInvoiceFacts(company: CompanyFields, customer: CustomerFields | null): EInvoiceFacts {
  return {
    buyerReference: customer?.eInvoice?.buyerReference ?? '',
    buyerEndpoint: customer?.eInvoice?.address ?? NONE,
    sellerEndpoint: company.electronicAddress ?? NONE,
  };
}

/** What an issued document carries of it: nothing, when the customer wants no e-invoices. */
export function eInvoiceRequest(
  company: CompanyFields,
  customer: CustomerFields | null,
): EInvoiceRequest | null {
  const format = customer?.eInvoice?.format ?? null;
  return format === null ? null : { format, ...eInvoiceFacts(company, customer) };
}
