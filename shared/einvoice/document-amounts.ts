/**
 * The amounts of an issued document as EN 16931 can say them: one VAT category a line, prices without tax, allowances of the
 * document under one category each, tax = taxable × rate to the cent. What our document was to be paid stays what is to be
 * paid: where its tax was computed in another way (prices including tax, per line), the odd minor unit stands in BT-114 (TX6).
 */
import { apportion, roundToSum } from '../domain/apportion.ts';
import { exponentOf, fromMinor, powerOfTen } from '../domain/currency.ts';
import { Decimal, formatDecimal, round } from '../domain/decimal.ts';
import type { Adjustment, AppliedTax, IssuedDocument } from '../domain/document.ts';
import { type Minor, minor, sum } from '../domain/money.ts';
import type { AllowanceCharge, DocumentTotals, InvoiceLine, VatBreakdown, VatRate } from './model.ts';
import { unitCode } from './unit-words.ts';

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

/** Part of a document that falls under one tax: an amount as the document says it, and without tax. */
interface Slice {
  readonly tax: AppliedTax | undefined;
  /** Minor units; with tax where the document's prices include it. */
  readonly amount: Minor;
}

const idOf = (tax: Pick<AppliedTax, 'key' | 'category' | 'rate' | 'reason'> | undefined): string =>
  tax ? JSON.stringify([tax.key, tax.category, formatDecimal(new Decimal(tax.rate)), tax.reason ?? '']) : '';

/** Amount in major units; more than the two decimals that EN 16931 takes only where they are not zero. */
export function amountText(amount: Minor, currency: string): string {
  const text = fromMinor(amount, currency);
  return exponentOf(currency) > 2 ? text.replace(/(\.\d\d)0+$/, '$1') : text;
}

function rateOf(tax: Pick<AppliedTax, 'category' | 'rate'>): VatRate {
  if (tax.category === 'O') return { category: 'O' };
  return { category: tax.category, rate: formatDecimal(new Decimal(tax.rate)) };
}

/** Computes everything from the document's own totals; nothing but rounding and sharing out happens here (TX9). */
export function documentAmounts(document: IssuedDocument): DocumentAmounts {
  const { currency, totals, pricesIncludeTax: inclusive } = document;
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
  const { totals, pricesIncludeTax } = document;
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
    const whole = row ? row.taxable + (pricesIncludeTax ? row.tax : 0) : (weights[at] ?? 0);
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
function netAmounts(slices: readonly Slice[], { pricesIncludeTax, totals }: IssuedDocument): Minor[] {
  if (!pricesIncludeTax) return slices.map(({ amount }) => amount);
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
    const reasonCode = REASON_CODES[rate.category ?? ''];
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

function reasonOf({ kind, reason }: Adjustment): Pick<AllowanceCharge, 'reason' | 'reasonCode'> {
  if (reason !== undefined && reason !== '') return { reason };
  return { reasonCode: kind === 'allowance' ? '95' : 'ABK' };
}

function invoiceLine(document: IssuedDocument, index: number, net: Minor, inclusive: boolean): InvoiceLine {
  const { currency, rounding } = document;
  const line = document.lines[index];
  if (!line) throw new RangeError(`no line ${index}`);
  const scale = powerOfTen(exponentOf(currency));
  const toMinor = (value: Decimal) => minor(round(value.times(scale), rounding.mode, 1).toNumber());
  const tax = line.taxes[0];
  const factor = inclusive
    ? new Decimal(100).dividedBy(new Decimal(tax?.rate ?? 0).plus(100))
    : new Decimal(1);
  const product = new Decimal(line.quantity).times(line.unitPrice).dividedBy(line.baseQuantity ?? 1);
  const gross = toMinor(product);
  const adjustments = line.adjustments.map((source) => {
    const base = source.base === undefined ? new Decimal(gross).dividedBy(scale) : new Decimal(source.base);
    const typed = source.amount ? new Decimal(source.amount) : base.times(source.percent ?? 0).dividedBy(100);
    const amount = inclusive
      ? toMinor(new Decimal(toMinor(typed)).dividedBy(scale).times(factor))
      : toMinor(typed);
    const percent =
      source.percent !== undefined && source.amount === undefined && !inclusive
        ? { percent: formatDecimal(new Decimal(source.percent)), base: amountText(toMinor(base), currency) }
        : {};
    return {
      kind: source.kind,
      amount,
      item: { ...reasonOf(source), amount: amountText(amount, currency), ...percent },
    };
  });
  const of = (kind: Adjustment['kind']) => adjustments.filter((each) => each.kind === kind);
  const [name = '', ...rest] = line.description.trim().split('\n');
  const description = rest.join('\n').trim();
  const unit = unitCode(line.unit);
  const goods =
    net +
    of('allowance').reduce((all, { amount }) => all + amount, 0) -
    of('charge').reduce((all, { amount }) => all + amount, 0);
  return {
    id: String(index + 1),
    ...(inclusive ? priceFrom(goods, line.quantity, scale, unit) : typedPrice(line)),
    unit,
    net: amountText(net, currency),
    allowances: of('allowance').map(({ item }) => item),
    charges: of('charge').map(({ item }) => item),
    ...(tax ? { vat: rateOf(tax) } : {}),
    name: name.trim(),
    ...(description === '' ? {} : { description }),
    ...periodOf(line),
    classifications: [],
    attributes: [],
  };
}

/** The time of supply of one line (BG-26). */
function periodOf({ supplyFrom, supplyTo }: IssuedDocument['lines'][number]): Pick<InvoiceLine, 'period'> {
  if (supplyFrom === undefined && supplyTo === undefined) return {};
  const [start, end] = [supplyFrom ?? supplyTo, supplyTo ?? supplyFrom];
  return { period: { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) } };
}

type Price = Pick<InvoiceLine, 'quantity' | 'price' | 'baseQuantity' | 'baseUnit'>;

/** A price below zero cannot be said (BR-27): the quantity is negative instead. */
function typedPrice({ quantity, unitPrice, baseQuantity, unit }: IssuedDocument['lines'][number]): Price {
  const price = new Decimal(unitPrice);
  const amount = new Decimal(quantity);
  return {
    quantity: formatDecimal(price.isNegative() ? amount.negated() : amount),
    price: formatDecimal(price.abs()),
    ...(baseQuantity === undefined || new Decimal(baseQuantity).equals(1)
      ? {}
      : { baseQuantity: formatDecimal(new Decimal(baseQuantity)), baseUnit: unitCode(unit) }),
  };
}

/** The price without tax that gives the line's net exactly: for one unit where it comes out even, else for the whole quantity. */
function priceFrom(goods: number, quantity: string, scale: number, unit: string): Price {
  const size = new Decimal(quantity).abs();
  const worth = new Decimal(goods).abs().dividedBy(scale);
  const signed = formatDecimal(goods < 0 ? size.negated() : size);
  const one = size.isZero() ? worth : worth.dividedBy(size);
  const short = one.toDecimalPlaces(6);
  if (size.isZero() || short.times(size).equals(worth))
    return { quantity: signed, price: formatDecimal(short) };
  return { quantity: signed, price: formatDecimal(worth), baseQuantity: formatDecimal(size), baseUnit: unit };
}
