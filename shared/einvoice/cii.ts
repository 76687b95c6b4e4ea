/** Where the terms of EN 16931 stand in UN/CEFACT Cross Industry Invoice D16B (CEN/TS 16931-3-3). */
import {
  type Binding,
  type Codec,
  fixed,
  identifier,
  identifiers,
  inside,
  insideIf,
  leaves,
  many,
  one,
  said,
  text,
  verbatim,
} from './binding.ts';

/** Format 102 of UNTDID 2379: `YYYYMMDD`. */
const DATE: Codec = {
  encode: (day) => day.replaceAll('-', ''),
  decode: (written) => {
    const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(written.trim()) ?? [];
    return year === undefined ? undefined : `${year}-${month}-${day}`;
  },
};

/** BT-8 in UNTDID 2475, where UBL and the model speak UNTDID 2005. */
const TAX_POINTS: readonly (readonly [model: string, cii: string])[] = [
  ['3', '5'],
  ['35', '29'],
  ['432', '72'],
];
const TAX_POINT: Codec = {
  encode: (code) => TAX_POINTS.find(([model]) => model === code)?.[1] ?? code,
  decode: (code) => TAX_POINTS.find(([, cii]) => cii === code.trim())?.[0] ?? code.trim(),
};

const day = (name: string, key: string, inner = 'udt:DateTimeString'): Binding =>
  inside(name, [text(inner, key, { codec: DATE, constants: { format: '102' } })]);

const address = (name = 'ram:PostalTradeAddress'): Binding =>
  one(name, 'address', [
    text('ram:PostcodeCode', 'postcode'),
    text('ram:LineOne', 'line1'),
    text('ram:LineTwo', 'line2'),
    text('ram:LineThree', 'line3'),
    text('ram:CityName', 'city'),
    text('ram:CountryID', 'country'),
    text('ram:CountrySubDivisionName', 'region'),
  ]);

const taxRegistration = (scheme: 'VA' | 'FC', key: string): Binding =>
  inside('ram:SpecifiedTaxRegistration', [
    identifier('ram:ID', key, (found) => (found === 'FC') === (scheme === 'FC')),
  ]);

const party: readonly Binding[] = [
  identifiers('ram:ID', 'ids', (scheme) => scheme === ''),
  identifiers('ram:GlobalID', 'ids', (scheme) => scheme !== ''),
  text('ram:Name', 'name'),
  text('ram:Description', 'legalForm'),
  inside('ram:SpecifiedLegalOrganization', [
    identifier('ram:ID', 'legalId'),
    text('ram:TradingBusinessName', 'tradingName'),
  ]),
  one('ram:DefinedTradeContact', 'contact', [
    text('ram:PersonName', 'name'),
    inside('ram:TelephoneUniversalCommunication', [text('ram:CompleteNumber', 'phone')]),
    inside('ram:EmailURIUniversalCommunication', [text('ram:URIID', 'email')]),
  ]),
  address(),
  inside('ram:URIUniversalCommunication', [identifier('ram:URIID', 'endpoint')]),
  taxRegistration('VA', 'vatRegistration'),
  taxRegistration('FC', 'taxRegistration'),
];

const vat = (name: string, key = 'vat'): Binding =>
  one(name, key, [
    said('ram:TypeCode', 'VAT'),
    text('ram:CategoryCode', 'category'),
    text('ram:RateApplicablePercent', 'rate'),
  ]);

function adjustments(key: string, indicator: 'true' | 'false', taxed: boolean): Binding {
  return many('ram:SpecifiedTradeAllowanceCharge', key, [
    inside('ram:ChargeIndicator', [fixed('udt:Indicator', indicator)]),
    text('ram:CalculationPercent', 'percent'),
    text('ram:BasisAmount', 'base'),
    text('ram:ActualAmount', 'amount'),
    text('ram:ReasonCode', 'reasonCode'),
    text('ram:Reason', 'reason'),
    ...(taxed ? [vat('ram:CategoryTradeTax')] : []),
  ]);
}

const period = (key: string): Binding =>
  one('ram:BillingSpecifiedPeriod', key, [day('ram:StartDateTime', 'start'), day('ram:EndDateTime', 'end')]);

const referenced = (name: string, key: string): Binding => inside(name, [text('ram:IssuerAssignedID', key)]);

/** An additional document with a type code: 50 a tender or lot, 130 an invoiced object. */
const additional = (code: string, key: string, more: readonly Binding[] = []): Binding =>
  insideIf(
    'ram:AdditionalReferencedDocument',
    [key],
    [text('ram:IssuerAssignedID', key), fixed('ram:TypeCode', code), ...more],
  );

const line: readonly Binding[] = [
  inside('ram:AssociatedDocumentLineDocument', [
    text('ram:LineID', 'id'),
    inside('ram:IncludedNote', [text('ram:Content', 'note', { codec: verbatim })]),
  ]),
  inside('ram:SpecifiedTradeProduct', [
    identifier('ram:GlobalID', 'standardId'),
    text('ram:SellerAssignedID', 'sellersId'),
    text('ram:BuyerAssignedID', 'buyersId'),
    text('ram:Name', 'name'),
    text('ram:Description', 'description', { codec: verbatim }),
    many('ram:ApplicableProductCharacteristic', 'attributes', [
      text('ram:Description', 'name'),
      text('ram:Value', 'value'),
    ]),
    many('ram:DesignatedProductClassification', 'classifications', [
      text('ram:ClassCode', 'id', { attributes: { listID: 'scheme', listVersionID: 'version' } }),
    ]),
    inside('ram:OriginTradeCountry', [text('ram:ID', 'origin')]),
  ]),
  inside('ram:SpecifiedLineTradeAgreement', [
    inside('ram:BuyerOrderReferencedDocument', [text('ram:LineID', 'orderLine')]),
    insideIf(
      'ram:GrossPriceProductTradePrice',
      ['grossPrice'],
      [
        text('ram:ChargeAmount', 'grossPrice'),
        insideIf(
          'ram:AppliedTradeAllowanceCharge',
          ['priceDiscount'],
          [
            inside('ram:ChargeIndicator', [said('udt:Indicator', 'false')]),
            text('ram:ActualAmount', 'priceDiscount'),
          ],
        ),
      ],
    ),
    inside('ram:NetPriceProductTradePrice', [
      text('ram:ChargeAmount', 'price'),
      text('ram:BasisQuantity', 'baseQuantity', { attributes: { unitCode: 'baseUnit' } }),
    ]),
  ]),
  inside('ram:SpecifiedLineTradeDelivery', [
    text('ram:BilledQuantity', 'quantity', { attributes: { unitCode: 'unit' } }),
  ]),
  inside('ram:SpecifiedLineTradeSettlement', [
    vat('ram:ApplicableTradeTax'),
    period('period'),
    adjustments('allowances', 'false', false),
    adjustments('charges', 'true', false),
    inside('ram:SpecifiedTradeSettlementLineMonetarySummation', [text('ram:LineTotalAmount', 'net')]),
    insideIf(
      'ram:AdditionalReferencedDocument',
      ['objectId'],
      [
        text('ram:IssuerAssignedID', 'objectId'),
        fixed('ram:TypeCode', '130'),
        text('ram:ReferenceTypeCode', 'objectScheme'),
      ],
    ),
    inside('ram:ReceivableSpecifiedTradeAccountingAccount', [text('ram:ID', 'accounting')]),
  ]),
];

const agreement = inside(
  'ram:ApplicableHeaderTradeAgreement',
  [
    text('ram:BuyerReference', 'buyerReference'),
    one('ram:SellerTradeParty', 'seller', party, { always: true }),
    one('ram:BuyerTradeParty', 'buyer', party, { always: true }),
    one('ram:SellerTaxRepresentativeTradeParty', 'representative', [
      text('ram:Name', 'name'),
      address(),
      taxRegistration('VA', 'vatRegistration'),
    ]),
    referenced('ram:SellerOrderReferencedDocument', 'salesOrder'),
    referenced('ram:BuyerOrderReferencedDocument', 'order'),
    referenced('ram:ContractReferencedDocument', 'contract'),
    many('ram:AdditionalReferencedDocument', 'attachments', [
      text('ram:IssuerAssignedID', 'id'),
      text('ram:URIID', 'location'),
      fixed('ram:TypeCode', '916'),
      text('ram:Name', 'description'),
      text('ram:AttachmentBinaryObject', 'content', {
        attributes: { mimeCode: 'type', filename: 'fileName' },
      }),
    ]),
    additional('50', 'tender'),
    additional('130', 'objectId', [text('ram:ReferenceTypeCode', 'objectScheme')]),
    insideIf(
      'ram:SpecifiedProcuringProject',
      ['project'],
      [text('ram:ID', 'project'), said('ram:Name', 'Project reference')],
    ),
  ],
  { always: true },
);

const delivery = inside(
  'ram:ApplicableHeaderTradeDelivery',
  [
    one('ram:ShipToTradeParty', 'delivery', [
      identifiers('ram:ID', 'locations', (scheme) => scheme === ''),
      identifiers('ram:GlobalID', 'locations', (scheme) => scheme !== ''),
      text('ram:Name', 'name'),
      address(),
    ]),
    inside('ram:ActualDeliverySupplyChainEvent', [day('ram:OccurrenceDateTime', 'deliveryDate')]),
    referenced('ram:DespatchAdviceReferencedDocument', 'despatchAdvice'),
    referenced('ram:ReceivingAdviceReferencedDocument', 'receivingAdvice'),
  ],
  { always: true },
);

const settlement = inside('ram:ApplicableHeaderTradeSettlement', [
  text('ram:CreditorReferenceID', 'creditorId'),
  text('ram:PaymentReference', 'remittance'),
  text('ram:TaxCurrencyCode', 'taxCurrency'),
  text('ram:InvoiceCurrencyCode', 'currency'),
  one('ram:PayeeTradeParty', 'payee', [
    identifiers('ram:ID', 'ids', (scheme) => scheme === ''),
    identifiers('ram:GlobalID', 'ids', (scheme) => scheme !== ''),
    text('ram:Name', 'name'),
    inside('ram:SpecifiedLegalOrganization', [identifier('ram:ID', 'legalId')]),
  ]),
  many('ram:SpecifiedTradeSettlementPaymentMeans', 'payments', [
    text('ram:TypeCode', 'code'),
    text('ram:Information', 'text'),
    one('ram:ApplicableTradeSettlementFinancialCard', 'card', [
      text('ram:ID', 'number'),
      text('ram:CardholderName', 'holder'),
    ]),
    inside('ram:PayerPartyDebtorFinancialAccount', [text('ram:IBANID', 'debtor')]),
    inside('ram:PayeePartyCreditorFinancialAccount', [
      text('ram:IBANID', 'iban'),
      text('ram:AccountName', 'accountName'),
      text('ram:ProprietaryID', 'accountId'),
    ]),
    inside('ram:PayeeSpecifiedCreditorFinancialInstitution', [text('ram:BICID', 'bic')]),
  ]),
  many('ram:ApplicableTradeTax', 'vat', [
    text('ram:CalculatedAmount', 'tax'),
    said('ram:TypeCode', 'VAT'),
    text('ram:ExemptionReason', 'reason'),
    text('ram:BasisAmount', 'taxable'),
    text('ram:CategoryCode', 'category'),
    text('ram:ExemptionReasonCode', 'reasonCode'),
    day('ram:TaxPointDate', 'taxPointDate', 'udt:DateString'),
    text('ram:DueDateTypeCode', 'taxPointCode', { codec: TAX_POINT }),
    text('ram:RateApplicablePercent', 'rate'),
  ]),
  period('period'),
  adjustments('allowances', 'false', true),
  adjustments('charges', 'true', true),
  inside('ram:SpecifiedTradePaymentTerms', [
    text('ram:Description', 'paymentTerms', { codec: verbatim }),
    day('ram:DueDateDateTime', 'dueDate'),
    text('ram:DirectDebitMandateID', 'mandate'),
  ]),
  one('ram:SpecifiedTradeSettlementHeaderMonetarySummation', 'totals', [
    text('ram:LineTotalAmount', 'lines'),
    text('ram:ChargeTotalAmount', 'charges'),
    text('ram:AllowanceTotalAmount', 'allowances'),
    text('ram:TaxBasisTotalAmount', 'withoutVat'),
    leaves('ram:TaxTotalAmount', 'taxTotals', 'amount', { currencyID: 'currency' }),
    text('ram:RoundingAmount', 'rounding'),
    text('ram:GrandTotalAmount', 'withVat'),
    text('ram:TotalPrepaidAmount', 'paid'),
    text('ram:DuePayableAmount', 'due'),
  ]),
  many('ram:InvoiceReferencedDocument', 'preceding', [
    text('ram:IssuerAssignedID', 'number'),
    day('ram:FormattedIssueDateTime', 'date', 'qdt:DateTimeString'),
  ]),
  inside('ram:ReceivableSpecifiedTradeAccountingAccount', [text('ram:ID', 'accounting')]),
]);

export const CII_BINDING: readonly Binding[] = [
  inside('rsm:ExchangedDocumentContext', [
    inside('ram:BusinessProcessSpecifiedDocumentContextParameter', [text('ram:ID', 'process')]),
    inside('ram:GuidelineSpecifiedDocumentContextParameter', [text('ram:ID', 'specification')]),
  ]),
  inside('rsm:ExchangedDocument', [
    text('ram:ID', 'number'),
    text('ram:TypeCode', 'typeCode'),
    day('ram:IssueDateTime', 'issueDate'),
    many('ram:IncludedNote', 'notes', [
      text('ram:Content', 'text', { codec: verbatim }),
      text('ram:SubjectCode', 'subject'),
    ]),
  ]),
  inside('rsm:SupplyChainTradeTransaction', [
    many('ram:IncludedSupplyChainTradeLineItem', 'lines', line),
    agreement,
    delivery,
    settlement,
  ]),
];
