/**
 * The amounts of an issued document as EN 16931 can say them: one VAT category a line, prices without tax, allowances of the
 * document under one category each, tax = taxable × rate to the cent. What our document was to be paid stays what is to be
 * paid: where its tax was computed in another way (prices including tax, per line), the odd minor unit stands in BT-114 (TX6).
 */
import { apportion, roundToSum } from '../domain/apportion.ts';
import { Decimal, formatDecimal, round } from '../domain/decimal.ts';
import type { Adjustment, AppliedTax, IssuedDocument } from '../domain/document.ts';
import { type Minor, minor, sum } from '../domain/money.ts';
import { invoiceLine } from './document-line.ts';
import type { AllowanceCharge, DocumentTotals, InvoiceLine, VatBreakdown, VatRate } from './model.ts';
import { amountText, rateOf, reasonOf } from './spelling.ts';

export interface DocumentAmounts {
  readonly lines: readonly InvoiceLine[];
  readonly allowances: readonly AllowanceCharge[];
  readonly charges: readonly AllowanceCharge[];
  readonly vat: readonly VatBreakdown[];
  readonly totals: DocumentTotals;
}

/** VATEX codes of categories that have only one (Peppol P0104–P0111). */
const REASON_CODES: Readonly<Record<string, string>> = {
  AE: 'VATEX-EU-AE',
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
  O: 'VATEX-EU-O',
};

/** Exempt supplies under special rules, which the law makes the invoice name in these words (VAT Directive, arts. 226 no. 13, 14). */
const SPECIAL_RULES: readonly (readonly [code: string, words: RegExp])[] = [
  ['VATEX-EU-F', /Gebrauchtgegenstände\/Sonderregelung|margin scheme\W+second-hand goods/i],
  ['VATEX-EU-I', /Kunstgegenstände\/Sonderregelung|margin scheme\W+works of art/i],
  ['VATEX-EU-J', /Antiquitäten\/Sonderregelung|margin scheme\W+collectors.? items and antiques/i],
  [
    'VATEX-EU-D',
    /Sonderregelung für Reisebüros|margin scheme\W+travel agents|tour operators.? margin scheme/i,
  ],
];

/** The code of the reason (BT-121), where there is one for all that is exempt. */
function reasonCodeOf(category: string, reasons: ReadonlySet<string>): string | undefined {
  if (category !== 'E') return REASON_CODES[category];
  const codes = new Set(
    [...reasons].map((reason) => SPECIAL_RULES.find(([, words]) => words.test(reason))?.[0]),
  );
  return codes.size === 1 ? [...codes][0] : undefined;
}

/** Part of a document that falls under one tax: an amount as the document says it, and without tax. */
interface Slice {
  readonly tax: AppliedTax | undefined;
  /** Minor units; with tax where the document's prices include it. */
  readonly amount: Minor;
}

const idOf = (tax: Pick<AppliedTax, 'key' | 'category' | 'rate' | 'reason'> | undefined): string =>
  tax ? JSON.stringify([tax.key, tax.category, formatDecimal(new Decimal(tax.rate)), tax.reason ?? '']) : '';

/** Whether what was typed includes tax: a tax may say so for itself, and inside EN 16931 all of them say the same (TX7). */
const includesTax = ({ lines, pricesIncludeTax }: IssuedDocument): boolean =>
  lines.find(({ taxes }) => taxes.length > 0)?.taxes[0]?.included ?? pricesIncludeTax;

/** Computes everything from the document's own totals; nothing but rounding and sharing out happens here (TX9). */
export function documentAmounts(document: IssuedDocument): DocumentAmounts {
  const { currency, totals } = document;
  const inclusive = includesTax(document);
  const lines = document.lines.map(
    (line, index): Slice => ({
      tax: line.taxes[0],
      amount: totals.lines[index]?.amount ?? minor(0),
    }),
  );
  const adjustments = adjustmentSlices(document, lines);
  const signed = adjustments.map(
    ({ tax, amount, source }): Slice => ({
      tax,
      amount: source.kind === 'allowance' ? minor(-amount) : amount,
    }),
  );
  const nets = netAmounts([...lines, ...signed], document);
  const text = (amount: number) => amountText(minor(amount), currency);

  const groups = adjustments.map(({ tax, source }, index) => {
    const net = nets[lines.length + index] ?? 0;
    const amount = source.kind === 'allowance' ? -net : net;
    return {
      kind: source.kind,
      amount,
      item: { ...reasonOf(source), amount: text(amount), ...(tax ? { vat: rateOf(tax) } : {}) },
    };
  });
  const ofKind = (kind: Adjustment['kind']) => groups.filter((group) => group.kind === kind);
  const sumOf = (kind: Adjustment['kind']) => sum(ofKind(kind).map(({ amount }) => minor(amount)));
  const lineSum = sum(lines.map((_, index) => nets[index] ?? minor(0)));
  const vat = breakdown([...lines, ...signed], nets, document);
  const tax = sum(vat.map((row) => row.tax));
  const withoutVat = minor(lineSum - sumOf('allowance') + sumOf('charge'));
  const withVat = minor(withoutVat + tax);
  const rounding = minor(totals.due - withVat + totals.prepaid);
  return {
    lines: document.lines.map((_, index) => invoiceLine(document, index, nets[index] ?? minor(0), inclusive)),
    allowances: ofKind('allowance').map(({ item }) => item),
    charges: ofKind('charge').map(({ item }) => item),
    vat: vat.map(({ taxable, tax: amount, ...row }) => ({
      ...row,
      taxable: text(taxable),
      tax: text(amount),
    })),
    totals: {
      lines: text(lineSum),
      ...(ofKind('allowance').length > 0 ? { allowances: text(sumOf('allowance')) } : {}),
      ...(ofKind('charge').length > 0 ? { charges: text(sumOf('charge')) } : {}),
      withoutVat: text(withoutVat),
      vat: text(tax),
      withVat: text(withVat),
      ...(totals.prepaid === 0 ? {} : { paid: text(totals.prepaid) }),
      ...(rounding === 0 ? {} : { rounding: text(rounding) }),
      due: text(totals.due),
      ...foreignTax(document),
    },
  };
}

/** Tax in the currency of the books (BT-111), as the document itself says it. */
function foreignTax({
  currency,
  totals: { accounting },
}: IssuedDocument): Pick<DocumentTotals, 'vatInTaxCurrency'> {
  if (!accounting || accounting.currency === currency) return {};
  return { vatInTaxCurrency: amountText(accounting.tax, accounting.currency) };
}

interface AdjustmentSlice extends Slice {
  readonly source: Adjustment;
}

/**
 * The document's allowances and charges, each under one tax. One without a tax of its own was spread over the taxes of the
 * lines: its shares are found again, so that every tax's sum is the one that the document's own totals say.
 */
function adjustmentSlices(document: IssuedDocument, lines: readonly Slice[]): AdjustmentSlice[] {
  const { totals } = document;
  const inclusive = includesTax(document);
  const signOf = (source: Adjustment) => (source.kind === 'allowance' ? -1 : 1);
  const own = document.adjustments.map((source, index) => ({
    source,
    amount: totals.adjustments[index] ?? minor(0),
  }));
  const explicit = own.flatMap(({ source, amount }) =>
    source.taxes ? [{ source, amount, tax: source.taxes[0] }] : [],
  );
  const spread = own.filter(({ source }) => !source.taxes);
  if (spread.length === 0) return explicit;

  const taxes = [...new Map(lines.map(({ tax }) => [idOf(tax), tax])).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const weights = taxes.map(([id]) =>
    lines.filter(({ tax }) => idOf(tax) === id).reduce((all, { amount }) => all + amount, 0),
  );
  const left = taxes.map(([id], at) => {
    const row = totals.taxes.find((each) => idOf(each) === id);
    const whole = row ? row.taxable + (inclusive ? row.tax : 0) : (weights[at] ?? 0);
    const typed = explicit.filter(({ tax }) => idOf(tax) === id);
    return (
      whole - (weights[at] ?? 0) - typed.reduce((all, { source, amount }) => all + signOf(source) * amount, 0)
    );
  });
  const shared = spread.flatMap(({ source, amount }, index) => {
    const last = index === spread.length - 1;
    const shares = last
      ? left
      : apportion(
          amount,
          weights.map((weight) => new Decimal(weight)),
        ).map((share) => share * signOf(source));
    return taxes.map(([, tax], at) => {
      const share = shares[at] ?? 0;
      if (!last) left[at] = (left[at] ?? 0) - share;
      return { source, tax, amount: minor(share * signOf(source)) };
    });
  });
  return [...explicit, ...shared.filter(({ amount }) => amount !== 0)];
}

/** Every slice without its tax. Under one tax they add up to its taxable amount. */
function netAmounts(slices: readonly Slice[], document: IssuedDocument): Minor[] {
  if (!includesTax(document)) return slices.map(({ amount }) => amount);
  const { totals } = document;
  const nets = slices.map(({ amount }) => amount);
  for (const row of totals.taxes) {
    const members = slices.flatMap(({ tax }, index) => (idOf(tax) === idOf(row) ? [index] : []));
    const factor = new Decimal(row.rate).plus(100);
    const exact = members.map((index) =>
      new Decimal(slices[index]?.amount ?? 0).times(100).dividedBy(factor),
    );
    const rounded = roundToSum(exact, row.taxable);
    members.forEach((index, at) => {
      nets[index] = rounded[at] ?? minor(0);
    });
  }
  return nets;
}

interface Row extends VatRate {
  readonly taxable: Minor;
  readonly tax: Minor;
  readonly reason?: string;
  readonly reasonCode?: string;
}

/** One row for each category and rate (BG-23), tax = taxable × rate to the minor unit (BR-CO-17). */
function breakdown(slices: readonly Slice[], nets: readonly Minor[], { totals }: IssuedDocument): Row[] {
  const rows = new Map<string, { rate: VatRate; percent: string; taxable: number; reasons: Set<string> }>();
  const all = [
    ...totals.taxes.map((tax) => ({ tax, net: 0 })),
    ...slices.map(({ tax }, at) => ({ tax, net: nets[at] ?? 0 })),
  ];
  for (const { tax, net } of all) {
    if (!tax) continue;
    const rate = rateOf(tax);
    const id = `${rate.category} ${rate.rate ?? ''}`;
    const row = rows.get(id) ?? { rate, percent: tax.rate, taxable: 0, reasons: new Set<string>() };
    row.taxable += net;
    if (tax.reason) row.reasons.add(tax.reason);
    rows.set(id, row);
  }
  return [...rows.values()].map(({ rate, percent, taxable, reasons }) => {
    const tax = round(new Decimal(taxable).times(percent).dividedBy(100), 'half-up', 1).toNumber();
    const reasonCode = reasonCodeOf(rate.category ?? '', reasons);
    const exempt =
      rate.category !== 'S' && rate.category !== 'Z' && rate.category !== 'L' && rate.category !== 'M';
    return {
      ...rate,
      taxable: minor(taxable),
      tax: minor(tax),
      ...(exempt && reasons.size > 0 ? { reason: [...reasons].join('; ') } : {}),
      ...(reasonCode === undefined ? {} : { reasonCode }),
    };
  });
}
