/**
 * Fields of the master records. Each `*.set` event carries some of a record's fields; the last writer wins per
 * field (EV4), so a field is the smallest thing that two people can overwrite for each other.
 */
import { ALLOCATION_ORDERS } from '../domain/allocation.ts';
import { ROUNDING_MODES, ROUNDING_SCOPES, TAX_CATEGORIES, TAX_KINDS } from '../domain/document.ts';
import { EINVOICE_FORMATS } from '../domain/einvoice-request.ts';
import { leavesRest, MOST_INSTALMENTS } from '../domain/instalments.ts';
import { OPTIONAL_COLUMNS } from '../domain/paper-design.ts';
import { PAYMENT_METHOD_KINDS } from '../domain/payment-methods.ts';
import { MOST_PLACES, readPlace } from '../domain/tax-places.ts';
import { MOST_GROUPS, TAX_LEVELS } from '../domain/tax-rates-csv.ts';
import { zAmount, zCurrency, zDay, zDecimal, zEmail, zId, zLine, zSha256, zText } from './primitives.ts';
import { z } from './zod.ts';

export const zAddress = z.object({
  lines: z.array(zLine(120)).max(4),
  city: zLine(80),
  postcode: zLine(20),
  region: zLine(60),
  country: z.string().regex(/^([A-Z]{2})?$/, 'not-a-country'),
});

export const zTaxCategory = z.enum(TAX_CATEGORIES);
export const zProfileCode = z.enum(['US', 'GB', 'DE', 'IN']);
export const zLanguage = z.enum(['en', 'de']);
export const zPaper = z.enum(['A4', 'Letter']);
export const zRole = z.enum(['clerk', 'manager', 'auditor', 'owner']);

export const zRounding = z.object({
  scope: z.enum(ROUNDING_SCOPES),
  mode: z.enum(ROUNDING_MODES),
  step: z.number().int().min(1).max(100_000),
});

export const zLogo = z.object({
  sha256: zSha256,
  type: z.enum(['png', 'jpeg']),
  width: z.number().int().min(1).max(10_000),
  height: z.number().int().min(1).max(10_000),
});

export const zEInvoiceFormat = z.enum(EINVOICE_FORMATS);

/** An electronic address: scheme of the EAS list and identifier, both empty where the e-mail address serves. */
export const zElectronicAddress = z.object({ scheme: zLine(4), id: zLine(120) });

export const zOptionalColumn = z.enum(OPTIONAL_COLUMNS);

/** How the office's paper looks. */
export const zPaperLook = z.object({
  template: z.enum(['classic', 'modern', 'compact', 'letter']),
  colour: z.string().regex(/^(#[0-9a-f]{6})?$/, 'not-a-colour'),
  hide: z.array(zOptionalColumn).max(4),
  /** Marks for folding. */
  marks: z.boolean(),
});

/** Texts above the lines and at the end, by kind of document and language: `invoice.de`. */
const zPaperTexts = z.record(z.string().max(40), z.object({ intro: zText(1000), closing: zText(1000) }));

/** A fact of the office's own among the references of every document, its label by language. */
export const zPaperField = z.object({
  id: zId,
  label: z.object({ en: zLine(40), de: zLine(40) }),
  value: zLine(120),
});

/** A text by language of documents; empty for the record's own. */
const zByLanguage = (most: number) => z.object({ en: zLine(most), de: zLine(most) });

export const companyFields = z.object({
  name: zLine(120).refine((name) => name !== '', 'required'),
  address: zAddress,
  taxId: zLine(40),
  registration: zLine(80),
  contact: zLine(80),
  email: zLine(120),
  phone: zLine(40),
  website: zLine(120),
  /** Lines printed under "Payment details": account name, IBAN, sort code … as the office writes them. */
  bankDetails: z.array(zLine(120)).max(6),
  profile: zProfileCode,
  currency: zCurrency,
  timeZone: zLine(60),
  language: zLanguage,
  paper: zPaper,
  logo: zLogo.nullable(),
  defaultTerms: zId.nullable(),
  defaultTax: zId.nullable(),
  pricesIncludeTax: z.boolean(),
  rounding: zRounding,
  /** A shortfall up to this many minor units of the company's currency may be written off while posting (AL8). */
  writeOffTolerance: zAmount,
  /** Where a payment goes that nothing else decides (AL4); absent: to the oldest first. */
  allocationOrder: z.enum(ALLOCATION_ORDERS).exactOptional(),
  /** First month of the fiscal year, 1–12 (PC5). */
  fiscalYearStart: z.number().int().min(1).max(12),
  /** Upper ends of the aging buckets in days (AG1). */
  agingWidths: z.array(z.number().int().min(1).max(3650)).length(3),
  footer: zText(600),
  /** Absent: the classic template without anything of the office's own. */
  paperLook: zPaperLook.exactOptional(),
  paperTexts: zPaperTexts.exactOptional(),
  /** The footer by language of documents; empty for `footer`. */
  footers: z.object({ en: zText(600), de: zText(600) }).exactOptional(),
  /** What units are called in each language: whichever is typed, a document has its own. */
  unitWords: z
    .array(zByLanguage(20).extend({ id: zId }))
    .max(60)
    .exactOptional(),
  paperFields: z.array(zPaperField).max(6).exactOptional(),
  /** What each printed copy says, by kind of document: one line a copy, in order (DO7). */
  paperCopies: z.record(z.string().max(40), z.array(zLine(60)).max(6)).exactOptional(),
  /** The total in words on every document that shows amounts; absent: as is custom in the country. */
  amountInWords: z.boolean().exactOptional(),
  /** Codes for banking apps on documents that ask for money; absent: as is custom in the country. */
  paymentSlip: z.object({ on: z.boolean(), reference: z.enum(['number', 'creditor']) }).exactOptional(),
  /** Where e-invoices come from (BT-34); absent until it is typed. */
  electronicAddress: zElectronicAddress.exactOptional(),
  /** India: invoices to businesses and abroad are registered at the portal before they count (DO5). */
  registersInvoices: z.boolean().exactOptional(),
  /** Germany: charges no tax (§ 19 UStG), whatever tax a line has. */
  smallBusiness: z.boolean().exactOptional(),
  /** Texts of mails that the office wrote itself, by kind of document and language; absent until it does. */
  mailTemplates: z
    .record(z.string().max(40), z.object({ subject: zLine(300), text: zText(10_000) }))
    .exactOptional(),
});

/** A paper that frees a customer of tax (TX10). */
export const zCertificate = z.object({
  number: zLine(60),
  /** Region whose taxes it frees of, as tax records name it; empty for all. */
  jurisdiction: zLine(40),
  /** Why, in words that the document prints: resale, charity, government … */
  kind: zLine(80),
  from: zDay.nullable(),
  /** Last day, `null` for one that does not end. */
  until: zDay.nullable(),
});

export const customerFields = z.object({
  number: zLine(30),
  name: zLine(120).refine((name) => name !== '', 'required'),
  contact: zLine(80),
  email: zEmail,
  phone: zLine(40),
  address: zAddress,
  shipTo: zAddress.nullable(),
  taxId: zLine(40),
  registration: zLine(80),
  currency: zCurrency,
  language: zLanguage,
  terms: zId.nullable(),
  /** The tax that new lines take instead of the item's: reverse charge, export, exempt. */
  tax: zId.nullable(),
  exemptionCertificate: zLine(60),
  exemptionExpires: zDay.nullable(),
  /** Applied by day of supply and jurisdiction (TX10); the single one above is only warned about. */
  certificates: z.array(zCertificate).max(60).exactOptional(),
  /** Minor units of the customer's currency; `null` for none (CU3). */
  creditLimit: zAmount.nullable(),
  notes: zText(2000),
  archived: z.boolean(),
  /** By which price lists and fees choose; empty for none. */
  group: zLine(40).exactOptional(),
  /** How many copies of a document are printed for this customer (DO7). */
  copies: z.number().int().min(1).max(9).exactOptional(),
  /** How the customer wants e-invoices; absent until somebody says so. */
  eInvoice: z
    .object({
      format: zEInvoiceFormat.nullable(),
      /** BT-10, the Leitweg-ID of a public buyer. */
      buyerReference: zLine(120),
      address: zElectronicAddress,
    })
    .exactOptional(),
});

export const itemFields = z.object({
  code: zLine(40),
  name: zLine(120).refine((name) => name !== '', 'required'),
  description: zText(1000),
  unit: zLine(20),
  /** Unit price in major units of the company's currency. */
  price: zDecimal,
  tax: zId.nullable(),
  /** HSN or SAC of India; lines take it over. */
  commodityCode: zLine(10).exactOptional(),
  archived: z.boolean(),
});

const zTaxRate = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/, 'not-a-rate');

export const zTaxKind = z.enum(TAX_KINDS);

/**
 * A tax that a line can have. `several`: each part is a tax of its own (CGST + SGST); `group`: one tax, shared out (TX3).
 * What older versions did not have is optional: without it a part is a plain percentage, valid for ever.
 */
export const taxFields = z.object({
  name: zLine(60).refine((name) => name !== '', 'required'),
  category: zTaxCategory,
  mode: z.enum(['single', 'several', 'group']),
  parts: z
    .array(
      z.object({
        key: zLine(40),
        name: zLine(60),
        /** Percent; of a fixed tax the amount in major units. */
        rate: zTaxRate,
        kind: zTaxKind.exactOptional(),
        /** Tax on tax: the parts after it are computed on it too (TX7). */
        raisesBase: z.boolean().exactOptional(),
        /** Prices include it whatever the document says, or never do (TX6). */
        included: z.boolean().exactOptional(),
        jurisdiction: zLine(40).exactOptional(),
        /** Later rates, by the first day of supply that they hold for (TX11). */
        changes: z
          .array(z.object({ from: zDay, rate: zTaxRate }))
          .max(40)
          .exactOptional(),
      }),
    )
    .min(1)
    .max(8),
  reason: zLine(200),
  names: zByLanguage(60).exactOptional(),
  reasons: zByLanguage(200).exactOptional(),
  /** Where it is due (TX10): a state, a province, a country. */
  jurisdiction: zLine(40).exactOptional(),
  /** First and last day of supply that it can be charged for (TX11). */
  validFrom: zDay.nullable().exactOptional(),
  validUntil: zDay.nullable().exactOptional(),
  /** The tax that takes its place where the supply goes to another region of the country (IGST for CGST + SGST). */
  elsewhere: zId.nullable().exactOptional(),
  /** India: of exports and supplies to special economic zones, on payment of integrated tax. */
  zeroRated: z.boolean().exactOptional(),
  /** Regions, postal codes and ranges of them that it is due in: a supply that goes there is offered it (TX10). */
  places: z
    .array(zLine(11).refine((place) => readPlace(place) === place, 'not-a-place'))
    .max(MOST_PLACES)
    .exactOptional(),
  archived: z.boolean(),
});

/** Sales taxes of regions, each with the jurisdictions that share it, that one commit keeps (TX3). */
export const zRateGroups = z
  .array(
    z.object({
      name: taxFields.shape.name,
      state: z.string().regex(/^[A-Z]{2}$/, 'not-a-place'),
      parts: z
        .array(
          z.object({ level: z.enum(TAX_LEVELS), name: zLine(60), rate: zTaxRate, jurisdiction: zLine(40) }),
        )
        .min(1)
        .max(TAX_LEVELS.length),
      places: taxFields.shape.places.unwrap(),
    }),
  )
  .min(1)
  .max(MOST_GROUPS);

const dueRule = {
  kind: z.enum(['days', 'end-of-month', 'day-of-month']),
  /** Days after the issue date (`days`), or after the end of the month (`end-of-month`). */
  days: z.number().int().min(0).max(730),
  months: z.number().int().min(0).max(24),
  /** Day of the month for `day-of-month`, 1–31, clamped to the month's end. */
  day: z.number().int().min(1).max(31),
  /** Days from the issue date before the month is looked for (`end-of-month`, `day-of-month`): "30 days end of month". */
  after: z.number().int().min(0).max(730).exactOptional(),
};

export const termsFields = z.object({
  name: zLine(60).refine((name) => name !== '', 'required'),
  names: zByLanguage(60).exactOptional(),
  ...dueRule,
  discountPercent: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,4})?$/, 'not-a-rate')
    .nullable(),
  discountDays: z.number().int().min(0).max(365),
  /** Of the total, or of the goods alone; a part payment earns nothing, or its share (EP1). */
  discountBase: z.enum(['gross', 'goods']).exactOptional(),
  discountPart: z.enum(['none', 'pro-rata']).exactOptional(),
  /** The instalments before the last, each with a rule of its own (AG3); the last takes the rest and has the rule above. */
  instalments: z
    .array(
      z.object({
        percent: z
          .string()
          .regex(/^\d{1,2}(\.\d{1,6})?$/, 'not-a-rate')
          .refine((percent) => Number(percent) > 0, 'not-a-rate'),
        ...dueRule,
      }),
    )
    .max(MOST_INSTALMENTS - 1)
    .refine((parts) => leavesRest(parts.map(({ percent }) => percent)), 'no-rest')
    .exactOptional(),
  archived: z.boolean(),
});

export const methodFields = z.object({
  name: zLine(60).refine((name) => name !== '', 'required'),
  kind: z.enum(PAYMENT_METHOD_KINDS),
  archived: z.boolean(),
});

export const userFields = z.object({
  name: zLine(80),
  role: zRole,
  archived: z.boolean(),
});

/** The installation of a device that has not told its own yet: a manager admitted it, and it has not been there since. */
export const NO_INSTALL = '00000000-0000-0000-0000-000000000000';

export const deviceFields = z.object({
  name: zLine(80),
  /** Ed25519 public key, base64 of the raw 32 bytes (EV2). */
  publicKey: zLine(100),
  /** Installation that the device lives in (DV3). */
  installId: zId,
  /** Short text in the prefix of this device's series (NU2), empty for the first. */
  prefix: zLine(6),
  /** Whose desktop it is: what is done there is done in this user's name (DV1); `null` for the owner's. */
  user: zId.nullable(),
  /** Takes no part any more (DV4); its series are closed with it. */
  revoked: z.boolean(),
  /**
   * It writes nothing more where it was and moves to the computer that holds the key to this one (X25519, base64); `null`
   * once it has arrived, or was taken back before it had left (DV3).
   */
  movingTo: zLine(60).nullable().exactOptional(),
});

export type CompanyFields = z.output<typeof companyFields>;
export type CustomerFields = z.output<typeof customerFields>;
export type ItemFields = z.output<typeof itemFields>;
export type TaxFields = z.output<typeof taxFields>;
export type TermsFields = z.output<typeof termsFields>;
export type MethodFields = z.output<typeof methodFields>;
export type UserFields = z.output<typeof userFields>;
export type DeviceFields = z.output<typeof deviceFields>;
