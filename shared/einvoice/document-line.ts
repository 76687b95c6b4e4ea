/** One line of an issued document as EN 16931 says it: prices without tax, and a net that follows from them to the cent. */
import { exponentOf, fromMinor, powerOfTen } from '../domain/currency.ts';
import { Decimal, formatDecimal, round } from '../domain/decimal.ts';
import type { Adjustment, IssuedDocument } from '../domain/document.ts';
import { type Minor, minor } from '../domain/money.ts';
import type { AllowanceCharge, InvoiceLine } from './model.ts';
import { amountText, rateOf, reasonOf } from './spelling.ts';
import { unitCode } from './unit-words.ts';

/**
 * @param net of the line, in minor units of the document's currency; with prices including tax what is left without it.
 */
export function invoiceLine(
  document: IssuedDocument,
  index: number,
  net: Minor,
  inclusive: boolean,
): InvoiceLine {
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
  const typed = line.adjustments.map((source): LineAdjustment => {
    const base = source.base === undefined ? new Decimal(gross).dividedBy(scale) : new Decimal(source.base);
    const exact = source.amount ? new Decimal(source.amount) : base.times(source.percent ?? 0).dividedBy(100);
    const amount = inclusive
      ? toMinor(new Decimal(toMinor(exact)).dividedBy(scale).times(factor))
      : toMinor(exact);
    return { source, amount, base: toMinor(base) };
  });
  const adjustments = new Decimal(line.quantity).isZero() ? evenedOut(typed, net) : typed;
  const goods = goodsIn(adjustments, net);
  const of = (kind: Adjustment['kind']) =>
    adjustments.flatMap(({ source, amount, base }) =>
      source.kind === kind
        ? [
            {
              ...reasonOf(source),
              amount: amountText(amount, currency),
              ...(inclusive ? {} : percentOf(source, amount, base, currency)),
            },
          ]
        : [],
    );
  const [name = '', ...rest] = line.description.trim().split('\n');
  const description = rest.join('\n').trim();
  const unit = unitCode(line.unit);
  const isTyped = !inclusive && product.toDecimalPlaces(2).times(scale).equals(goods);
  return {
    id: String(index + 1),
    ...(isTyped ? typedPrice(line) : priceFrom(goods, line.quantity, scale, unit)),
    unit,
    net: amountText(net, currency),
    allowances: of('allowance'),
    charges: of('charge'),
    ...(tax ? { vat: rateOf(tax) } : {}),
    name: name.trim(),
    ...(description === '' ? {} : { description }),
    ...periodOf(line),
    classifications: [],
    attributes: [],
  };
}

interface LineAdjustment {
  readonly source: Adjustment;
  readonly amount: Minor;
  /** What a percent is of. */
  readonly base: Minor;
}

/** A line's net without its allowances and charges: quantity × price. */
const goodsIn = (adjustments: readonly LineAdjustment[], net: Minor): Minor =>
  adjustments.reduce<Minor>(
    (all, { source, amount }) => minor(source.kind === 'allowance' ? all + amount : all - amount),
    net,
  );

/** Of nothing there is no price that the odd minor unit of a share could stand in: the last allowance or charge takes it. */
function evenedOut(adjustments: readonly LineAdjustment[], net: Minor): readonly LineAdjustment[] {
  const goods = goodsIn(adjustments, net);
  return adjustments.map((each, index) =>
    index < adjustments.length - 1
      ? each
      : {
          ...each,
          amount: minor(each.source.kind === 'allowance' ? each.amount - goods : each.amount + goods),
        },
  );
}

/**
 * A percent and what it is of, only where the amount is theirs to two decimals (Peppol R040): rounded in another way, or to
 * whole yen, it stands for itself.
 */
function percentOf(
  { percent, amount: typed }: Adjustment,
  amount: Minor,
  base: Minor,
  currency: string,
): Pick<AllowanceCharge, 'percent' | 'base'> {
  if (percent === undefined || typed !== undefined) return {};
  const exact = new Decimal(fromMinor(base, currency)).times(percent).dividedBy(100);
  if (!exact.toDecimalPlaces(2).equals(fromMinor(amount, currency))) return {};
  return { percent: formatDecimal(new Decimal(percent)), base: amountText(base, currency) };
}

/** The time of supply of one line (BG-26). */
function periodOf({ supplyFrom, supplyTo }: IssuedDocument['lines'][number]): Pick<InvoiceLine, 'period'> {
  if (supplyFrom === undefined && supplyTo === undefined) return {};
  const [start, end] = [supplyFrom ?? supplyTo, supplyTo ?? supplyFrom];
  return { period: { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) } };
}

type Price = Pick<InvoiceLine, 'quantity' | 'price' | 'baseQuantity' | 'baseUnit'>;

/** Neither a price below zero (BR-27) nor a base quantity below zero (R121) can be said: the quantity is negative instead. */
function typedPrice({
  quantity,
  unitPrice,
  baseQuantity = '1',
  unit,
}: IssuedDocument['lines'][number]): Price {
  const price = new Decimal(unitPrice);
  const base = new Decimal(baseQuantity);
  const amount = new Decimal(quantity);
  return {
    quantity: formatDecimal(price.isNegative() === base.isNegative() ? amount : amount.negated()),
    price: formatDecimal(price.abs()),
    ...(base.abs().equals(1) ? {} : { baseQuantity: formatDecimal(base.abs()), baseUnit: unitCode(unit) }),
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
