/** The part of the reference fold that settles: facts, ends, allocations, and what is left (EV5, EV6). */
import { isBilling, isOwed } from '../domain/document-kinds.ts';
import { type Day, type Minor, minor } from '../domain/money.ts';
import { doubledId } from './doubled-id.ts';
import type { EventOf } from './event-types.ts';
import { mapValues, of, type Said } from './fold-said.ts';
import type { FoldedEnd, FoldedFact, FoldedReduction, FoldedState } from './fold-state.ts';
import { standingOnce } from './once.ts';
import { isOfSource } from './payments.ts';
import { FOREVER, type ReductionFact, restOn, type SourceFact, settle } from './settlement.ts';
import { type Life, lifeOf, type Turn, turnOrder } from './turns.ts';

/** The earliest end that the facts say, of one day the one with the smallest commit id. */
function endsOf(said: readonly Said[]): ReadonlyMap<string, FoldedEnd> {
  const kinds: { readonly [type: string]: FoldedEnd['kind'] } = {
    'document.voided': 'void',
    'allocation.taken-back': 'take-back',
    'deduction.taken-back': 'take-back',
  };
  const ends = new Map<string, FoldedEnd>();
  for (const { event } of said) {
    const kind = kinds[event.type];
    if (!kind) continue;
    const known = ends.get(`${spaceOf(event.type)}/${event.entity}`);
    const { reason } = event.data as { readonly reason: string };
    // `said` is sorted by commit id, so an equal day keeps the smaller one.
    if (!known || event.effective < known.on) {
      ends.set(`${spaceOf(event.type)}/${event.entity}`, { on: event.effective, kind, reason });
    }
  }
  return ends;
}

/** By payment what became of it after it was posted (AL5). */
function livesOf(said: readonly Said[]): ReadonlyMap<string, Life<Turn>> {
  const kinds: { readonly [type: string]: Turn['kind'] } = {
    'payment.voided': 'void',
    'payment.returned': 'return',
    'payment.presented': 'presented',
  };
  const turns = new Map<string, Turn[]>();
  for (const { event, index, written, commit } of said) {
    const kind = kinds[event.type];
    if (!kind) continue;
    const { reason } = event.data as { readonly reason: string };
    const turn = { kind, on: event.effective, reason, commit, order: turnOrder(written, commit, index) };
    turns.set(event.entity, [...(turns.get(event.entity) ?? []), turn]);
  }
  return new Map([...turns].map(([id, own]) => [id, lifeOf(own)]));
}

/** As it is folded: an end without what only orders it. */
const endOf = (turn: Turn | null | undefined): FoldedEnd | null =>
  turn && turn.kind !== 'presented' ? { on: turn.on, kind: turn.kind, reason: turn.reason } : null;

const spaceOf = (type: string): string => type.slice(0, type.indexOf('.'));

/** Claims to one entity id: the first in `said` has it, the others stand under ids of their own (EV5). */
function claims<One extends Said>(said: readonly One[]): Map<string, One> {
  const rows = new Map<string, One>();
  for (const one of said) {
    const { entity } = one.event;
    rows.set(rows.has(entity) ? doubledId(one.commit, one.index) : entity, one);
  }
  return rows;
}

/** As `claims`, for facts whose ids are shared on purpose or not at all: one of them stands, on every desktop the same. */
function first<One extends Said>(said: readonly One[]): Map<string, One> {
  const made = said.map((one) => ({ entity: one.event.entity, commit: one.commit, one }));
  return new Map([...standingOnce(made)].map(([id, { one }]) => [id, one]));
}

/** Quotes and pro-formas are facts, but nothing is owed by them. */
const settles = (kind: FoldedFact['kind']): boolean => kind === 'payment' || isBilling(kind);

/** What money and credit can go to. */
const isTarget = (kind: FoldedFact['kind']): boolean => kind !== 'payment' && isOwed(kind);

type Unsettled = Omit<FoldedFact, 'rest'>;

/** By payment where its cheque is: the word of the latest day, of one day the latest by its author's clock (AL1). */
function chequesOf(said: readonly Said[]): ReadonlyMap<string, NonNullable<FoldedFact['cheque']>> {
  const words = of(said, 'cheque.placed').map(({ event, written, commit }) => ({
    payment: event.entity,
    place: event.data.place,
    on: event.effective,
    order: `${event.effective}/${written}/${commit}`,
  }));
  // A stable sort: words of one commit stay as it says them.
  words.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return new Map(words.map(({ payment, place, on }) => [payment, { place, on }]));
}

function factsOf(said: readonly Said[], ends: ReadonlyMap<string, FoldedEnd>) {
  const released = new Set(
    [...of(said, 'document.released'), ...of(said, 'document.cleared')].map(({ event }) => event.entity),
  );
  const archived = first(
    of(said, 'document.archived').filter(({ event }) => event.data.clearance === undefined),
  );
  const documents = new Map<string, Unsettled>();
  for (const [id, { event, commit }] of claims(of(said, 'document.issued'))) {
    const { document } = event.data;
    documents.set(id, {
      kind: document.kind,
      commit,
      customer: document.customerId,
      currency: document.currency,
      amount: document.totals.due,
      from: event.effective,
      end: ends.get(`document/${id}`) ?? null,
      label: document.number,
      released: released.has(id),
      archived: archived.get(id)?.event.data.sha256 ?? null,
    });
  }
  const payments = new Map<string, Unsettled>();
  const cheques = chequesOf(said);
  const lives = livesOf(said);
  for (const [id, { event, commit }] of claims(of(said, 'payment.posted'))) {
    const { customer, currency, amount, reference } = event.data;
    const life = lives.get(id);
    const end = endOf(life?.end);
    const gaps = life?.gaps ?? [];
    const cheque = cheques.get(id);
    const rest = { label: reference, released: false, archived: null, ...(cheque ? { cheque } : {}) };
    payments.set(id, {
      kind: 'payment',
      commit,
      customer,
      currency,
      amount,
      from: event.effective,
      end,
      ...rest,
      ...(gaps.length > 0 ? { gaps } : {}),
    });
  }
  return { documents, payments };
}

/** What takes from an invoice or a source without an allocation. */
const MAKES: ReadonlySet<string> = new Set(['deduction.made', 'refund.made', 'credit.written']);

function reductionsOf(said: readonly Said[], ends: ReadonlyMap<string, FoldedEnd>) {
  const found: Record<
    string,
    FoldedReduction & { readonly table: 'documents' | 'payments'; readonly currency: string | null }
  > = {};
  const made = said.filter(({ event: { type } }) => MAKES.has(type));
  for (const [id, { event }] of first(made)) {
    const end = ends.get(`deduction/${id}`) ?? null;
    if (event.type === 'deduction.made') {
      const { target, kind, amount, currency } = (event as EventOf<'deduction.made'>).data;
      found[id] = { kind, subject: target, amount, from: event.effective, end, table: 'documents', currency };
    } else {
      const { source, amount } = (event as EventOf<'refund.made' | 'credit.written'>).data;
      const table = source.kind === 'payment' ? 'payments' : 'documents';
      found[id] = {
        kind: event.type === 'refund.made' ? 'refund' : 'income',
        subject: source.id,
        amount,
        from: event.effective,
        end,
        table,
        currency: null,
      };
    }
  }
  return found;
}

type Settled = Pick<FoldedState, 'documents' | 'payments' | 'allocations' | 'reductions'>;

/** `most`: what stood of allocations when a period was closed over them (`mostOf`). */
export function foldSettlement(said: readonly Said[], most: ReadonlyMap<string, Minor>): Settled {
  const ends = endsOf(said);
  const { documents, payments } = factsOf(said, ends);
  const reductions = reductionsOf(said, ends);
  const subject = (table: 'documents' | 'payments', id: string) =>
    (table === 'documents' ? documents : payments).get(id);
  const factOf = ([id, { amount, from, end, gaps = [] }]: readonly [string, Unsettled]): SourceFact => ({
    id,
    amount,
    from,
    until: end?.on ?? FOREVER,
    gaps,
  });

  const reductionFacts: ReductionFact[] = [];
  for (const [id, { kind, subject: of, amount, from, end, table, currency }] of Object.entries(reductions)) {
    const fact = subject(table, of);
    // Deductions are of invoices, refunds and what is written to income of sources; amounts of another currency never meet (MO3).
    if (!fact || !settles(fact.kind) || isTarget(fact.kind) === isOfSource(kind)) continue;
    if (currency !== null && currency !== fact.currency) continue;
    reductionFacts.push({ id, subject: of, amount, from, until: end?.on ?? FOREVER });
  }

  const made = first(of(said, 'allocation.made'));
  const asked = [...made].flatMap(([id, { event, order, index }]) => {
    const { source, target, amount, currency } = event.data;
    const from = subject(source.kind === 'payment' ? 'payments' : 'documents', source.id);
    const to = documents.get(target);
    if (!from || !to || isTarget(from.kind) || !isTarget(to.kind) || !settles(from.kind)) return [];
    if (from.currency !== currency || to.currency !== currency) return [];
    const until = ends.get(`allocation/${id}`)?.on ?? FOREVER;
    const place = `${order}.${String(index).padStart(4, '0')}`;
    return [
      {
        id,
        source: source.id,
        target,
        asked: amount,
        most: most.get(id) ?? null,
        from: event.effective,
        until,
        order: place,
      },
    ];
  });
  const all = [...documents, ...payments];
  const standing = settle({
    sources: all.filter(([, { kind }]) => settles(kind) && !isTarget(kind)).map(factOf),
    targets: all.filter(([, { kind }]) => isTarget(kind)).map(factOf),
    reductions: reductionFacts,
    allocations: asked,
  });
  const stands = new Map(standing.map((one) => [one.id, one]));
  const settled = (facts: ReadonlyMap<string, Unsettled>): Record<string, FoldedFact> =>
    Object.fromEntries(
      [...facts].map((entry) => [
        entry[0],
        {
          ...entry[1],
          rest: settles(entry[1].kind) ? restOn(factOf(entry), reductionFacts, standing, LAST_DAY) : minor(0),
        },
      ]),
    );
  return {
    documents: settled(documents),
    payments: settled(payments),
    allocations: Object.fromEntries(
      [...made].map(([id, { event }]) => {
        const { source, target, amount } = event.data;
        const none = { amount: minor(0), cut: amount, from: event.effective, until: event.effective };
        const { amount: stood, cut, from, until } = stands.get(id) ?? none;
        return [id, { source: source.id, target, asked: amount, amount: stood, cut, from, until }];
      }),
    ),
    reductions: mapValues(reductions, ({ table: _table, currency: _currency, ...row }) => row),
  };
}

/** The last day before `FOREVER`: everything known has taken effect. */
const LAST_DAY: Day = '9999-12-30';
