/** The block under the lines: tax by rate on the left, totals on the right. Every figure is one of `document.totals` (TX9). */

import { deductedAmount } from '../../shared/domain/deposit.ts';
import type { IssuedDocument, TaxSubtotal } from '../../shared/domain/document.ts';
import { type Minor, minor } from '../../shared/domain/money.ts';
import { adjustmentWords } from './line-texts.ts';
import { inkOn, type Look } from './look.ts';
import type { PaperFormat } from './paper-format.ts';
import type { PaperLayout } from './paper-layout.ts';
import { fill, type PaperWords } from './paper-words.ts';
import type { Pen } from './pen.ts';
import { showsAmounts } from './shown-columns.ts';
import type { TypeStyle } from './typography.ts';

interface TotalRow {
  readonly label: readonly string[];
  readonly value: string;
  readonly style: TypeStyle;
  /** A rule above, for sums. */
  readonly rule: boolean;
  /** Lines of the row: the label's, and one more where the value leaves the label no room beside it. */
  readonly lines: number;
}

type TaxRow =
  | {
      readonly kind: 'tax' | 'part';
      readonly name: readonly string[];
      readonly rate: string;
      readonly taxable: string;
      readonly tax: string;
    }
  | { readonly kind: 'reason'; readonly lines: readonly string[] };

/** Something measured that can be put anywhere. */
export interface Block {
  readonly height: number;
  draw(y: number): void;
}

const ROW_GAP = 3;
const INDENT = 8;
/** Around the sum in its box. */
const BOX_EDGE = 6;
const COLUMN_GAP = 20;

function totalRows(
  pen: Pen,
  width: number,
  document: IssuedDocument,
  words: PaperWords,
  format: PaperFormat,
): TotalRow[] {
  const { totals, currency, kind, exchange } = document;
  const rows: TotalRow[] = [];
  const row = (text: string, value: string, style: TypeStyle, rule: boolean) => {
    const beside = width - pen.width(value, style) - 10;
    const label = pen.wrap(text, beside < 60 ? width : beside, style);
    rows.push({ label, value, style, rule, lines: label.length + (beside < 60 ? 1 : 0) });
  };
  const add = (label: string, value: Minor, style: TypeStyle = pen.type.body, rule = false) =>
    row(label, format.amount(value, currency), style, rule);
  if (document.adjustments.length > 0) {
    add(words.sumOfLines, totals.sumOfLines);
    document.adjustments.forEach((adjustment, index) => {
      const amount = totals.adjustments[index] ?? minor(0);
      const kindWord = adjustment.kind === 'allowance' ? words.allowance : words.charge;
      add(
        adjustmentWords(adjustment, kindWord, format),
        minor(adjustment.kind === 'allowance' ? -amount : amount),
      );
    });
  }
  const hasTax = totals.taxes.length > 0;
  if (hasTax && document.pricesIncludeTax) {
    add(words.withTax, totals.withTax, pen.type.body, rows.length > 0);
    add(words.includedTax, totals.tax);
    add(words.withoutTax, totals.withoutTax);
  } else if (hasTax) {
    add(words.withoutTax, totals.withoutTax, pen.type.body, rows.length > 0);
    add(words.totalTax, totals.tax);
  }
  if (totals.prepaid !== 0 || totals.rounding !== 0 || totals.withholdings) {
    if (!document.pricesIncludeTax || !hasTax) add(words.withTax, totals.withTax, pen.type.body, hasTax);
    for (const { name, tax } of totals.withholdings ?? []) add(fill(words.withheld, { name }), minor(-tax));
    for (const deposit of document.deposits ?? []) {
      const { number, issueDate, amount } = deposit;
      add(fill(words.deducted, { number, day: format.day(issueDate) }), minor(-amount));
      for (const tax of deposit.taxes)
        row(deductedTax(tax, currency, words, format), '', pen.type.small, false);
    }
    const paid = totals.prepaid - deductedAmount(document.deposits ?? []);
    if (paid !== 0) add(words.prepaid, minor(-paid));
    if (totals.rounding !== 0) add(words.rounding, totals.rounding);
  }
  row(words.due[kind], format.money(totals.due, currency), pen.type.due, rows.length > 0);
  const { accounting } = totals;
  if (accounting && exchange) {
    const { source, date } = exchange;
    const rate = format.decimal(accounting.rate);
    const label = fill(words.accountingTax, {
      currency: accounting.currency,
      rate,
      source,
      date: format.day(date),
    });
    row(label, format.amount(accounting.tax, accounting.currency), pen.type.small, false);
  }
  return rows;
}

/** What of a deposit was taxed, and how: what the invoice that deducts it must show for each rate (AL3). */
const deductedTax = (tax: TaxSubtotal, currency: string, words: PaperWords, format: PaperFormat): string =>
  fill(words.deductedTax, {
    tax: tax.name,
    amount: format.amount(tax.tax, currency),
    taxable: format.amount(tax.taxable, currency),
  });

/** The rate of a row; of a fixed tax its amount for a unit or a document. */
const rateText = ({ rate, amount }: TaxSubtotal, format: PaperFormat): string =>
  amount === undefined ? format.percent(rate) : format.decimal(amount);

/** A block of a document that has none. */
export const NOTHING: Block = { height: 0, draw: () => undefined };

const SPELLED_GAP = 10;
const HEADING = 13;

/** The total in words over the full width, as it stands under the totals. */
export function spelledTotal(
  pen: Pen,
  { amountInWords }: IssuedDocument,
  { left, right }: PaperLayout,
  words: PaperWords,
): Block {
  if (amountInWords === undefined) return NOTHING;
  const { body, smallStrong } = pen.type;
  const lines = pen.wrap(amountInWords, right - left, body);
  return {
    height: SPELLED_GAP + HEADING + lines.length * body.leading,
    draw(y) {
      const top = y + SPELLED_GAP;
      pen.text(words.amountInWords, left, top + smallStrong.size, smallStrong);
      pen.lines(lines, left, top + HEADING + body.size, body);
    },
  };
}

/** The totals of the document as a block in the right column. */
export function totalsBlock(
  pen: Pen,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
  format: PaperFormat,
  { dueBox, colour }: Pick<Look, 'dueBox' | 'colour'>,
): Block {
  if (!showsAmounts(document)) return NOTHING;
  const width = layout.right - layout.column;
  const rows = totalRows(pen, width, document, words, format);
  const isBoxed = (row: TotalRow) => dueBox && row.style === pen.type.due;
  const heightOf = (row: TotalRow) =>
    row.lines * row.style.leading + ROW_GAP + (row.rule ? 5 : 0) + (isBoxed(row) ? BOX_EDGE : 0);
  return {
    height: rows.reduce((sum, row) => sum + heightOf(row), 0),
    draw(y) {
      let top = y;
      for (const row of rows) {
        const isDue = row.style === pen.type.due;
        const boxed = isBoxed(row);
        if (boxed) {
          const height = row.lines * row.style.leading + BOX_EDGE;
          pen.box(layout.column - BOX_EDGE, top + 3, width + 2 * BOX_EDGE, height, colour);
        } else if (row.rule)
          pen.rule(layout.column, layout.right, top + 1, isDue ? 0.8 : 0.4, isDue ? 20 : 150);
        const style = boxed ? { ...row.style, grey: inkOn(colour) } : row.style;
        const base = top + (row.rule ? 5 : 0) + (boxed ? 1 : 0) + style.size + 1;
        pen.lines(row.label, layout.column, base, style);
        pen.text(row.value, layout.right, base + (row.lines - 1) * style.leading, style, 'right');
        top += heightOf(row);
      }
    },
  };
}

/** Tax by rate, with the shares of tax groups and the reasons of exemptions (TX3, TX7), as a block in the left column. */
export function taxBlock(
  pen: Pen,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
  format: PaperFormat,
  { tellsUntaxed }: Pick<Look, 'tellsUntaxed'>,
): Block {
  const { totals, currency } = document;
  const sharesOf = ({ category, parts = [] }: TaxSubtotal) => (tellsUntaxed && category === 'E' ? [] : parts);
  if (totals.taxes.length === 0 || !showsAmounts(document)) return NOTHING;
  const right = layout.column - COLUMN_GAP;
  const figures = totals.taxes.flatMap((row) => [
    {
      rate: rateText(row, format),
      taxable: format.amount(row.taxable, currency),
      tax: format.amount(row.tax, currency),
    },
    ...sharesOf(row).map((part) => ({
      rate: format.percent(part.rate),
      taxable: '',
      tax: format.amount(part.tax, currency),
    })),
  ]);
  const widest = (word: string, values: readonly string[]) =>
    Math.max(
      pen.width(word, pen.type.smallStrong),
      ...values.map((value) => pen.width(value, pen.type.figure)),
    );
  const taxable =
    right -
    widest(
      words.taxAmount,
      figures.map((row) => row.tax),
    ) -
    10;
  const rate =
    taxable -
    widest(
      words.taxable,
      figures.map((row) => row.taxable),
    ) -
    10;
  const nameEnd =
    rate -
    widest(
      words.taxRate,
      figures.map((row) => row.rate),
    ) -
    8;
  const wrapName = (name: string, indent: number) =>
    pen.wrap(name, Math.max(24, nameEnd - layout.left - indent), pen.type.figure);
  const rows: TaxRow[] = totals.taxes.flatMap((row): TaxRow[] => [
    {
      kind: 'tax',
      name: wrapName(row.name, 0),
      rate: rateText(row, format),
      taxable: format.amount(row.taxable, currency),
      tax: format.amount(row.tax, currency),
    },
    ...sharesOf(row).map(
      (part): TaxRow => ({
        kind: 'part',
        name: wrapName(part.name, INDENT),
        rate: format.percent(part.rate),
        taxable: '',
        tax: format.amount(part.tax, currency),
      }),
    ),
    ...(row.reason === undefined || row.reason === ''
      ? []
      : [
          {
            kind: 'reason',
            lines: pen.wrap(row.reason, right - layout.left - INDENT, pen.type.small),
          } satisfies TaxRow,
        ]),
  ]);
  const { leading, size } = pen.type.small;
  const heightOf = (row: TaxRow) =>
    Math.max(1, (row.kind === 'reason' ? row.lines : row.name).length) * leading + 1.5;
  const headHeight = leading + 7;
  return {
    height: headHeight + rows.reduce((sum, row) => sum + heightOf(row), 0),
    draw(y) {
      const base = y + size + 2;
      pen.text(words.taxTable, layout.left, base, pen.type.smallStrong);
      pen.text(words.taxRate, rate, base, pen.type.smallStrong, 'right');
      pen.text(words.taxable, taxable, base, pen.type.smallStrong, 'right');
      pen.text(words.taxAmount, right, base, pen.type.smallStrong, 'right');
      pen.rule(layout.left, right, base + 4);
      let top = y + headHeight;
      for (const row of rows) {
        const line = top + size + 1;
        if (row.kind === 'reason') {
          pen.lines(row.lines, layout.left + INDENT, line, pen.type.small);
        } else {
          const style = row.kind === 'part' ? pen.type.small : pen.type.figure;
          pen.lines(row.name, layout.left + (row.kind === 'part' ? INDENT : 0), line, style);
          pen.text(row.rate, rate, line, style, 'right');
          pen.text(row.taxable, taxable, line, style, 'right');
          pen.text(row.tax, right, line, style, 'right');
        }
        top += heightOf(row);
      }
    },
  };
}
