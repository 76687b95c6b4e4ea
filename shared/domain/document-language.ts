/**
 * Texts of records in the language of a document (DO3). What the office wrote for that language goes first, then what the
 * program knows of its own texts, then the record's one text. Names and reasons of taxes stay on the document as they are
 * recorded, since reports add up by them; beside them stands what paper and e-invoice say instead.
 */
import type { AppliedTax, IssuedDocument } from './document.ts';
import type { Wording } from './paper-design.ts';
import { type ByLanguage, type DocumentLanguage, presetIn, taxTextIn } from './preset-texts.ts';
import type { TaxRecord } from './tax-record.ts';

/** A unit as it is called in each language: `h`, `Std.` */
export interface UnitWords extends ByLanguage {
  readonly id: string;
}

/** The name of terms or of a method of payment. */
export const nameIn = (
  { name, names }: { readonly name: string; readonly names?: ByLanguage },
  language: DocumentLanguage,
): string => names?.[language] || presetIn(name, language);

/** The unit as the office calls it in that language, whichever of its words was typed. */
export function unitIn(unit: string, units: readonly UnitWords[], language: DocumentLanguage): string {
  const found = unit === '' ? undefined : units.find(({ en, de }) => en === unit || de === unit);
  return found?.[language] || unit;
}

/** The tax with name and reason in the language. Parts of several keep theirs: they are names of taxes and places. */
export function taxIn<Tax extends TaxRecord>(tax: Tax, language: DocumentLanguage): Tax {
  return {
    ...tax,
    name: tax.names?.[language] || taxTextIn(tax.name, language),
    reason: tax.reasons?.[language] || presetIn(tax.reason, language),
  };
}

/** What to say instead of each name and reason, where that differs; both lists have the same taxes in the same order. */
export function wordingOf(
  recorded: readonly AppliedTax[],
  spoken: readonly AppliedTax[],
  language: DocumentLanguage,
): Wording[] {
  const words = new Map<string, string>();
  const say = (of: string | undefined, as: string | undefined): void => {
    const said = as === undefined ? undefined : taxTextIn(as, language);
    if (of !== undefined && said !== undefined && said !== of) words.set(of, said);
  };
  recorded.forEach(({ name, reason }, index) => {
    say(name, spoken[index]?.name);
    say(reason, spoken[index]?.reason);
  });
  return [...words].map(([of, as]) => ({ of, as }));
}

/** The document with names and reasons of taxes as its language has them. */
export function inItsLanguage(document: IssuedDocument): IssuedDocument {
  const { wording = [] } = document.design ?? {};
  if (wording.length === 0) return document;
  const words = new Map(wording.map(({ of, as }) => [of, as]));
  const say = (text: string): string => words.get(text) ?? text;
  const tax = <Tax extends { readonly name: string; readonly reason?: string }>(row: Tax): Tax => ({
    ...row,
    name: say(row.name),
    ...(row.reason === undefined ? {} : { reason: say(row.reason) }),
  });
  const { lines, adjustments, totals, deposits } = document;
  return {
    ...document,
    lines: lines.map((line) => ({ ...line, taxes: line.taxes.map(tax) })),
    adjustments: adjustments.map(({ taxes, ...rest }) => ({
      ...rest,
      ...(taxes === undefined ? {} : { taxes: taxes.map(tax) }),
    })),
    totals: { ...totals, taxes: totals.taxes.map(tax) },
    ...(deposits === undefined
      ? {}
      : { deposits: deposits.map((deposit) => ({ ...deposit, taxes: deposit.taxes.map(tax) })) }),
  };
}
