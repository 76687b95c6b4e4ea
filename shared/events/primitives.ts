/** Schemas of the smallest shapes: ids, days, decimals, amounts. Bounds are stated where they are checked. */
import { DOCUMENT_KINDS } from '../domain/document-kinds.ts';
import { DUTIES } from '../domain/duty.ts';
import type { Day, DecimalString, Minor } from '../domain/money.ts';
import { PAPER_KINDS } from '../domain/paper-series.ts';
import { z } from './zod.ts';

/** Kinds of documents that are issued under numbers of their own (NU4). */
export const zDocumentKind = z.enum(DOCUMENT_KINDS);

/** Those that can be entered from a sheet of a pad (NU6). */
export const zPaperKind = z.enum(PAPER_KINDS);

/** UUID, lower case; versions are not distinguished, since commands bring UUIDv7 and seeds deterministic ones. */
export const zId = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a calendar day of the proleptic Gregorian calendar in 1900–2199 written `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  const match = /^(19|20|21)(\d\d)-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(match[3]);
  const day = Number(match[4]);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
  return day >= 1 && day <= length;
}

export const zDay = z.string().refine(isCalendarDay, 'not-a-day') as unknown as z.ZodType<Day, Day>;

/** Decimal number as text with at most 15 digits before and 10 after the point (MO2). */
export const zDecimal = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/, 'not-a-number') as unknown as z.ZodType<
  DecimalString,
  DecimalString
>;

/** Integer of minor units in the safe range (MO1). */
export const zMinor = z.number().int() as unknown as z.ZodType<Minor, Minor>;

/** Zero or more minor units. */
export const zAmount = z.number().int().nonnegative() as unknown as z.ZodType<Minor, Minor>;

export const zCurrency = z.string().regex(/^[A-Z]{3}$/, 'not-a-currency');

/** One line of text: no control characters, trimmed. */
export const zLine = (max: number) =>
  z
    .string()
    .max(max, 'too-long')
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'control-characters')
    .transform((text) => text.trim());

/** One e-mail address, bare: nothing in it that could begin a second one or a header of its own. */
export const zMailAddress = zLine(254).refine(
  (text) => /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+\.[^\s@,;:<>()[\]"\\]+$/.test(text),
  'not-an-email',
);

/** Where somebody is written to, as typed on a card; empty for nowhere. */
export const zEmail = zLine(120).refine(
  (text) => text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  'not-an-email',
);

/** Text over several lines; tabs and line feeds are kept. */
export const zText = (max: number) =>
  z
    .string()
    .max(max, 'too-long')
    .refine((text) => !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text), 'control-characters');

export const zSha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Bytes on their way over IPC. */
export const zBytes = z.instanceof(Uint8Array) as unknown as z.ZodType<Uint8Array, Uint8Array>;

/**
 * What a writer had before it: for each other device, the sequence of that device's last commit on the record.
 * A device's own commits go without saying.
 */
export const zSeen = z.record(zId, z.number().int().min(1));
export type Seen = Readonly<Record<string, number>>;

/** What a document owes the law (DO5). */
export const zDuty = z.enum(DUTIES);
