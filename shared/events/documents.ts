/** Schema of an issued document as its event carries it (DO3). Mirrors `shared/domain/document.ts`, checked by the type below. */
import type { IssuedDocument } from '../domain/document.ts';
import { zAddress, zLanguage, zPaper, zProfileCode, zRounding, zTaxCategory } from './masters.ts';
import { zCurrency, zDay, zDecimal, zId, zMinor } from './primitives.ts';
import { z } from './zod.ts';

const zRate = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/);

const zAppliedTax = z.object({
  key: z.string().max(60),
  name: z.string().max(60),
  category: zTaxCategory,
  rate: zRate,
  reason: z.string().max(200).exactOptional(),
  parts: z.array(z.object({ name: z.string().max(60), rate: zRate })).exactOptional(),
});

const zAdjustment = z.object({
  kind: z.enum(['allowance', 'charge']),
  percent: zDecimal.exactOptional(),
  amount: zDecimal.exactOptional(),
  base: zDecimal.exactOptional(),
  reason: z.string().max(100).exactOptional(),
  taxes: z.array(zAppliedTax).exactOptional(),
});

const zTotals = z.object({
  lines: z.array(z.object({ amount: zMinor, allowances: zMinor, charges: zMinor })),
  adjustments: z.array(zMinor),
  sumOfLines: zMinor,
  allowances: zMinor,
  charges: zMinor,
  withoutTax: zMinor,
  taxes: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      category: zTaxCategory,
      rate: zRate,
      reason: z.string().exactOptional(),
      taxable: zMinor,
      tax: zMinor,
      parts: z.array(z.object({ name: z.string(), rate: zRate, tax: zMinor })).exactOptional(),
    }),
  ),
  tax: zMinor,
  withTax: zMinor,
  prepaid: zMinor,
  rounding: zMinor,
  due: zMinor,
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

export const zIssuedDocument: z.ZodType<IssuedDocument> = z.object({
  kind: z.enum(['invoice', 'creditNote']),
  number: z.string().min(1).max(40),
  credits: zCredits.exactOptional(),
  currency: zCurrency,
  issueDate: zDay,
  dueDate: zDay,
  supplyDate: zDay.nullable(),
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
  pricesIncludeTax: z.boolean(),
  rounding: zRounding,
  lines: z.array(
    z.object({
      id: zId,
      itemId: zId.nullable(),
      description: z.string(),
      unit: z.string(),
      quantity: zDecimal,
      unitPrice: zDecimal,
      baseQuantity: zDecimal.exactOptional(),
      adjustments: z.array(zAdjustment),
      taxes: z.array(zAppliedTax),
    }),
  ),
  adjustments: z.array(zAdjustment),
  totals: zTotals,
  terms: z.object({
    name: z.string(),
    text: z.string(),
    discount: z.object({ percent: zDecimal, until: zDay, amount: zMinor }).nullable(),
  }),
  notes: z.string(),
  footer: z.string(),
  legalTexts: z.array(z.string()),
  profile: zProfileCode,
  language: zLanguage,
  paper: zPaper,
  template: z.string(),
});
