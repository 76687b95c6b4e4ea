/**
 * Random histories of two to eight devices that work on the same few things at the same time: conflicting edits, issues of
 * one draft, allocations beyond what is owed, take-backs, voids, returns, refunds, deductions, closed periods; clocks that
 * run wrong.
 */

import type { Confirmation } from '../../shared/events/commit.ts';
import { id, type Written } from '../books/record.ts';
import fc from '../property.ts';
import { type Act, dayOf, eventsOf, KINDS } from './acts.ts';
import { Desktop, Office, type View } from './desktops.ts';

const START = Date.UTC(2026, 0, 10);

export interface History {
  readonly [fc.toStringMethod]?: () => string;
  readonly commits: readonly Written[];
  /** What the server said: a sequence over some of the commits, in an order of its own. */
  readonly confirmations: readonly (Confirmation & { readonly id: string })[];
  /** What the author of each commit had of the others, by commit. */
  readonly views: ReadonlyMap<string, View>;
  /** Of an honest history: what stood on the closed days when each close was made, by close. */
  readonly asClosed: ReadonlyMap<string, string>;
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
  /** Closes say what stood of the allocations that they know; everything is confirmed in the order of writing. */
  readonly honest?: boolean;
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
  honest = false,
): History {
  const office = new Office(honest);
  const desktops = skews.map(
    // The third desktop's program is an old one, which knows of no closed period.
    (skew, index) => new Desktop(office, id('dev', index + 1), START + skew * MINUTE, index === 2),
  );
  const { commits } = office;
  let pending: Act[] = [];
  for (const act of acts) {
    const desktop = desktops[act.device % desktops.length];
    if (!desktop) continue;
    // Some acts are one commit of several events, as a posting with its allocations is.
    if (act.later % 5 === 0) {
      pending = [...pending, act];
      continue;
    }
    if (act.later % 3 === 0) desktop.hear();
    desktop.author.now += (act.later % 90) * MINUTE;
    desktop.write([...pending, act].flatMap((each) => eventsOf(each, desktop.openDay(dayOf(each)))));
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
    views: office.views,
    asClosed: office.asClosed,
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
  ...build(recipe.acts, recipe.skews, recipe.ranks, recipe.confirmed, recipe.restoredAt, recipe.honest),
  recipe,
});

const small = fc.integer({ min: 0, max: 17 });

const act: fc.Arbitrary<Act> = fc.record({
  device: fc.integer({ min: 0, max: 7 }),
  what: fc.integer({ min: 0, max: KINDS - 1 }),
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
const SETTLING = [9, 10, 11, 12, 9, 10, 11, 13, 13, 13, 13, 17, 16, 18, 15, 28];

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

/** Acts around closed periods: what settles and unsettles, and now and then a close. */
const CLOSING = [...SETTLING, 9, 10, 12, 13, 14, 15, 15, 22, 22, 24];

/** Histories of an office that closes periods over what it settles, without a restore: each close says what stood. */
export const closingHistories = (steps = 50): fc.Arbitrary<History> =>
  fc
    .record({
      acts: fc.array(act, { minLength: 10, maxLength: steps, size: 'max' }),
      skews: fc.array(skew, { minLength: 2, maxLength: 5 }),
    })
    .map(({ acts, skews }) =>
      historyOf({
        acts: [
          ...OPENING,
          // Numbers of their own: ids are random, and no two desktops give one thing the same.
          ...acts.map((given, own) => ({ ...given, own, what: CLOSING[given.what % CLOSING.length] ?? 9 })),
        ],
        skews,
        ranks: [0, 0, 0, 0, 0, 0, 0, 0],
        confirmed: 100,
        restoredAt: null,
        honest: true,
      }),
    );

/** Acts around a pad that is written by hand (NU6): what is entered from it, what is taken back, what is spoilt. */
const PAPER = [26, 26, 26, 27, 14];

/** Histories of desktops that enter the sheets of one pad, the same ones too, and say which are spoilt. */
export const paperHistories = (steps = 30): fc.Arbitrary<History> =>
  fc
    .record({
      acts: fc.array(act, { minLength: 8, maxLength: steps, size: 'max' }),
      skews: fc.array(skew, { minLength: 2, maxLength: 4 }),
      ranks: fc.array(fc.nat(1000), { minLength: 8, maxLength: 20 }),
      confirmed: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ acts, ...recipe }) =>
      historyOf({
        acts: [
          { device: 0, what: 27, one: 0, two: 0, amount: 1, day: 0, later: 1 },
          // Numbers of their own: ids are random, and no two desktops give one thing the same.
          ...acts.map((given, own) => ({ ...given, own, what: PAPER[given.what % PAPER.length] ?? 26 })),
        ],
        ...recipe,
        restoredAt: null,
      }),
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
