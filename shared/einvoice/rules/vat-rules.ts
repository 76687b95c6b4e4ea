/**
 * The rules of each VAT category (BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-IG for the Canaries' IGIC, BR-IP for Ceuta's
 * and Melilla's IPSI). The same ten for each: only what they ask differs, and stands in the table below.
 */
import type { EInvoice, VatRate } from '../model.ts';
import {
  inAdjustments,
  inLines,
  isEmpty,
  number,
  type Rule,
  rule,
  type Site,
  site,
  sums,
  total,
} from './rule.ts';
import { wrongTax } from './sum-rules.ts';

interface Family {
  readonly prefix: string;
  readonly category: string;
  /** Rates that are allowed: above zero, zero, none at all, or zero and above. */
  readonly rate: 'above-zero' | 'zero' | 'none' | 'any';
  /** Several rates make several rows of the breakdown; otherwise there is exactly one. */
  readonly byRate: boolean;
  readonly reason: 'required' | 'forbidden';
  /** Terms of which a party must have one, and what they are called. */
  readonly seller: readonly ('BT-31' | 'BT-32' | 'BT-63')[];
  readonly buyer: readonly ('BT-48' | 'BT-47')[];
}

const ANY_SELLER = ['BT-31', 'BT-32', 'BT-63'] as const;
const VAT_SELLER = ['BT-31', 'BT-63'] as const;

const FAMILIES: readonly Family[] = [
  {
    prefix: 'BR-S',
    category: 'S',
    rate: 'above-zero',
    byRate: true,
    reason: 'forbidden',
    seller: ANY_SELLER,
    buyer: [],
  },
  {
    prefix: 'BR-Z',
    category: 'Z',
    rate: 'zero',
    byRate: false,
    reason: 'forbidden',
    seller: ANY_SELLER,
    buyer: [],
  },
  {
    prefix: 'BR-E',
    category: 'E',
    rate: 'zero',
    byRate: false,
    reason: 'required',
    seller: ANY_SELLER,
    buyer: [],
  },
  {
    prefix: 'BR-AE',
    category: 'AE',
    rate: 'zero',
    byRate: false,
    reason: 'required',
    seller: ANY_SELLER,
    buyer: ['BT-48', 'BT-47'],
  },
  {
    prefix: 'BR-IC',
    category: 'K',
    rate: 'zero',
    byRate: false,
    reason: 'required',
    seller: VAT_SELLER,
    buyer: ['BT-48'],
  },
  {
    prefix: 'BR-G',
    category: 'G',
    rate: 'zero',
    byRate: false,
    reason: 'required',
    seller: VAT_SELLER,
    buyer: [],
  },
  { prefix: 'BR-O', category: 'O', rate: 'none', byRate: false, reason: 'required', seller: [], buyer: [] },
  {
    prefix: 'BR-IG',
    category: 'L',
    rate: 'any',
    byRate: true,
    reason: 'forbidden',
    seller: ANY_SELLER,
    buyer: [],
  },
  {
    prefix: 'BR-IP',
    category: 'M',
    rate: 'any',
    byRate: true,
    reason: 'forbidden',
    seller: ANY_SELLER,
    buyer: [],
  },
];

type Place = 'line' | 'allowance' | 'charge';

const CATEGORY: Readonly<Record<Place, string>> = { line: 'BT-151', allowance: 'BT-95', charge: 'BT-102' };
const RATE: Readonly<Record<Place, string>> = { line: 'BT-152', allowance: 'BT-96', charge: 'BT-103' };

/** Everything that has a category in one kind of place, with its path. */
function taxed(
  place: Place,
  test: (vat: VatRate | undefined, path: string, invoice: EInvoice) => readonly Site[],
): Rule['broken'] {
  if (place === 'line') return inLines((line, path, invoice) => test(line.vat, `${path}.vat`, invoice));
  const kind = place === 'allowance' ? 'allowances' : 'charges';
  return inAdjustments(kind, ({ vat }, path, invoice) => test(vat, `${path}.vat`, invoice));
}

function uses({ lines, allowances, charges }: EInvoice, category: string): boolean {
  return [...lines, ...allowances, ...charges].some(({ vat }) => vat?.category === category);
}

const NAMED: Readonly<Record<string, (invoice: EInvoice) => string | undefined>> = {
  'BT-31': ({ seller }) => seller.vatId,
  'BT-32': ({ seller }) => seller.taxNumber,
  'BT-63': ({ representative }) => representative?.vatId,
  'BT-48': ({ buyer }) => buyer.vatId,
  'BT-47': ({ buyer }) => buyer.legalId?.id,
};

const lacks = (invoice: EInvoice, terms: readonly string[]) =>
  terms.length > 0 && terms.every((term) => isEmpty(NAMED[term]?.(invoice)));

/** Rules 2–4: who must be identified when the category stands on a line, an allowance or a charge. */
function partyRule(id: string, place: Place, { category, seller, buyer }: Family): Rule {
  if (category === 'O') {
    return rule({ id, terms: ['BT-31', 'BT-63', 'BT-48'], fault: 'not-allowed' }, (invoice) => {
      const hit = taxed(place, (vat, path) => site(vat?.category === 'O', path))(invoice);
      return hit.length === 0
        ? []
        : ['BT-31', 'BT-63', 'BT-48'].flatMap((term) =>
            site(!isEmpty(NAMED[term]?.(invoice)), PATHS[term] ?? '', {
              found: NAMED[term]?.(invoice) ?? '',
            }),
          );
    });
  }
  return rule({ id, terms: [...seller, ...buyer], fault: 'one-missing' }, (invoice) => {
    const hit = taxed(place, (vat, path) => site(vat?.category === category, path))(invoice);
    if (hit.length === 0) return [];
    return [...site(lacks(invoice, seller), 'seller.vatId'), ...site(lacks(invoice, buyer), 'buyer.vatId')];
  });
}

const PATHS: Readonly<Record<string, string>> = {
  'BT-31': 'seller.vatId',
  'BT-63': 'representative.vatId',
  'BT-48': 'buyer.vatId',
};

/** Rules 5–7: the rate. */
function rateRule(id: string, place: Place, { category, rate }: Family): Rule {
  const fault =
    rate === 'above-zero'
      ? 'zero'
      : rate === 'zero'
        ? 'not-zero'
        : rate === 'none'
          ? 'not-allowed'
          : 'negative';
  const wrong = (text: string | undefined): boolean => {
    if (rate === 'none') return !isEmpty(text);
    if (rate === 'above-zero') return !number(text).greaterThan(0);
    return isEmpty(text) || (rate === 'zero' ? !number(text).isZero() : number(text).lessThan(0));
  };
  return rule(
    { id, terms: [RATE[place]], fault },
    taxed(place, (vat, path) =>
      site(vat?.category === category && wrong(vat.rate), `${path}.rate`, { found: vat?.rate ?? '' }),
    ),
  );
}

function sumOf({ lines, allowances, charges }: EInvoice, meant: (vat: VatRate | undefined) => boolean) {
  return total(lines.filter(({ vat }) => meant(vat)).map(({ net }) => net))
    .minus(total(allowances.filter(({ vat }) => meant(vat)).map(({ amount }) => amount)))
    .plus(total(charges.filter(({ vat }) => meant(vat)).map(({ amount }) => amount)));
}

function family(facts: Family): Rule[] {
  const { prefix, category, byRate, reason } = facts;
  const rows = (invoice: EInvoice) =>
    invoice.vat.flatMap((row, index) => (row.category === category ? [{ row, index }] : []));
  const places: readonly Place[] = ['line', 'allowance', 'charge'];
  return [
    rule({ id: `${prefix}-1`, terms: ['BT-118', 'BT-151'], fault: 'no-breakdown' }, (invoice) => {
      const count = rows(invoice).length;
      const isRight = uses(invoice, category) ? count === 1 || (byRate && count > 1) : count === 0;
      return site(!isRight, 'vat', { found: String(count) });
    }),
    ...places.map((place, index) => partyRule(`${prefix}-${index + 2}`, place, facts)),
    ...places.map((place, index) => rateRule(`${prefix}-${index + 5}`, place, facts)),
    rule({ id: `${prefix}-8`, terms: ['BT-116'], fault: 'wrong-sum' }, (invoice) =>
      rows(invoice).flatMap(({ row, index }) =>
        sums(
          `vat.${index}.taxable`,
          row.taxable,
          sumOf(
            invoice,
            (vat) => vat?.category === category && (!byRate || number(vat.rate).equals(number(row.rate))),
          ),
        ),
      ),
    ),
    rule({ id: `${prefix}-9`, terms: ['BT-117'], fault: byRate ? 'wrong-tax' : 'not-zero' }, (invoice) =>
      rows(invoice).flatMap(({ row, index }) =>
        byRate
          ? wrongTax(row, invoice.currency, `vat.${index}.tax`)
          : sums(`vat.${index}.tax`, row.tax, number('0')),
      ),
    ),
    rule(
      {
        id: `${prefix}-10`,
        terms: ['BT-120', 'BT-121'],
        fault: reason === 'required' ? 'one-missing' : 'not-allowed',
      },
      (invoice) =>
        rows(invoice).flatMap(({ row, index }) => {
          const none = isEmpty(row.reason) && isEmpty(row.reasonCode);
          return site(reason === 'required' ? none : !none, `vat.${index}.reason`);
        }),
    ),
  ];
}

const hasCategory = (invoice: EInvoice, category: string) =>
  invoice.vat.some((row) => row.category === category);

/** BR-O-12 … 14: outside the scope of VAT, nothing else stands beside it. */
const onlyOutOfScope = (id: string, place: Place): Rule =>
  rule({ id, terms: [CATEGORY[place]], fault: 'mixed' }, (invoice) =>
    hasCategory(invoice, 'O')
      ? taxed(place, (vat, path) =>
          site(!isEmpty(vat?.category) && vat?.category !== 'O', `${path}.category`, {
            found: vat?.category ?? '',
          }),
        )(invoice)
      : [],
  );

/** Of a category with several rates: those that stand somewhere and have no row of the breakdown, or more than one. */
function rowOfRate(invoice: EInvoice, { category, rate: allowed }: Family): Site[] {
  const ratesOf = (items: readonly { readonly vat?: VatRate }[]) =>
    items.flatMap(({ vat }) => (vat?.category === category ? [vat.rate ?? ''] : []));
  const rows = ratesOf(invoice.vat.map((vat) => ({ vat })));
  // Rates that are missing or not allowed are named by rules of their own.
  if (rows.length === 0 || rows.some(isEmpty)) return [];
  const least = allowed === 'above-zero' ? number('0.000001') : number('0');
  const used = ratesOf([...invoice.lines, ...invoice.allowances, ...invoice.charges]).filter(
    (rate) => !isEmpty(rate) && number(rate).greaterThanOrEqualTo(least),
  );
  const told = rows.map((rate) => number(rate).toFixed());
  return [...new Set([...used.map((rate) => number(rate).toFixed()), ...told])]
    .filter((rate) => told.filter((each) => each === rate).length !== 1)
    .map((rate) => ({ path: 'vat', found: rate }));
}

export const VAT_RULES: readonly Rule[] = [
  ...FAMILIES.flatMap(family),
  // The standard's own rules add up the rows that are there, and never miss one (BG-23, BT-118, BT-119).
  rule({ id: 'CF-VAT-ROW', terms: ['BT-118', 'BT-119'], fault: 'no-breakdown' }, (invoice) =>
    FAMILIES.filter(({ byRate }) => byRate).flatMap((facts) => rowOfRate(invoice, facts)),
  ),
  rule({ id: 'BR-IC-11', terms: ['BT-72', 'BG-14'], fault: 'one-missing' }, (invoice) =>
    site(hasCategory(invoice, 'K') && isEmpty(invoice.delivery?.date) && !invoice.period, 'delivery.date'),
  ),
  rule({ id: 'BR-IC-12', terms: ['BT-80'], fault: 'missing' }, (invoice) =>
    site(
      hasCategory(invoice, 'K') && isEmpty(invoice.delivery?.address?.country),
      'delivery.address.country',
    ),
  ),
  rule({ id: 'BR-O-11', terms: ['BT-118'], fault: 'mixed' }, (invoice) =>
    site(hasCategory(invoice, 'O') && invoice.vat.some(({ category }) => category !== 'O'), 'vat'),
  ),
  onlyOutOfScope('BR-O-12', 'line'),
  onlyOutOfScope('BR-O-13', 'allowance'),
  onlyOutOfScope('BR-O-14', 'charge'),
  rule({ id: 'BR-B-1', terms: ['BT-118'], fault: 'not-allowed' }, (invoice) =>
    site(
      (hasCategory(invoice, 'B') || uses(invoice, 'B')) &&
        !(invoice.seller.address?.country === 'IT' && invoice.buyer.address?.country === 'IT'),
      'vat',
    ),
  ),
  rule({ id: 'BR-B-2', terms: ['BT-118'], fault: 'mixed' }, (invoice) =>
    site(
      (hasCategory(invoice, 'B') || uses(invoice, 'B')) && (hasCategory(invoice, 'S') || uses(invoice, 'S')),
      'vat',
    ),
  ),
];
