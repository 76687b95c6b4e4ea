/** Where the columns of the line table stand: as narrow as their figures allow, the rest is for the description. */
import type { LineTexts } from './line-texts.ts';
import type { PaperLayout } from './paper-layout.ts';
import type { PaperWords } from './paper-words.ts';
import type { Pen } from './pen.ts';
import type { PaperColumn } from './shown-columns.ts';
import type { TypeStyle } from './typography.ts';

/** Edges in points: the right one of figures, the left one of description and unit. */
export interface LineColumns {
  readonly position: number;
  readonly description: number;
  readonly descriptionWidth: number;
  readonly quantity: number;
  readonly unit: number;
  readonly price: number;
  readonly tax: number;
  readonly amount: number;
  /** Widest part after the decimal mark, on which quantities and prices are aligned. */
  readonly quantityFraction: number;
  readonly priceFraction: number;
  /** A document without any tax has no column for it; others the office may leave out. */
  readonly has: Readonly<Record<PaperColumn, boolean>>;
  readonly style: TypeStyle;
  /** Figures stand on a line of their own below the description: only where they leave it no room. */
  readonly stacked: boolean;
}

const GAP = 10;
const UNIT_GAP = 4;
export const UNIT_WIDTH = 52;
export const TAX_WIDTH = 56;
/** Below these widths of the description the table takes the small size, then puts figures under the text. */
const COMFORTABLE = 130;
const NARROW = 100;

/** Width of the part after the decimal mark, with the mark: `,50` of `1.234,50`. */
export function fractionWidth(pen: Pen, text: string, decimalMark: string, style: TypeStyle): number {
  const at = text.lastIndexOf(decimalMark);
  return at < 0 ? 0 : pen.width(text.slice(at), style);
}

/** Chooses the columns for the lines of one document. */
export function lineColumns(
  texts: readonly LineTexts[],
  pen: Pen,
  layout: PaperLayout,
  words: PaperWords,
  currency: string,
  decimalMark: string,
  hide: readonly PaperColumn[],
): LineColumns {
  const measure = (style: TypeStyle) =>
    columnsIn(style, texts, pen, layout, words, currency, decimalMark, hide);
  const usual = measure(pen.type.body);
  if (usual.descriptionWidth >= COMFORTABLE) return usual;
  const compact = measure(pen.type.tight);
  if (compact.descriptionWidth >= NARROW) return compact;
  return { ...compact, stacked: true, descriptionWidth: layout.right - compact.description };
}

function columnsIn(
  style: TypeStyle,
  texts: readonly LineTexts[],
  pen: Pen,
  layout: PaperLayout,
  words: PaperWords,
  currency: string,
  decimalMark: string,
  hide: readonly PaperColumn[],
): LineColumns {
  const widest = (word: string, key: 'position' | 'tax' | 'amount' | 'unit') =>
    texts.reduce(
      (width, row) => Math.max(width, pen.width(row[key], style)),
      pen.width(word, pen.type.smallStrong),
    );
  const aligned = (word: string, key: 'quantity' | 'price') => {
    let before = 0;
    let after = 0;
    let below = pen.width(word, pen.type.smallStrong);
    for (const row of texts) {
      const fraction = fractionWidth(pen, row[key], decimalMark, style);
      before = Math.max(before, pen.width(row[key], style) - fraction);
      after = Math.max(after, fraction);
      if (key === 'price') below = Math.max(below, pen.width(row.perBase, pen.type.small));
    }
    return { width: Math.max(below, before + after), fraction: after };
  };
  const has = {
    position: !hide.includes('position'),
    quantity: !hide.includes('quantity'),
    unitPrice: !hide.includes('unitPrice'),
    amount: !hide.includes('amount'),
    tax: !hide.includes('tax') && texts.some((row) => row.tax !== '–'),
  };
  const quantity = aligned(words.quantity, 'quantity');
  const price = aligned(words.unitPrice, 'price');
  const unitWidth = has.quantity ? Math.min(UNIT_WIDTH, widest('', 'unit')) : 0;
  const amountEdge = layout.right;
  const taxEdge = has.amount
    ? amountEdge - widest(`${words.amount} ${currency}`, 'amount') - GAP
    : amountEdge;
  const priceEdge = has.tax ? taxEdge - Math.min(TAX_WIDTH, widest(words.tax, 'tax')) - GAP : taxEdge;
  const unit = (has.unitPrice ? priceEdge - price.width - GAP : priceEdge) - unitWidth;
  const quantityEdge = unitWidth === 0 ? unit : unit - UNIT_GAP;
  const position = layout.left + (has.position ? widest(words.position, 'position') : 0);
  const description = has.position ? position + GAP : layout.left;
  return {
    position,
    description,
    descriptionWidth: (has.quantity ? quantityEdge - quantity.width - GAP : unit) - description,
    quantity: quantityEdge,
    unit,
    price: priceEdge,
    tax: taxEdge,
    amount: amountEdge,
    quantityFraction: quantity.fraction,
    priceFraction: price.fraction,
    has,
    style,
    stacked: false,
  };
}
