/** What each line of a document prints, figures already written out. */
import type { Adjustment, AppliedTax, DocumentLine, IssuedDocument } from '../../shared/domain/document.ts';
import { type Minor, minor } from '../../shared/domain/money.ts';
import type { PaperFormat } from './paper-format.ts';
import { fill, type PaperWords } from './paper-words.ts';
import { showsAmounts } from './shown-columns.ts';

export interface LineTexts {
  readonly position: string;
  readonly description: string;
  /** Discounts and charges of the line, with their amounts. */
  readonly details: readonly string[];
  readonly quantity: string;
  readonly unit: string;
  readonly price: string;
  /** `/ 100` where the price is for more than one (BT-149), else empty. */
  readonly perBase: string;
  readonly tax: string;
  readonly amount: string;
}

const joined = (parts: readonly string[], separator: string) =>
  parts.filter((part) => part !== '').join(separator);

/** The words of an adjustment: its reason, and its percent where the percent made the amount. */
export function adjustmentWords(adjustment: Adjustment, fallback: string, format: PaperFormat): string {
  const { reason, percent, amount } = adjustment;
  const rate = percent !== undefined && amount === undefined ? format.percent(percent) : '';
  return joined([reason === undefined || reason === '' ? fallback : reason, rate], ' ');
}

/** All allowances, or all charges, of a line with their sum, which is what the totals hold (TX1). */
function adjustmentDetail(
  line: DocumentLine,
  kind: Adjustment['kind'],
  amount: Minor,
  word: string,
  money: (amount: Minor) => string,
  format: PaperFormat,
): string[] {
  const own = line.adjustments.filter((adjustment) => adjustment.kind === kind);
  if (own.length === 0) return [];
  const reasons = joined(
    own.map((adjustment) => adjustmentWords(adjustment, '', format)),
    ', ',
  );
  return [`${joined([word, reasons], ': ')}  ${money(minor(kind === 'allowance' ? -amount : amount))}`];
}

function taxText(taxes: readonly AppliedTax[], format: PaperFormat): string {
  const shown = taxes.filter(({ kind }) => kind !== 'withholding');
  if (shown.length === 0) return '–';
  return shown
    .map(({ amount, rate }) => (amount === undefined ? format.percent(rate) : format.decimal(amount)))
    .join(' + ');
}

/** The line's own day or period of supply (TX11). */
function supplyDetail(
  { supplyFrom, supplyTo }: DocumentLine,
  words: PaperWords,
  format: PaperFormat,
): string[] {
  if (supplyFrom && supplyTo && supplyFrom !== supplyTo)
    return [fill(words.supplyPeriod, { from: format.day(supplyFrom), to: format.day(supplyTo) })];
  const day = supplyTo ?? supplyFrom;
  return day ? [`${words.supplyDate}: ${format.day(day)}`] : [];
}

/** The texts of all lines; `decimals` is the least number of decimals of a price: the currency's exponent (MO1). */
export function lineTexts(
  document: IssuedDocument,
  words: PaperWords,
  format: PaperFormat,
  decimals: number,
): LineTexts[] {
  const money = (amount: Minor) => format.amount(amount, document.currency);
  return document.lines.map((line, index) => {
    const totals = document.totals.lines[index];
    const base = line.baseQuantity !== undefined && line.baseQuantity !== '1' ? line.baseQuantity : '';
    const detail = (kind: Adjustment['kind'], amount: Minor | undefined, word: string) =>
      adjustmentDetail(line, kind, amount ?? minor(0), word, money, format);
    return {
      position: String(index + 1),
      description: line.description,
      details: [
        ...(line.commodityCode ? [`${words.commodityCode} ${line.commodityCode}`] : []),
        ...supplyDetail(line, words, format),
        ...(showsAmounts(document)
          ? [
              ...detail('allowance', totals?.allowances, words.allowance),
              ...detail('charge', totals?.charges, words.charge),
            ]
          : []),
      ],
      quantity: format.decimal(line.quantity),
      unit: line.unit,
      price: format.decimal(line.unitPrice, decimals),
      perBase: base === '' ? '' : `/ ${format.decimal(base)}`,
      tax: taxText(line.taxes, format),
      amount: money(totals?.amount ?? minor(0)),
    };
  });
}
