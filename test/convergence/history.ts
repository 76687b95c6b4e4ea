/**
 * Random histories of two to eight devices that work on the same few things at the same time: conflicting edits, issues of
 * one draft, allocations beyond what is owed, take-backs, voids, returns, refunds, deductions; clocks that run wrong.
 */
import fc from 'fast-check';
import { minor } from '../../shared/domain/money.ts';
import type { Confirmation } from '../../shared/events/commit.ts';
import { type DomainEvent, event, type UnknownEvent } from '../../shared/events/event-types.ts';
import { Author, allocated, customerFields, id, issued, posted, type Written } from '../books/record.ts';

export interface History {
  readonly [fc.toStringMethod]?: () => string;
  readonly commits: readonly Written[];
  /** What the server said: a sequence over some of the commits, in an order of its own. */
  readonly confirmations: readonly (Confirmation & { readonly id: string })[];
  /** All that it was made from, so that one that failed can be kept as a case. */
  readonly recipe?: Recipe;
}

/** What a history is made from; JSON. */
export interface Recipe {
  readonly acts: readonly Act[];
  /** How far each device's clock is off, minutes. */
  readonly skews: readonly number[];
  readonly ranks: readonly number[];
  /** Part of the commits that the server has confirmed, percent. */
  readonly confirmed: number;
  /** Part of the confirmations that a restored server still has, percent; `null` without a restore. */
  readonly restoredAt: number | null;
}

/** One random act: what it means is said in `eventsOf`. */
export interface Act {
  readonly device: number;
  readonly what: number;
  readonly one: number;
  readonly two: number;
  readonly amount: number;
  readonly day: number;
  readonly later: number;
  /** Number of the allocation or deduction that is made, where acts are not to claim each other's. */
  readonly own?: number;
}

const START = Date.UTC(2026, 0, 10);
const DAYS = ['2026-01-05', '2026-01-08', '2026-01-10', '2026-01-12', '2026-01-15', '2026-02-01'];

const INVOICES = 4;
const SOURCES = 4;
const ALLOCATIONS = 9;
const DEDUCTIONS = 4;

const customer = (number: number) => id('cust', number % 2);
const invoice = (number: number) => id('inv', number % INVOICES);
/** The last two sources are credit notes. */
const isNote = (number: number) => number % SOURCES >= 2;
const source = (number: number) => id(isNote(number) ? 'note' : 'pay', number % SOURCES);
const currencyOf = (number: number) => (number === 17 ? 'USD' : 'EUR');

/** Number of something that was made earlier: one of the last few, where acts have numbers of their own. */
const madeBefore = ({ own, one }: Act, space: number): number =>
  own === undefined ? one % space : Math.max(0, own - 1 - (one % 8));

function eventsOf(act: Act): (DomainEvent | UnknownEvent)[] {
  const { one, two, amount } = act;
  const day = DAYS[act.day % DAYS.length] ?? '2026-01-10';
  const kind = isNote(two) ? ('creditNote' as const) : ('payment' as const);
  switch (act.what % 22) {
    case 0:
      return [
        event('customer.set', customer(one), day, {
          fields: customerFields({ name: `Name ${two}`, city: '' } as object),
        }),
      ];
    case 1:
      return [
        event('customer.set', customer(one), day, {
          fields: { email: `office${two}@a.example`, phone: String(amount) },
        }),
      ];
    case 2:
      if (two % 4 === 1) {
        // Rates of a year and prices of a list merge day by day and item by item.
        const kept = one % 3 === 0 ? null : { rate: String(amount + 1), source: `${two}` };
        return [
          event('rates.set', id('rate', one % 2), day, {
            fields: { from: 'EUR', to: 'USD', days: { [day]: kept } },
          }),
        ];
      }
      if (two % 4 === 3) {
        const price = one % 3 === 0 ? null : [{ least: '1', price: String(amount) }];
        return [
          event('price-list.set', id('list', one % 2), day, {
            fields: { name: `List ${two}`, prices: { [id('item', two % 2)]: price } },
          }),
        ];
      }
      return [
        event('item.set', id('item', one % 2), day, {
          fields: { price: String(amount), archived: two % 2 === 0 },
        }),
      ];
    case 3:
    case 4:
    case 5:
      return [
        issued({
          id: invoice(one),
          // Now and then an offer claims the id: whatever is allocated to it settles nothing.
          ...(amount % 17 === 0 ? { kind: 'quote' as const } : {}),
          number: `INV-${act.device}-${amount}`,
          counter: amount,
          customer: customer(one),
          day,
          total: amount * 10,
          currency: currencyOf(two),
          draft: two % 3 === 0 ? id('drft', one % 2) : null,
        }),
      ];
    case 6:
    case 7:
      return [
        posted({
          id: id('pay', two % 2),
          customer: customer(two),
          day,
          amount: amount * 10,
          currency: currencyOf(one),
        }),
      ];
    case 8:
      return [
        issued({
          id: id('note', 2 + (two % 2)),
          kind: 'creditNote',
          number: `CN-${amount}`,
          customer: customer(two),
          day,
          total: amount * 8,
        }),
      ];
    case 9:
    case 10:
    case 11:
    case 12: {
      const made = {
        source: source(two),
        kind,
        target: invoice(one),
        amount: amount * 7,
        day,
        customer: customer(one),
      };
      return [
        allocated({
          id: id('allo', act.own ?? act.later % ALLOCATIONS),
          ...made,
          currency: currencyOf(one * two),
        }),
      ];
    }
    case 13:
      return [
        event('allocation.taken-back', id('allo', madeBefore(act, ALLOCATIONS)), day, { reason: `${two}` }),
      ];
    case 14:
      return [
        event('document.voided', two % 4 === 0 ? source(2 + one) : invoice(one), day, { reason: `${two}` }),
      ];
    case 15:
      return two % 2 === 0
        ? [event('payment.voided', id('pay', one % 2), day, { reason: `${two}` })]
        : [
            event('payment.returned', id('pay', one % 2), day, {
              code: 'AC04',
              fee: minor(0),
              reason: `${two}`,
            }),
          ];
    case 16:
      return [
        event('refund.made', id('refu', act.own ?? one % 3), day, {
          source: { kind, id: source(two) },
          amount: minor(amount * 3),
          method: null,
          methodName: '',
          reference: '',
          reason: '',
        }),
      ];
    case 17: {
      const payment = two % 2 === 0 ? id('pay', two % 2) : null;
      const less = { kind: 'small-difference', amount: minor(two % 5 === 0 ? -amount : amount * 2) } as const;
      const of = { target: invoice(one), customer: customer(one), currency: currencyOf(two), payment };
      return [
        event('deduction.made', id('dedu', act.own ?? act.later % DEDUCTIONS), day, {
          ...of,
          ...less,
          reason: '',
        }),
      ];
    }
    case 18:
      return [event('deduction.taken-back', id('dedu', madeBefore(act, DEDUCTIONS)), day, { reason: '' })];
    case 19:
      if (two % 6 === 5) {
        const made = { format: 'ubl', sha256: String(amount % 10).repeat(64), bytes: 9 } as const;
        return [event('document.einvoiced', invoice(one), day, made)];
      }
      if (two % 6 === 3) {
        const to = ['office@customer.example'];
        const sent = { to, cc: [], refused: [], subject: 'Invoice', messageId: '<1@office.example>' };
        const file = { sha256: String(amount % 10).repeat(64), bytes: 9 };
        return [event('document.mailed', invoice(one), day, { ...sent, ...file })];
      }
      return two % 2 === 0
        ? [event('document.released', invoice(one), day, { how: 'printed' })]
        : [
            event('document.archived', invoice(one), day, {
              sha256: String(amount % 10).repeat(64),
              bytes: 9,
              template: '1',
            }),
          ];
    case 20:
      if (two % 5 === 4)
        return [event('quote.answered', invoice(one), day, { accepted: one % 2 === 0, reason: `${two}` })];
      return two % 4 === 0
        ? [event('draft.discarded', id('drft', one % 2), day, {})]
        : [
            event('draft.set', id('drft', one % 2), day, {
              fields: { notes: `${two}` },
              lines: { [id('line', two % 3)]: null },
              order: amount % 2 === 0 ? [id('line', two % 3), id('line', one % 3)] : null,
            }),
          ];
    default:
      return two % 3 === 0
        ? [{ type: 'invoice.blessed', version: 1, entity: invoice(one), effective: day, data: { amount } }]
        : [
            event('series.opened', id('seri', 1), day, {
              kind: 'invoice',
              device: id('dev', act.device),
              prefix: `${two}`,
              year: null,
              width: 4,
              first: one + 1,
            }),
          ];
  }
}

const MINUTE = 60_000;

/** What a server says after it was restored from a backup: the commits behind it come again, in another order (SY7). */
function saidAgain(said: History['confirmations'], percent: number): History['confirmations'] {
  const kept = Math.floor((said.length * percent) / 100);
  return said
    .slice(kept)
    .reverse()
    .map((confirmation, index) => ({
      ...confirmation,
      sequence: kept + index + 1,
      received: confirmation.received + (index % 3) * 60 * MINUTE,
      epoch: 'e2',
    }));
}

function build(
  acts: readonly Act[],
  skews: readonly number[],
  ranks: readonly number[],
  confirmed: number,
  restoredAt: number | null = null,
): History {
  const authors = skews.map((skew, index) => new Author(id('dev', index + 1), START + skew * MINUTE));
  const commits: Written[] = [];
  let pending: DomainEvent[] = [];
  for (const act of acts) {
    const author = authors[act.device % authors.length];
    if (!author) continue;
    const events = eventsOf(act) as DomainEvent[];
    // Some acts are one commit of several events, as a posting with its allocations is.
    if (act.later % 5 === 0) {
      pending = [...pending, ...events];
      continue;
    }
    author.now += (act.later % 90) * MINUTE;
    commits.push(author.write([...pending, ...events]));
    pending = [];
  }
  const order = commits.map((commit, index) => ({ commit, rank: ranks[index % ranks.length] ?? 0, index }));
  order.sort((a, b) => a.rank - b.rank || a.index - b.index);
  const known = order.slice(0, Math.ceil((commits.length * confirmed) / 100));
  const said = known.map(({ commit }, index) => ({
    id: commit.envelope.id,
    sequence: index + 1,
    received: START + index * 20 * MINUTE,
    epoch: 'e1',
  }));
  return {
    [fc.toStringMethod]: () =>
      describeHistory(
        commits,
        known.map(({ commit }) => commit),
      ),
    commits,
    confirmations: restoredAt === null ? said : [...said, ...saidAgain(said, restoredAt)],
  };
}

const tail = (entity: string) =>
  `${Buffer.from(entity.slice(0, 8), 'hex').toString('latin1').replaceAll('\0', '')}${Number.parseInt(entity.slice(-6), 16)}`;

/** A failing history in lines that a person can read: what each commit says, and the order of confirmation. */
function describeHistory(commits: readonly Written[], confirmed: readonly Written[]): string {
  const lines = commits.map(({ envelope, events }) => {
    const said = events.map(({ type, entity, effective, data }) => {
      const { source, target, amount, document } = data as Record<string, never> & {
        source?: { id: string };
        target?: string;
      };
      const total = (document as { totals?: { due?: number } } | undefined)?.totals?.due;
      const ends = source || target ? ` ${source ? tail(source.id) : ''}>${target ? tail(target) : ''}` : '';
      return `${type} ${tail(entity)}${ends} ${amount ?? total ?? ''} ${effective}`;
    });
    return `${envelope.id.slice(-7)} ${envelope.clock}: ${said.join('; ')}`;
  });
  return `\n${lines.join('\n')}\nconfirmed: ${confirmed.map(({ envelope }) => envelope.id.slice(-7)).join(' ')}`;
}

/** The history that a recipe makes, always the same. */
export const historyOf = (recipe: Recipe): History => ({
  ...build(recipe.acts, recipe.skews, recipe.ranks, recipe.confirmed, recipe.restoredAt),
  recipe,
});

const small = fc.integer({ min: 0, max: 17 });

const act: fc.Arbitrary<Act> = fc.record({
  device: fc.integer({ min: 0, max: 7 }),
  what: fc.integer({ min: 0, max: 21 }),
  one: small,
  two: small,
  amount: fc.integer({ min: 1, max: 40 }),
  day: small,
  later: fc.integer({ min: 0, max: 99 }),
});

/** What an office has before it begins to settle: every invoice, payment and credit note that acts speak of. */
const OPENING: readonly Act[] = [
  ...[0, 1, 2, 3].map((one) => ({ what: 3, one, two: 1 })),
  ...[0, 1].map((two) => ({ what: 6, one: 0, two })),
  ...[0, 1].map((two) => ({ what: 8, one: 0, two })),
].map((given) => ({ device: 0, amount: 20, day: 0, later: 1, ...given }));

/** The acts that settle and unsettle, as often as an office does them. */
const SETTLING = [9, 10, 11, 12, 9, 10, 11, 13, 13, 13, 13, 17, 16, 18, 15];

/** Histories of one desktop that settles what it has, until the amounts fit no more: the case that must be quick. */
export const orderlyHistories = (steps = 40): fc.Arbitrary<History> =>
  fc
    .tuple(fc.array(act, { minLength: 5, maxLength: steps, size: 'max' }), fc.constantFrom(0, 50, 100))
    .map(([acts, confirmed]) => {
      const settling = acts.map((given, own) => ({
        ...given,
        own,
        device: 0,
        what: SETTLING[given.what % SETTLING.length] ?? 9,
        amount: 1 + (given.amount % 12),
        // Days mostly go forward, as they do in an office.
        day: given.day % 3 === 0 ? given.day : Math.min(5, Math.floor((own * 6) / acts.length)),
      }));
      return build([...OPENING, ...settling], [0, 0], [0, 0, 0, 0, 0, 0, 0, 0], confirmed);
    });

const TEN_YEARS = 10 * 365 * 24 * 60;

/** Clocks mostly run a little wrong, now and then by ten years. */
const skew = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -30, max: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(-TEN_YEARS, TEN_YEARS) },
);

/** Histories of `steps` acts at most, long enough for devices to get in each other's way; seldom one of 400. */
export const histories = (steps = 60): fc.Arbitrary<History> =>
  fc
    .record({
      acts: fc.oneof(
        { weight: 100, arbitrary: fc.array(act, { minLength: 8, maxLength: steps, size: 'max' }) },
        { weight: 1, arbitrary: fc.array(act, { minLength: 100, maxLength: 400, size: 'max' }) },
      ),
      skews: fc.array(skew, { minLength: 2, maxLength: 8 }),
      ranks: fc.array(fc.nat(1000), { minLength: 8, maxLength: 40 }),
      confirmed: fc.integer({ min: 0, max: 100 }),
      restoredAt: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 2 }),
    })
    .map(historyOf);
