/** What an e-invoice needs beyond the document, from the records of the company and the customer. */
import type { IssuedDocument } from '../../../shared/domain/document.ts';
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

/** What the document carries goes first; what it left empty and no paper shows is taken from the records of today. */
export function mergedFacts(carried: EInvoiceFacts | undefined, today: EInvoiceFacts): EInvoiceFacts {
  if (!carried) return today;
  const address = (own: ElectronicAddress, other: ElectronicAddress) => (own.id === '' ? other : own);
  return {
    buyerReference: carried.buyerReference === '' ? today.buyerReference : carried.buyerReference,
    buyerEndpoint: address(carried.buyerEndpoint, today.buyerEndpoint),
    sellerEndpoint: address(carried.sellerEndpoint, today.sellerEndpoint),
  };
}

/**
 * Whom to ask and where to pay, where the issued document says nothing: it may be added later, since it contradicts no paper.
 * Names, addresses and tax ids stay as they were issued (DO3).
 */
export function withContact(document: IssuedDocument, company: CompanyFields): IssuedDocument {
  const { seller } = document;
  const { contact, phone, email, bankDetails } = seller;
  return {
    ...document,
    seller: {
      ...seller,
      contact: contact === '' ? company.contact : contact,
      phone: phone === '' ? company.phone : phone,
      email: email === '' ? company.email : email,
      bankDetails: bankDetails.length === 0 ? company.bankDetails : bankDetails,
    },
  };
}
