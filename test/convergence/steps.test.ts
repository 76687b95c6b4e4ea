/** What must hold after every single step of a history, not only at its end; and the histories that failed once. */

import { describe, expect, it } from 'vitest';
import { fold } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import { isOfSource } from '../../shared/events/payments.ts';
import { earliestEffect } from '../../shared/events/periods.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import { id } from '../books/record.ts';
import fc from '../property.ts';
import { runs, seed } from '../runs.ts';
import { closesIn, seenIn } from './desktops.ts';
import { type History, histories, historyOf } from './history.ts';
import { keepFailing, keptCases } from './keep-case.ts';

/** The state after each step: one more commit arrives, and everything that the server has said of those that are here. */
function* statesOf({ commits, confirmations }: History): Iterable<FoldedState> {
  const said = Map.groupBy(confirmations, ({ id }) => id);
  for (let step = 1; step <= commits.length; step += 1) {
    const here = commits.slice(0, step);
    yield fold({ commits: here, confirmations: here.flatMap(({ envelope }) => said.get(envelope.id) ?? []) });
  }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Every issued document and every payment, as a line each: how often it is there counts. */
const factsIn = ({ documents, payments }: FoldedState): Map<string, number> => {
  const counted = new Map<string, number>();
  for (const { kind, label, amount } of [...Object.values(documents), ...Object.values(payments)]) {
    const fact = `${kind} ${label} ${amount}`;
    counted.set(fact, (counted.get(fact) ?? 0) + 1);
  }
  return counted;
};

/** What is wrong with a state, beside the one before it. */
function whatIsWrong(state: FoldedState, before: Map<string, number>): string | undefined {
  const facts = factsIn(state);
  for (const [fact, times] of before)
    if ((facts.get(fact) ?? 0) < times) return `EV5: a fact is gone: ${fact}`;
  const { allocations, documents, payments, reductions } = state;
  for (const [id, { asked, amount, cut, from, until }] of Object.entries(allocations)) {
    if (amount < 0 || cut < 0 || amount + cut !== asked) return `AL3: allocation ${id} is cut wrongly`;
    if (from > until) return `AL2: allocation ${id} ends before it begins`;
  }
  for (const [id, fact] of Object.entries({ ...documents, ...payments })) {
    if (fact.kind === 'quote' && fact.rest !== 0) return `an offer is owed: ${id}`;
    if (fact.kind === 'invoice' || fact.kind === 'quote') continue;
    const applied = Object.values(allocations).filter(
      ({ source, until }) => source === id && until === FOREVER,
    );
    const refunds = Object.values(reductions).filter(
      ({ kind, subject, end }) => isOfSource(kind) && subject === id && end === null,
    );
    const used =
      sum(applied.map(({ amount }) => amount)) + (fact.end ? 0 : sum(refunds.map(({ amount }) => amount)));
    if (fact.amount !== used + fact.rest + (fact.end ? fact.amount : 0)) return `AL6: ${id} does not add up`;
  }
  return undefined;
}

const earliest = (commit: History['commits'][number]): string | null => earliestEffect(commit.events);

/** What is wrong with what a state says of closed periods, beside the one before it. */
function whatIsWrongWithPeriods(
  { commits, views }: History,
  state: FoldedState,
  before: FoldedState | undefined,
): string | undefined {
  const closes = closesIn(commits);
  for (const [id, { stands, sealed }] of Object.entries(state.closes)) {
    if (stands !== closes.get(id)?.stands) return `PC1: close ${id} stands wrongly`;
    if (before?.closes[id]?.sealed && !sealed) return `PC1: close ${id} is not sealed any more`;
    if (!stands) continue;
    for (const [allocation, most] of Object.entries(closes.get(id)?.cuts ?? {}))
      if ((state.allocations[allocation]?.amount ?? 0) > most)
        return `EV6: allocation ${allocation} has grown in a closed period`;
  }
  for (const commit of commits) {
    const { id, device, sequence } = commit.envelope;
    const day = earliest(commit);
    if (day === null) continue;
    const known = closesIn(seenIn(commits, { ...views.get(id), [device]: sequence - 1 }));
    const isOld = Object.keys(views.get(id) ?? {}).length === 0;
    for (const { through, stands } of known.values())
      if (!isOld && stands && day <= through)
        return `PC2: ${id} takes effect in a period that it knew as closed`;
    const after = [...closes].flatMap(([close, { through, stands, known: had, ...by }]) => {
      const own = by.device === device && sequence < by.sequence;
      return !stands || day > through || own || sequence <= (had[device] ?? 0) ? [] : [close];
    });
    if ((state.late[id] ?? []).join() !== after.sort().join()) return `PC3: ${id} is marked wrongly`;
  }
  return undefined;
}

/** What a history holds that makes desktops disagree. */
/** How ids of allocations begin that have the place of another one. */
const GAVE_WAY = id('gave', 0).split('-', 1)[0] as string;

const CONFLICTS = {
  cut: 0,
  ended: 0,
  doubled: 0,
  unread: 0,
  refunds: 0,
  income: 0,
  returns: 0,
  again: 0,
  notes: 0,
  deductions: 0,
  restored: 0,
  longOff: 0,
  closed: 0,
  reopened: 0,
  sealed: 0,
  late: 0,
  held: 0,
  answered: 0,
  gaveWay: 0,
  remedied: 0,
};

function count(met: typeof CONFLICTS, history: History, state: FoldedState): void {
  const allocations = Object.values(state.allocations);
  const reductions = Object.values(state.reductions);
  const types = new Set(history.commits.flatMap(({ events }) => events.map(({ type }) => type as string)));
  met.cut += Number(allocations.some(({ cut, amount }) => cut > 0 && amount > 0));
  met.ended += Number(allocations.some(({ until, amount }) => until < FOREVER && amount > 0));
  met.doubled += Number(
    Object.keys({ ...state.documents, ...state.payments }).some((id) => id.startsWith('f0')),
  );
  met.unread += Number(Object.keys(state.unread).length > 0);
  met.refunds += Number(reductions.some(({ kind }) => kind === 'refund'));
  met.again += Number(Object.values(state.payments).some(({ gaps }) => gaps !== undefined));
  met.income += Number(reductions.some(({ kind }) => kind === 'income'));
  met.remedied += Number(reductions.some(({ kind, end }) => kind === 'refund' && end !== null));
  met.gaveWay += Number(
    Object.entries(state.allocations).some(([id, { amount }]) => id.startsWith(GAVE_WAY) && amount > 0),
  );
  met.deductions += Number(reductions.some(({ kind }) => !isOfSource(kind)));
  met.returns += Number(types.has('payment.returned'));
  met.notes += Number(
    allocations.some(({ source, amount }) => amount > 0 && state.documents[source] !== undefined),
  );
  met.restored += Number(new Set(history.confirmations.map(({ epoch }) => epoch)).size > 1);
  const closes = Object.values(state.closes);
  met.closed += Number(closes.some(({ stands }) => stands));
  met.reopened += Number(closes.some(({ stands }) => !stands));
  met.sealed += Number(closes.some(({ sealed }) => sealed));
  met.late += Number(Object.keys(state.late).length > 0);
  met.held += Number(
    [...closesIn(history.commits).values()].some(({ stands, cuts }) =>
      Object.entries(cuts).some(([id, most]) => stands && state.allocations[id]?.amount === most && most > 0),
    ),
  );
  met.answered += Number(Object.keys(state.records.answers).length > 0);
  met.longOff += Number(history.recipe?.skews.some((skew) => Math.abs(skew) > 1_000_000));
}

function checkSteps(history: History, met: typeof CONFLICTS): void {
  let before = new Map<string, number>();
  let last: FoldedState | undefined;
  let step = 1;
  for (const state of statesOf(history)) {
    expect(whatIsWrong(state, before)).toBeUndefined();
    for (const [id, { highest }] of Object.entries(last?.series ?? {}))
      expect(state.series[id]?.highest, 'NU2: a series counts back').toBeGreaterThanOrEqual(highest);
    const here = { ...history, commits: history.commits.slice(0, step) };
    expect(whatIsWrongWithPeriods(here, state, last)).toBeUndefined();
    before = factsIn(state);
    last = state;
    step += 1;
  }
  if (last) count(met, history, last);
}

describe('every step of a history', () => {
  it('EV5, AL2, AL3, AL6, NU2, PC1–PC3: no fact goes, and everything adds up', () => {
    const met = { ...CONFLICTS };
    const numRuns = runs(200);
    fc.assert(
      fc.property(histories(), (history) => checkSteps(history, met)),
      { numRuns, seed, reporter: keepFailing },
    );
    console.info(`histories: ${JSON.stringify({ histories: numRuns, ...met })}`);
    // They say something only where desktops got in each other's way.
    for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(numRuns / 20);
  });

  it('histories that were kept hold today, and a recipe makes the same history again', () => {
    const kept = keptCases();
    expect(kept.length).toBeGreaterThan(0);
    for (const { history } of kept) checkSteps(history, { ...CONFLICTS });
    const [history] = fc.sample(histories(), { numRuns: 1, seed });
    if (!history?.recipe) throw new Error('a history without its recipe');
    const again = JSON.parse(JSON.stringify(history.recipe)) as typeof history.recipe;
    expect(again).toEqual(history.recipe);
    expect(historyOf(again).commits).toEqual(history.commits);
  });
});
