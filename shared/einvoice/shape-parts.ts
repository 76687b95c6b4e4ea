/** What both syntaxes do to a document on its way between the model and the shape that their tables bind. */
import type { Shape } from './binding.ts';
import type { EInvoice, SupportingDocument } from './model.ts';

/** The members that are there: `undefined` is left out, so that what is read equals what was written. */
export function compact(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}

/** The same without members that are empty objects. */
export function withoutEmpty(shape: Shape): Shape {
  return Object.fromEntries(
    Object.entries(shape).filter(
      ([, value]) =>
        value !== undefined &&
        !(
          typeof value === 'object' &&
          value !== null &&
          !Array.isArray(value) &&
          Object.keys(value).length === 0
        ),
    ),
  );
}

export function flatAttachment({ file, ...rest }: SupportingDocument): Shape {
  return compact({ ...rest, content: file?.content, type: file?.type, fileName: file?.name });
}

export function deepAttachment({ content, type, fileName, ...rest }: Shape): Shape {
  if (content === undefined) return rest;
  return { ...rest, file: compact({ content: String(content).replace(/\s+/g, ''), type, name: fileName }) };
}

/** VAT totals in the document's currency with their breakdown, and the one in the accounting currency without (BT-111). */
export function taxTotals(invoice: EInvoice): Shape[] {
  const { totals, vat, currency, taxCurrency } = invoice;
  const own = compact({ amount: totals.vat, currency, rows: vat });
  if (totals.vatInTaxCurrency === undefined) return totals.vat === undefined && vat.length === 0 ? [] : [own];
  return [own, compact({ amount: totals.vatInTaxCurrency, currency: taxCurrency })];
}

/** Splits totals of tax by their currency; the one of the document is the first that is not of another. */
export function readTaxTotals(
  list: readonly Shape[],
  currency: unknown,
): { vat?: unknown; foreign?: unknown } {
  const own = list.find((total) => total.currency === currency || total.currency === undefined) ?? list[0];
  const other = list.find((total) => total !== own && total.amount !== undefined);
  return compact({ vat: own?.amount, foreign: other?.amount });
}

/** Every list of the model is there, empty or not. */
export const listOf = (value: unknown): readonly Shape[] => (Array.isArray(value) ? (value as Shape[]) : []);

export const shapeOf = (value: unknown): Shape =>
  typeof value === 'object' && value !== null ? (value as Shape) : {};
