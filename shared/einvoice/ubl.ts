/** Where the terms of EN 16931 stand in UBL 2.1 (CEN/TS 16931-3-2), for invoices and credit notes. */
import {
  amount,
  type Binding,
  fixed,
  identifier,
  identifiers,
  inside,
  insideIf,
  many,
  one,
  said,
  text,
  texts,
  verbatim,
  without,
} from './binding.ts';
import type { EInvoice } from './model.ts';

const VAT_SCHEME = inside('cac:TaxScheme', [fixed('cbc:ID', 'VAT', (id) => id.toUpperCase() === 'VAT')]);
/** Anything but VAT is the number at the tax office (BT-32); Peppol calls it `TAX` (NO-R-002), Germans `FC`. */
const otherScheme = (name: string) =>
  inside('cac:TaxScheme', [fixed('cbc:ID', name, (id) => id.toUpperCase() !== 'VAT')]);
const ANY_SCHEME = inside('cac:TaxScheme', [said('cbc:ID', 'VAT')]);

/** The creditor's identifier of direct debits (BT-90) stands among the seller's identifiers under this scheme. */
const SEPA = 'SEPA';

const address = (name: string): Binding =>
  one(name, 'address', [
    text('cbc:StreetName', 'line1'),
    text('cbc:AdditionalStreetName', 'line2'),
    text('cbc:CityName', 'city'),
    text('cbc:PostalZone', 'postcode'),
    text('cbc:CountrySubentity', 'region'),
    inside('cac:AddressLine', [text('cbc:Line', 'line3')]),
    inside('cac:Country', [text('cbc:IdentificationCode', 'country')]),
  ]);

/** `PartyIdentification` holds one identifier each, so each is an object of its own here. */
const partyIds: Binding = many('cac:PartyIdentification', 'partyIds', [
  identifiers('cbc:ID', 'ids', () => true),
]);

const party = (scheme: string): readonly Binding[] => [
  inside('cac:Party', [
    identifier('cbc:EndpointID', 'endpoint'),
    partyIds,
    inside('cac:PartyName', [text('cbc:Name', 'tradingName')]),
    address('cac:PostalAddress'),
    inside('cac:PartyTaxScheme', [text('cbc:CompanyID', 'vatId'), VAT_SCHEME]),
    inside('cac:PartyTaxScheme', [text('cbc:CompanyID', 'taxNumber'), otherScheme(scheme)]),
    inside('cac:PartyLegalEntity', [
      text('cbc:RegistrationName', 'name'),
      identifier('cbc:CompanyID', 'legalId'),
      text('cbc:CompanyLegalForm', 'legalForm'),
    ]),
    one('cac:Contact', 'contact', [
      text('cbc:Name', 'name'),
      text('cbc:Telephone', 'phone'),
      text('cbc:ElectronicMail', 'email'),
    ]),
  ]),
];

const vat = (name: string): Binding =>
  one(name, 'vat', [text('cbc:ID', 'category'), text('cbc:Percent', 'rate'), ANY_SCHEME]);

function adjustments(key: string, indicator: 'true' | 'false', taxed: boolean): Binding {
  const other = indicator === 'true' ? '1' : '0';
  return many('cac:AllowanceCharge', key, [
    fixed('cbc:ChargeIndicator', indicator, (found) => found === indicator || found === other),
    text('cbc:AllowanceChargeReasonCode', 'reasonCode'),
    text('cbc:AllowanceChargeReason', 'reason'),
    text('cbc:MultiplierFactorNumeric', 'percent'),
    amount('cbc:Amount', 'amount'),
    amount('cbc:BaseAmount', 'base'),
    ...(taxed ? [vat('cac:TaxCategory')] : []),
  ]);
}

const period = (key: string, more: readonly Binding[] = []): Binding =>
  one('cac:InvoicePeriod', key, [text('cbc:StartDate', 'start'), text('cbc:EndDate', 'end'), ...more]);

const line = (quantity: string): readonly Binding[] => [
  text('cbc:ID', 'id'),
  text('cbc:Note', 'note', { codec: verbatim }),
  text(quantity, 'quantity', { attributes: { unitCode: 'unit' } }),
  amount('cbc:LineExtensionAmount', 'net'),
  text('cbc:AccountingCost', 'accounting'),
  period('period'),
  inside('cac:OrderLineReference', [text('cbc:LineID', 'orderLine')]),
  insideIf(
    'cac:DocumentReference',
    ['object'],
    [identifier('cbc:ID', 'object'), said('cbc:DocumentTypeCode', '130')],
  ),
  adjustments('allowances', 'false', false),
  adjustments('charges', 'true', false),
  inside('cac:Item', [
    text('cbc:Description', 'description', { codec: verbatim }),
    text('cbc:Name', 'name'),
    inside('cac:BuyersItemIdentification', [text('cbc:ID', 'buyersId')]),
    inside('cac:SellersItemIdentification', [text('cbc:ID', 'sellersId')]),
    inside('cac:StandardItemIdentification', [identifier('cbc:ID', 'standardId')]),
    inside('cac:OriginCountry', [text('cbc:IdentificationCode', 'origin')]),
    many('cac:CommodityClassification', 'classifications', [
      text('cbc:ItemClassificationCode', 'id', {
        attributes: { listID: 'scheme', listVersionID: 'version' },
      }),
    ]),
    vat('cac:ClassifiedTaxCategory'),
    many('cac:AdditionalItemProperty', 'attributes', [text('cbc:Name', 'name'), text('cbc:Value', 'value')]),
  ]),
  inside('cac:Price', [
    amount('cbc:PriceAmount', 'price'),
    text('cbc:BaseQuantity', 'baseQuantity', { attributes: { unitCode: 'baseUnit' } }),
    insideIf(
      'cac:AllowanceCharge',
      ['priceDiscount', 'grossPrice'],
      [
        said('cbc:ChargeIndicator', 'false'),
        amount('cbc:Amount', 'priceDiscount'),
        amount('cbc:BaseAmount', 'grossPrice'),
      ],
    ),
  ]),
];

const taxTotal: readonly Binding[] = [
  text('cbc:TaxAmount', 'amount', { attributes: { currencyID: 'currency' } }),
  many('cac:TaxSubtotal', 'rows', [
    amount('cbc:TaxableAmount', 'taxable'),
    amount('cbc:TaxAmount', 'tax'),
    inside('cac:TaxCategory', [
      text('cbc:ID', 'category'),
      text('cbc:Percent', 'rate'),
      text('cbc:TaxExemptionReasonCode', 'reasonCode'),
      text('cbc:TaxExemptionReason', 'reason'),
      ANY_SCHEME,
    ]),
  ]),
];

const paymentMeans = (credit: boolean): Binding =>
  many('cac:PaymentMeans', 'payments', [
    text('cbc:PaymentMeansCode', 'code', { attributes: { name: 'text' } }),
    ...(credit ? [text('cbc:PaymentDueDate', 'dueDate')] : []),
    text('cbc:PaymentID', 'remittance'),
    one('cac:CardAccount', 'card', [
      text('cbc:PrimaryAccountNumberID', 'number'),
      said('cbc:NetworkID', 'NA'),
      text('cbc:HolderName', 'holder'),
    ]),
    one('cac:PayeeFinancialAccount', 'account', [
      text('cbc:ID', 'id'),
      text('cbc:Name', 'name'),
      inside('cac:FinancialInstitutionBranch', [text('cbc:ID', 'bic')]),
    ]),
    one('cac:PaymentMandate', 'debit', [
      text('cbc:ID', 'mandate'),
      inside('cac:PayerFinancialAccount', [text('cbc:ID', 'account')]),
    ]),
  ]);

const reference = (name: string, key: string): Binding => inside(name, [text('cbc:ID', key)]);

/**
 * The table of an invoice, or of a credit note, which orders a few elements differently and has its own names. `taxScheme`:
 * what a writer calls the number at the tax office.
 */
export function ublBinding(kind: EInvoice['kind'], taxScheme: 'FC' | 'TAX' = 'FC'): readonly Binding[] {
  const credit = kind === 'creditNote';
  const taxPoint = text('cbc:TaxPointDate', 'taxPointDate');
  const type = text(credit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode', 'typeCode');
  const notes = texts('cbc:Note', 'noteTexts');
  const tender = reference('cac:OriginatorDocumentReference', 'tender');
  const contract = reference('cac:ContractDocumentReference', 'contract');
  const object = insideIf(
    'cac:AdditionalDocumentReference',
    ['object'],
    [identifier('cbc:ID', 'object'), fixed('cbc:DocumentTypeCode', '130')],
  );
  const creditProject = insideIf(
    'cac:AdditionalDocumentReference',
    ['project'],
    [text('cbc:ID', 'project'), fixed('cbc:DocumentTypeCode', '50')],
  );
  const attachments = many('cac:AdditionalDocumentReference', 'attachments', [
    text('cbc:ID', 'id'),
    without('cbc:DocumentTypeCode'),
    text('cbc:DocumentDescription', 'description'),
    inside('cac:Attachment', [
      text('cbc:EmbeddedDocumentBinaryObject', 'content', {
        attributes: { mimeCode: 'type', filename: 'fileName' },
      }),
      inside('cac:ExternalReference', [text('cbc:URI', 'location')]),
    ]),
  ]);
  return [
    text('cbc:CustomizationID', 'specification'),
    text('cbc:ProfileID', 'process'),
    text('cbc:ID', 'number'),
    text('cbc:IssueDate', 'issueDate'),
    ...(credit ? [taxPoint] : [text('cbc:DueDate', 'dueDate')]),
    type,
    notes,
    ...(credit ? [] : [taxPoint]),
    text('cbc:DocumentCurrencyCode', 'currency'),
    text('cbc:TaxCurrencyCode', 'taxCurrency'),
    text('cbc:AccountingCost', 'accounting'),
    text('cbc:BuyerReference', 'buyerReference'),
    period('period', [text('cbc:DescriptionCode', 'taxPointCode')]),
    inside('cac:OrderReference', [text('cbc:ID', 'order'), text('cbc:SalesOrderID', 'salesOrder')]),
    many('cac:BillingReference', 'preceding', [
      inside('cac:InvoiceDocumentReference', [text('cbc:ID', 'number'), text('cbc:IssueDate', 'date')]),
    ]),
    reference('cac:DespatchDocumentReference', 'despatchAdvice'),
    reference('cac:ReceiptDocumentReference', 'receivingAdvice'),
    ...(credit
      ? [contract, object, creditProject, attachments, tender]
      : [tender, contract, object, attachments]),
    ...(credit ? [] : [reference('cac:ProjectReference', 'project')]),
    one('cac:AccountingSupplierParty', 'seller', party(taxScheme), { always: true }),
    one('cac:AccountingCustomerParty', 'buyer', party(taxScheme), { always: true }),
    one('cac:PayeeParty', 'payee', [
      inside('cac:PartyIdentification', [identifier('cbc:ID', 'id', (scheme) => scheme !== SEPA)]),
      inside('cac:PartyName', [text('cbc:Name', 'name')]),
      inside('cac:PartyLegalEntity', [identifier('cbc:CompanyID', 'legalId')]),
    ]),
    one('cac:TaxRepresentativeParty', 'representative', [
      inside('cac:PartyName', [text('cbc:Name', 'name')]),
      address('cac:PostalAddress'),
      inside('cac:PartyTaxScheme', [text('cbc:CompanyID', 'vatId'), VAT_SCHEME]),
    ]),
    one('cac:Delivery', 'delivery', [
      text('cbc:ActualDeliveryDate', 'date'),
      inside('cac:DeliveryLocation', [identifier('cbc:ID', 'location'), address('cac:Address')]),
      inside('cac:DeliveryParty', [inside('cac:PartyName', [text('cbc:Name', 'name')])]),
    ]),
    paymentMeans(credit),
    inside('cac:PaymentTerms', [text('cbc:Note', 'paymentTerms', { codec: verbatim })]),
    adjustments('allowances', 'false', true),
    adjustments('charges', 'true', true),
    many('cac:TaxTotal', 'taxTotals', taxTotal),
    one('cac:LegalMonetaryTotal', 'totals', [
      amount('cbc:LineExtensionAmount', 'lines'),
      amount('cbc:TaxExclusiveAmount', 'withoutVat'),
      amount('cbc:TaxInclusiveAmount', 'withVat'),
      amount('cbc:AllowanceTotalAmount', 'allowances'),
      amount('cbc:ChargeTotalAmount', 'charges'),
      amount('cbc:PrepaidAmount', 'paid'),
      amount('cbc:PayableRoundingAmount', 'rounding'),
      amount('cbc:PayableAmount', 'due'),
    ]),
    many(
      credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine',
      'lines',
      line(credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity'),
    ),
  ];
}
