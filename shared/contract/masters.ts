/** Master data: company, customers, items, taxes, terms, methods, series. */

import {
  companyFields,
  customerFields,
  itemFields,
  methodFields,
  taxFields,
  termsFields,
  userFields,
  zRateGroups,
  zTaxCategory,
} from '../events/masters.ts';
import {
  zAmount,
  zBytes,
  zCurrency,
  zDay,
  zDecimal,
  zDocumentKind,
  zEmail,
  zId,
  zMinor,
  zPaperKind,
} from '../events/primitives.ts';
import { REVIEWED_TABLES } from '../events/review.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command, MANAGEMENT, mainQuery, pageOf, zDirection, zPageRequest } from './channel.ts';
import { recordOf, saved, saveOf, zRevision } from './record-channels.ts';

export const zCustomerRow = z.object({
  id: zId,
  number: z.string(),
  name: z.string(),
  city: z.string(),
  email: z.string(),
  currency: zCurrency,
  /** Outstanding minus unapplied credit, in minor units of `currency`. */
  balance: zMinor,
  overdue: zMinor,
  archived: z.boolean(),
});

export const zSeriesRow = z.object({
  id: zId,
  kind: zDocumentKind,
  device: zId,
  deviceName: z.string(),
  prefix: z.string(),
  year: z.number().int().nullable(),
  width: z.number().int(),
  /** Next counter to be given. */
  next: z.number().int(),
  /** Day of the series' last issue. */
  lastIssue: zDay.nullable(),
  /** It gives no more numbers (NU5). */
  closed: z.object({ on: zDay, reason: z.string() }).nullable(),
  /** Its device's next document of the kind is numbered by it. */
  current: z.boolean(),
  /** A pad: counters of its first and last sheet, and how many may still be entered (NU6). */
  paper: z.object({ first: z.number().int(), last: z.number().int(), left: z.number().int() }).nullable(),
});

/** How a series begins: letters, year, least digits and first counter. */
const zSeriesStart = z.object({
  prefix: z.string().max(12),
  year: z.number().int().nullable(),
  width: z.number().int().min(1).max(10),
  first: zAmount,
});

/** Consecutive numbers of a series with one fate (NU3); `first` and `last` as they are written. */
const zNumberRun = z.object({
  fate: z.enum(['earlier', 'issued', 'void', 'twice', 'missing', 'lost', 'spoilt', 'unused']),
  first: z.string(),
  last: z.string(),
  count: z.number().int(),
  /** Days of issue; of a void its day. */
  from: zDay.nullable(),
  until: zDay.nullable(),
  reason: z.string(),
  /** The document to look at, where the run is about one. */
  document: zId.nullable(),
  counters: z.object({ from: z.number().int(), to: z.number().int() }),
});

const zSeriesAccount = zSeriesRow
  .pick({ id: true, kind: true, device: true, deviceName: true, closed: true })
  .extend({
    /** The first and the last number that the account is about; of a series that gave none, the one that it would give. */
    first: z.string(),
    last: z.string().nullable(),
    given: z.number().int(),
    voided: z.number().int(),
    /** Numbers of which nobody says where they are. */
    missing: z.number().int(),
    /** A pad: any desktop may say what became of its sheets (NU6). */
    isPaper: z.boolean(),
    runs: z.array(zNumberRun),
  });

const nothing = z.object({});

/** One side of a field that two people changed: `value` as the record's own schema has it, `recorded` in UTC milliseconds. */
const zSide = z.object({
  value: z.json(),
  recorded: z.number().int(),
  actor: z.string(),
  device: z.string(),
});

/** What brings a sale into a period of the tax report (TX11). */
export const zTaxBasis = z.enum(['issue', 'supply', 'cash']);

/** Amounts without tax and tax in minor units of the block's currency: gross = taxable + exempt + not taxable. */
const zTaxReport = z.object({
  from: zDay,
  to: zDay,
  /** How many documents the report tells of. */
  documents: z.number().int(),
  blocks: z.array(
    z.object({
      currency: zCurrency,
      tax: zMinor,
      jurisdictions: z.array(
        z.object({
          jurisdiction: z.string(),
          gross: zMinor,
          exempt: z.array(z.object({ category: zTaxCategory, reason: z.string(), amount: zMinor })),
          notTaxable: zMinor,
          taxable: zMinor,
          tax: zMinor,
          rates: z.array(z.object({ name: z.string(), rate: zDecimal, taxable: zMinor, tax: zMinor })),
        }),
      ),
    }),
  ),
});

/** What is typed is checked; what was kept before that stays readable. */
export const companyTyped = companyFields.extend({ email: zEmail });

export const masterChannels = {
  'company.get': booksQuery(nothing, recordOf(companyFields)),
  'company.save': command(
    z.object({ commandId: zId, expectedRevision: zRevision, fields: companyTyped.partial() }),
    saved,
    MANAGEMENT,
  ),
  /** Stores a logo from bytes that the page read from a file chosen by the user (PNG or JPEG, at most 2 MB). */
  'company.saveLogo': command(
    z.object({ commandId: zId, expectedRevision: zRevision, bytes: zBytes.nullable() }),
    saved,
    MANAGEMENT,
  ),
  'company.users': booksQuery(nothing, z.array(recordOf(userFields))),

  'customers.list': booksQuery(
    z.object({
      search: z.string().max(200),
      /** With the archived ones among the others. */
      archived: z.boolean(),
      sort: z.enum(['name', 'number', 'city', 'balance', 'overdue']),
      direction: zDirection,
      ...zPageRequest,
    }),
    pageOf(zCustomerRow).extend({
      count: z.number().int(),
      /** Of all that the filter shows, in each customer's own currency; with the first page only. */
      sums: z.array(z.object({ currency: zCurrency, balance: zMinor, overdue: zMinor })),
    }),
  ),
  'customers.get': booksQuery(z.object({ id: zId }), recordOf(customerFields)),
  /** Money side of the customer's card; amounts per currency that the customer has documents in. */
  'customers.account': booksQuery(
    z.object({ id: zId, today: zDay }),
    z.object({
      accounts: z.array(
        z.object({
          currency: zCurrency,
          outstanding: zMinor,
          overdue: zMinor,
          unapplied: zMinor,
          balance: zMinor,
          invoices: z.number().int(),
          lastPayment: zDay.nullable(),
        }),
      ),
    }),
  ),
  /** Customers that look like the one being typed: same name, e-mail or tax id after folding case and accents. */
  'customers.lookalikes': booksQuery(
    z.object({
      id: zId.nullable(),
      name: z.string().max(200),
      email: z.string().max(200),
      taxId: z.string().max(200),
    }),
    z.array(
      z.object({
        id: zId,
        number: z.string(),
        name: z.string(),
        city: z.string(),
        because: z.enum(['name', 'email', 'taxId']),
      }),
    ),
  ),
  'customers.nextNumber': booksQuery(nothing, z.object({ number: z.string() })),
  'customers.save': saveOf(customerFields),

  'items.list': booksQuery(
    z.object({ search: z.string().max(200), archived: z.boolean(), ...zPageRequest }),
    pageOf(recordOf(itemFields)).extend({ count: z.number().int() }),
  ),
  'items.get': booksQuery(z.object({ id: zId }), recordOf(itemFields)),
  'items.save': saveOf(itemFields),

  'taxes.list': booksQuery(nothing, z.array(recordOf(taxFields))),
  /**
   * What was sold and taxed in each jurisdiction, by day of issue, by day of supply, or as it was paid (TX10, TX11); a block
   * for each currency (MO3).
   */
  'taxes.report': booksQuery(z.object({ from: zDay, to: zDay, by: zTaxBasis.default('issue') }), zTaxReport),
  'taxes.save': { ...saveOf(taxFields), roles: MANAGEMENT },
  /**
   * Taxes of a published file of rates, all of them or none: new ones, and those that are there with their rates from the
   * day of supply `from` on (TX11).
   */
  'taxes.takeRates': command(
    z.object({ commandId: zId, from: zDay, groups: zRateGroups }),
    z.object({ added: z.number().int(), changed: z.number().int() }),
  ),
  'terms.list': booksQuery(nothing, z.array(recordOf(termsFields))),
  'terms.save': { ...saveOf(termsFields), roles: MANAGEMENT },
  'methods.list': booksQuery(nothing, z.array(recordOf(methodFields))),
  'methods.save': { ...saveOf(methodFields), roles: MANAGEMENT },

  'series.list': booksQuery(nothing, z.array(zSeriesRow)),
  /**
   * Every number of every series, from the first to the last that was given (NU3). `year`: the calendar year in which the
   * fiscal year began (PC5); `null` for all of them.
   */
  'series.report': booksQuery(
    z.object({ year: z.number().int().min(1900).max(2199).nullable() }),
    z.object({
      /** Fiscal years in which something was issued, the newest first. */
      years: z.array(z.number().int()),
      /** Records that only a newer program can read: numbers that seem missing may stand in them (EV7). */
      unread: z.number().int(),
      series: z.array(zSeriesAccount),
    }),
  ),
  /** Opens the series that this device uses from now on (NU2, NU5). */
  'series.open': command(
    zSeriesStart.extend({ commandId: zId, kind: zDocumentKind }),
    z.object({ id: zId }),
    MANAGEMENT,
  ),
  /** Adds a paper series: a pad of numbered sheets that any desktop may enter (NU6). */
  'series.addPad': command(
    zSeriesStart.omit({ year: true }).extend({ commandId: zId, kind: zPaperKind, last: zAmount }),
    z.object({ id: zId }),
    MANAGEMENT,
  ),
  /** Says that sheets of a pad are spoilt and why, or with `null` that they are not after all (NU6). */
  'series.saySheets': command(
    z.object({
      commandId: zId,
      id: zId,
      from: z.number().int().min(1),
      to: z.number().int().min(1),
      reason: z.string().trim().min(1, 'required').max(300).nullable(),
    }),
    z.object({ id: zId }),
  ),
  /** What closing a series would lead to (NU5). */
  'series.closeCheck': mainQuery(
    z.object({ id: zId }),
    z.object({
      kind: zDocumentKind,
      /** The last number that is known to have been given; `null` for none. */
      last: z.string().nullable(),
      /** How many of those given the record does not hold. */
      lost: z.number().int(),
      /** The number with which another open series goes on by itself. */
      goesOn: z.string().nullable(),
      /** What may be opened in its place. */
      successor: zSeriesStart.nullable(),
      today: zDay,
      /** Day of the series' last issue. */
      lastIssue: zDay.nullable(),
    }),
  ),
  /** Closes a series of this desktop for a reason; `successor` is opened in the same commit (NU5). */
  'series.close': command(
    z.object({
      commandId: zId,
      id: zId,
      reason: z.string().trim().min(1, 'required').max(300),
      successor: zSeriesStart.nullable(),
    }),
    z.object({ id: zId }),
    MANAGEMENT,
  ),
  /**
   * Fields of a record that two desktops changed without knowing of each other, for 30 days (EV4). A draft's line is the
   * field `line/<id>`, `null` where one side took it out.
   */
  'records.changedTwice': booksQuery(
    z.object({
      of: z.enum(REVIEWED_TABLES).exclude(['rates']),
      id: zId,
      today: zDay,
    }),
    z.array(z.object({ field: z.string(), present: zSide, other: zSide })),
  ),
  /** Every commit about one entity, newest first: who, when, on which device, what (AU1). */
  'history.list': booksQuery(
    z.object({ entity: zId, ...zPageRequest }),
    pageOf(
      z.object({
        commit: zId,
        recorded: z.number().int(),
        actor: z.string(),
        device: z.string(),
        command: z.string(),
        events: z.array(z.string()),
      }),
    ),
  ),
} as const;
