/** Schema of an issued document as its event carries it (DO3). Mirrors `shared/domain/document.ts`, checked by the type below. */
import type { IssuedDocument } from '../domain/document.ts';
import {
  zAddress,
  zEInvoiceFormat,
  zElectronicAddress,
  zLanguage,
  zOptionalColumn,
  zPaper,
  zProfileCode,
  zRounding,
  zTaxCategory,
  zTaxKind,
} from './masters.ts';
import { zSource } from './payments.ts';
import { zCurrency, zDay, zDecimal, zDocumentKind, zId, zLine, zMinor } from './primitives.ts';
import { z } from './zod.ts';

const zRate = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/);

const zTaxPart = z.object({
  name: z.string().max(60),
  rate: zRate,
  jurisdiction: z.string().max(40).exactOptional(),
});

const zAppliedTax = z.object({
  key: z.string().max(60),
  name: z.string().max(60),
  category: zTaxCategory,
  rate: zRate,
  reason: z.string().max(300).exactOptional(),
  parts: z.array(zTaxPart).exactOptional(),
  kind: zTaxKind.exactOptional(),
  amount: zDecimal.exactOptional(),
  raisesBase: z.boolean().exactOptional(),
  ignoresRaise: z.boolean().exactOptional(),
  included: z.boolean().exactOptional(),
  jurisdiction: z.string().max(40).exactOptional(),
});

const zAdjustment = z.object({
  kind: z.enum(['allowance', 'charge']),
  percent: zDecimal.exactOptional(),
  amount: zDecimal.exactOptional(),
  base: zDecimal.exactOptional(),
  reason: z.string().max(100).exactOptional(),
  of: z.enum(['lines', 'total']).exactOptional(),
  taxes: z.array(zAppliedTax).exactOptional(),
  fee: zId.exactOptional(),
});

const zTaxSubtotal = z.object({
  key: z.string(),
  name: z.string(),
  category: zTaxCategory,
  rate: zRate,
  reason: z.string().exactOptional(),
  taxable: zMinor,
  tax: zMinor,
  parts: z.array(zTaxPart.extend({ tax: zMinor })).exactOptional(),
  kind: zTaxKind.exclude(['percent']).exactOptional(),
  amount: zDecimal.exactOptional(),
  jurisdiction: z.string().exactOptional(),
});

/** A part of what is due, on a day of its own (AG3). */
export const zInstalment = z.object({ due: zDay, amount: zMinor });

/** More digits than other decimals have: a small rate keeps ten that count (MO4). */
export const zExchangeRate = z.string().regex(/^\d{1,12}(\.\d{1,20})?$/, 'not-an-exchange-rate');

/** A price list, or the item itself (`null`), and the quantity from which on the price holds. */
export const zPriceFrom = z.object({
  list: zId.nullable(),
  name: zLine(60),
  from: zDay.nullable(),
  least: zDecimal,
});

const zTotals = z.object({
  lines: z.array(
    z.object({ amount: zMinor, net: zMinor.exactOptional(), allowances: zMinor, charges: zMinor }),
  ),
  adjustments: z.array(zMinor),
  sumOfLines: zMinor,
  allowances: zMinor,
  charges: zMinor,
  withoutTax: zMinor,
  taxes: z.array(zTaxSubtotal),
  tax: zMinor,
  withTax: zMinor,
  prepaid: zMinor,
  rounding: zMinor,
  due: zMinor,
  withholdings: z.array(zTaxSubtotal).exactOptional(),
  withheld: zMinor.exactOptional(),
  accounting: z
    .object({ currency: zCurrency, rate: zExchangeRate, tax: zMinor, rows: z.array(zMinor) })
    .exactOptional(),
});

const zParty = z.object({
  name: z.string(),
  contact: z.string(),
  address: zAddress,
  taxId: z.string(),
  registration: z.string(),
  email: z.string(),
  phone: z.string(),
});

const zCredits = z.object({
  invoices: z.array(z.object({ id: zId, number: z.string(), issueDate: zDay, amount: zMinor })),
  period: z.object({ from: zDay, to: zDay }).nullable(),
  reason: z.string(),
});

const zNamedDocument = z.object({ id: zId, number: z.string(), issueDate: zDay });

const zDeductedDeposit = zNamedDocument.extend({ amount: zMinor, taxes: z.array(zTaxSubtotal) });

/** One unit of the document's currency is `rate` units of `currency`, on that day, from that source (MO4). */
export const zExchange = z.object({
  currency: zCurrency,
  rate: zExchangeRate,
  date: zDay,
  source: zLine(80),
});

export const zIssuedDocument: z.ZodType<IssuedDocument> = z.object({
  kind: zDocumentKind,
  number: z.string().min(1).max(40),
  credits: zCredits.exactOptional(),
  about: z.object({ documents: z.array(zNamedDocument), reason: z.string() }).exactOptional(),
  deposits: z.array(zDeductedDeposit).exactOptional(),
  hidesAmounts: z.boolean().exactOptional(),
  payment: z
    .object({
      id: zId,
      date: zDay,
      method: z.string(),
      reference: z.string(),
      postDated: zDay.exactOptional(),
    })
    .exactOptional(),
  refund: z
    .object({ id: zId, source: zSource, date: zDay, method: z.string(), reference: z.string() })
    .exactOptional(),
  corrects: z
    .object({
      orderNumber: z.string().exactOptional(),
      contact: z.string().exactOptional(),
      dueDate: zDay.exactOptional(),
      text: z.string().exactOptional(),
    })
    .exactOptional(),
  currency: zCurrency,
  issueDate: zDay,
  dueDate: zDay,
  supplyDate: zDay.nullable(),
  supplyFrom: zDay.exactOptional(),
  customerId: zId,
  customerNumber: z.string(),
  orderNumber: z.string(),
  seller: zParty.extend({
    website: z.string(),
    bankDetails: z.array(z.string()),
    logo: z.string().nullable(),
  }),
  buyer: zParty,
  shipTo: zAddress.nullable(),
  buyerReference: z.string().max(120).exactOptional(),
  placeOfSupply: z.string().max(60).exactOptional(),
  amountInWords: z.string().max(300).exactOptional(),
  pricesIncludeTax: z.boolean(),
  rounding: zRounding,
  exponent: z.number().int().min(0).max(8).exactOptional(),
  standard: z.literal('en16931').exactOptional(),
  cash: zRounding.pick({ mode: true, step: true }).exactOptional(),
  exchange: zExchange.exactOptional(),
  lines: z.array(
    z.object({
      id: zId,
      itemId: zId.nullable(),
      description: z.string(),
      unit: z.string(),
      commodityCode: z.string().max(10).exactOptional(),
      quantity: zDecimal,
      unitPrice: zDecimal,
      baseQuantity: zDecimal.exactOptional(),
      supplyFrom: zDay.exactOptional(),
      supplyTo: zDay.exactOptional(),
      priceFrom: zPriceFrom.nullable().exactOptional(),
      adjustments: z.array(zAdjustment),
      taxes: z.array(zAppliedTax),
    }),
  ),
  adjustments: z.array(zAdjustment),
  totals: zTotals,
  terms: z.object({
    name: z.string(),
    text: z.string(),
    discount: z
      .object({
        percent: zDecimal,
        until: zDay,
        amount: zMinor,
        tax: zMinor.exactOptional(),
        base: zMinor.exactOptional(),
        part: z.literal('pro-rata').exactOptional(),
      })
      .nullable(),
    instalments: z.array(zInstalment).min(2).exactOptional(),
  }),
  notes: z.string(),
  footer: z.string(),
  legalTexts: z.array(z.string()),
  profile: zProfileCode,
  language: zLanguage,
  paper: zPaper,
  template: z.string(),
  design: z
    .object({
      colour: z.string().max(7).exactOptional(),
      hide: z.array(zOptionalColumn).exactOptional(),
      marks: z.boolean().exactOptional(),
      intro: z.string().exactOptional(),
      closing: z.string().exactOptional(),
      fields: z.array(z.object({ label: z.string(), value: z.string() })).exactOptional(),
      wording: z.array(z.object({ of: z.string(), as: z.string() })).exactOptional(),
    })
    .exactOptional(),
  slip: z
    .object({
      kind: z.enum(['epc', 'swiss', 'upi']),
      payload: z.string().max(1200),
      reference: z.string().max(60),
    })
    .exactOptional(),
  eInvoice: z
    .object({
      format: zEInvoiceFormat,
      buyerReference: z.string(),
      buyerEndpoint: zElectronicAddress,
      sellerEndpoint: zElectronicAddress,
    })
    .exactOptional(),
  clearance: z.literal('irn').exactOptional(),
});
