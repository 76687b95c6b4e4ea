/**
 * The price of an item for a customer, by the lists that the office keeps. Precedence, first to last: a list for this
 * customer, a list for the customer's group, a list for everybody, the item's own price. Among lists of one rank the one
 * that began last holds; where they began on one day, the lower price; then the smaller id, so that every desktop finds
 * the same. In a list, the break with the greatest quantity that is reached. A list that does not name the item, or whose
 * least quantity is not reached, is passed over. Lists of another currency or of other days do not count (MO3).
 */
import { Decimal } from './decimal.ts';
import type { CurrencyCode, Day, DecimalString } from './money.ts';

export interface PriceBreak {
  /** The quantity from which on the price holds. */
  readonly least: DecimalString;
  readonly price: DecimalString;
}

export interface PriceList {
  readonly id: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly from: Day | null;
  readonly until: Day | null;
  readonly customers: readonly string[];
  readonly groups: readonly string[];
  readonly archived: boolean;
  readonly prices: Readonly<Record<string, readonly PriceBreak[]>>;
}

/** How near a list is to the customer. */
export type PriceRank = 'customer' | 'group' | 'everybody';
const RANKS: readonly PriceRank[] = ['customer', 'group', 'everybody'];

/** A list that counts for a customer on a day. */
export interface ApplicableList extends Pick<PriceList, 'id' | 'name' | 'from' | 'prices'> {
  readonly rank: PriceRank;
}

/** A price with where it comes from; `list` is `null` for the item's own. */
export interface FoundPrice {
  readonly price: DecimalString;
  readonly list: string | null;
  readonly name: string;
  readonly from: Day | null;
  readonly least: DecimalString;
}

/** For whom prices are asked: `group` is empty for a customer of none. */
export interface PriceBuyer {
  readonly customer: string | null;
  readonly group: string;
}

/** Groups are the same however they are capitalised. */
export const groupKey = (group: string): string => group.trim().toLocaleLowerCase('en');

function rankFor({ customers, groups }: PriceList, { customer, group }: PriceBuyer): PriceRank | null {
  if (customers.length === 0 && groups.length === 0) return 'everybody';
  if (customer !== null && customers.includes(customer)) return 'customer';
  const own = groupKey(group);
  return own !== '' && groups.some((each) => groupKey(each) === own) ? 'group' : null;
}

/** The lists that count for a buyer in a currency on a day of issue, in their precedence. */
export function applicableLists(
  lists: Iterable<PriceList>,
  buyer: PriceBuyer,
  currency: CurrencyCode,
  day: Day,
): ApplicableList[] {
  const found: ApplicableList[] = [];
  for (const list of lists) {
    const { id, name, from, until, prices } = list;
    if (list.archived || list.currency !== currency) continue;
    if ((from !== null && day < from) || (until !== null && until < day)) continue;
    const rank = rankFor(list, buyer);
    if (rank !== null) found.push({ id, name, from, prices, rank });
  }
  return found.sort(
    (a, b) =>
      RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) ||
      (b.from ?? '').localeCompare(a.from ?? '', 'en') ||
      (a.id < b.id ? -1 : 1),
  );
}

/** The break of a list that a quantity reaches; of a negative quantity (goods that come back) its size counts. */
function reached(breaks: readonly PriceBreak[], quantity: DecimalString): PriceBreak | null {
  const size = new Decimal(quantity).abs();
  let best: PriceBreak | null = null;
  for (const each of breaks) {
    if (size.lessThan(each.least)) continue;
    if (best === null || new Decimal(each.least).greaterThan(best.least)) best = each;
  }
  return best;
}

/**
 * The price of a quantity of an item.
 * @param lists as `applicableLists` gives them.
 * @param own the item's own price in the document's currency, `null` where it has none in it.
 */
export function findPrice(
  item: string,
  quantity: DecimalString,
  lists: readonly ApplicableList[],
  own: DecimalString | null,
): FoundPrice | null {
  let best: (FoundPrice & Pick<ApplicableList, 'rank'>) | null = null;
  for (const { id, name, from, rank, prices } of lists) {
    const found = reached(prices[item] ?? [], quantity);
    if (!found) continue;
    // Lists come in their precedence: only one of the same rank and day can go before, by its price.
    if (best !== null) {
      if (best.rank !== rank || best.from !== from) break;
      if (!new Decimal(found.price).lessThan(best.price)) continue;
    }
    best = { price: found.price, list: id, name, from, least: found.least, rank };
  }
  if (best === null)
    return own === null ? null : { price: own, list: null, name: '', from: null, least: '0' };
  const { rank: _, ...price } = best;
  return price;
}
