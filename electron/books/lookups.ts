/** Reads that commands decide by; see `Lookups` for what each answers. */
import type { LookupInput, LookupName, LookupOutput } from '../../shared/contract/books-port.ts';
import { addDays } from '../../shared/domain/day.ts';
import { minor } from '../../shared/domain/money.ts';
import { type Draft, type DraftLine, REQUIRED_DRAFT_FIELDS } from '../../shared/events/drafts.ts';
import { isOfSource } from '../../shared/events/payments.ts';
import { closeStands } from '../../shared/events/periods.ts';
import { revisionOf, valuesOf } from '../../shared/events/records.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import { NEAR_DAYS } from './at-hand.ts';
import { billedOf, creditedOf } from './credited.ts';
import { dueNow } from './due-now.ts';
import { codeKey } from './keys.ts';
import { paperNow } from './light-documents.ts';
import { readCommit } from './log.ts';
import type { Memory } from './memory.ts';
import { closeOf, openDay } from './periods.ts';
import { seenOf } from './queries/changed-twice.ts';
import type { QueryContext } from './queries/context.ts';
import { deductedBy, depositsAmong, openDeposits } from './queries/deposits.ts';
import { labels, present, readFact } from './queries/facts.ts';
import { customerBounds } from './queries/keyed-list.ts';
import { sheetIn, sheetOf } from './queries/numbered-by.ts';
import { openOf } from './queries/open-on.ts';
import { orderedBy } from './queries/ordered.ts';
import { receiptAmong } from './queries/payments.ts';
import { paymentStatus } from './queries/payments-list.ts';
import { closingOf } from './queries/periods.ts';
import { keysOf, personalOf } from './queries/personal.ts';
import { openedSeries, sortedRecords } from './queries/records.ts';
import { refundOf } from './queries/refunds.ts';
import { returnedOf } from './queries/returned.ts';
import { billedBy, standingAmong, standingNotes } from './queries/standing.ts';
import type { DocumentRow, DraftRow } from './rows.ts';
import { sumId } from './sums.ts';

type Implementation = {
  readonly [Name in LookupName]: (
    input: LookupInput<Name>,
    context: QueryContext,
  ) => LookupOutput<Name> | Promise<LookupOutput<Name>>;
};

/** Drafts that are gone are named for a month more, so that a kept file of theirs can be told from a new draft. */
const GONE_FOR = 31 * 86_400_000;

/** The draft that a row's merged fields make; `undefined` while part of its header has not arrived. */
export function draftOf(row: DraftRow): Draft | undefined {
  const values = valuesOf(row.merged);
  const isWhole = REQUIRED_DRAFT_FIELDS.every((name) => Object.hasOwn(values, name));
  if (!isWhole) return undefined;
  const header: Record<string, unknown> = {};
  const lines = new Map<string, DraftLine>();
  for (const [name, value] of Object.entries(values)) {
    if (!name.startsWith('line/')) {
      if (name !== 'order') header[name] = value;
    } else if (value !== null) lines.set(name.slice('line/'.length), value as DraftLine);
  }
  const order = (values.order ?? []) as readonly string[];
  const ids = [...new Set([...order, ...[...lines.keys()].sort()])];
  return { ...(header as Omit<Draft, 'lines'>), lines: present(ids.map((id) => lines.get(id))) };
}

/** Whether a row can be there: what a command newly makes lies beyond all ids, and that needs no reading. */
const mayExist = ({ greatest }: Memory, table: string, id: string) => id <= (greatest.get(table) ?? '');

export const lookups: Implementation = {
  company: (_input, { memory }) => [...memory.records.company.values()][0] ?? null,
  customers: async ({ ids }, { db, memory }) => [...(await memory.customersAtHand.read(db, ids))],
  personal: async ({ customer }, { db }) => personalOf(await db.records('personal').get(customer)),
  personalKeys: async (_input, { db }) => keysOf(await db.records('personal').toArray()),
  items: ({ ids }, { memory }) => present(ids.map((id) => memory.records.items.get(id))),
  taxes: (_input, { memory }) => sortedRecords(memory, 'taxes'),
  terms: (_input, { memory }) => sortedRecords(memory, 'terms'),
  methods: (_input, { memory }) => sortedRecords(memory, 'methods'),
  rates: ({ ids }, { memory }) => present(ids.map((id) => memory.records.rates.get(id))),
  priceLists: ({ ids }, { memory }) => present(ids.map((id) => memory.records.priceLists.get(id))),
  fees: (_input, { memory }) => sortedRecords(memory, 'fees'),
  users: (_input, { memory }) => sortedRecords(memory, 'users'),
  devices: (_input, { memory }) => sortedRecords(memory, 'devices'),

  draft: async ({ id }, { db }) => {
    const row = await db.drafts.get(id);
    const draft = row && !row.discarded && !row.issued ? draftOf(row) : undefined;
    return row && draft ? { id, revision: revisionOf(row.merged), draft } : null;
  },
  drafts: async (_input, { db }) => {
    const rows = await db.drafts.toCollection().toArray();
    const newest = rows.reduce((latest, { changed }) => Math.max(latest, changed), 0);
    return rows.flatMap((row) => {
      const discarded = row.discarded || row.issued;
      const draft = discarded && row.changed < newest - GONE_FOR ? undefined : draftOf(row);
      return draft ? [{ id: row.id, draft, changed: row.changed, discarded }] : [];
    });
  },

  documents: async ({ ids }, { db, memory }) => {
    const old = ids.filter((id) => mayExist(memory, 'documents', id));
    if (old.length === 0) return [];
    const rows = present(await db.documents.bulkGet(old));
    const [isCounted, billing, deducting] = await Promise.all([
      standingNotes(db, rows),
      billedBy(db, rows),
      Promise.all(rows.map((row) => deductedBy(db, row))),
    ]);
    return rows.map((row, index) => {
      const {
        id,
        kind,
        number,
        customer,
        currency,
        issue,
        total,
        rest,
        end,
        released,
        handedOut,
        settled,
        duty = null,
        roomFrom,
      } = row;
      const archived = paperNow(row);
      return {
        id,
        kind,
        number,
        customer,
        currency,
        issueDate: issue,
        dueDate: dueNow(row),
        total,
        outstanding: rest,
        billed: billedOf(row),
        ...creditedOf(row, isCounted),
        void: end !== null,
        deductedBy: deducting[index] ?? null,
        billedBy: billing.get(id) ?? null,
        released,
        handedOut,
        settled,
        archived: archived && { sha256: archived.sha256, bytes: archived.bytes },
        duty,
        clearedOn: row.cleared?.date ?? null,
        roomFrom,
        sheet: sheetIn(memory, row),
      };
    });
  },
  deposits: async ({ ids, of }, { db, memory }) => [
    ...(ids.length === 0 ? [] : await depositsAmong(db, ids)),
    // Every invoice asks; most offices have none, which the sums tell without a look at the rows.
    ...(of && memory.sums.has(sumId('documents', 'depositInvoice', of.currency))
      ? await openDeposits(db, of.customer, of.currency)
      : []),
  ],
  issued: async ({ id }, { db }) => {
    const row = await db.documents.get(id);
    const fact = row && (await readFact(db, row));
    return fact?.event.type === 'document.issued' ? fact.event.data.document : null;
  },
  payments: async ({ ids }, { db }) => {
    const rows = present(await db.payments.bulkGet([...ids]));
    const granted = present(await db.reductions.bulkGet(rows.flatMap((row) => row.granted)));
    const standing = new Set(granted.filter(({ end }) => end === null).map(({ id }) => id));
    return Promise.all(
      rows.map(async (row) => {
        const { id, customer, currency, date, amount, rest, roomFrom } = row;
        const deductions = row.granted.filter((deduction) => standing.has(deduction));
        return {
          id,
          customer,
          currency,
          date,
          amount,
          unapplied: rest,
          status: paymentStatus(row),
          methodKind: row.methodKind,
          cheque: row.cheque && { place: row.cheque.place, on: row.cheque.on },
          roomFrom,
          deductions,
          returned: await returnedOf(db, row),
        };
      }),
    );
  },
  receivedMoney: async ({ id }, { db }) => {
    const row = await db.payments.get(id);
    if (!row) return null;
    const [linked, naming, fact] = await Promise.all([
      db.allocations.bulkGet([...row.allocations]),
      db.documents.bulkGet(row.namedBy.map(({ by }) => by)),
      readFact(db, row),
    ]);
    const standing = present(linked).filter(
      ({ source, amount, until }) => source === id && amount > 0 && until === FOREVER,
    );
    const numbers = await labels(db, standing);
    const { customer, currency, methodName, reference, rest } = row;
    // The row has the day on which it counts.
    const posted = fact?.event.type === 'payment.posted' ? fact.event.data : null;
    const { date, cheque } = posted ?? { date: row.date, cheque: null };
    return {
      customer,
      currency,
      date,
      postDated: cheque && cheque.date > date ? cheque.date : null,
      methodName,
      reference,
      unapplied: rest,
      status: paymentStatus(row),
      settles: standing.map(({ target, amount }) => ({ number: numbers.get(target) ?? '', amount })),
      receipt: receiptAmong(present(naming))?.number ?? null,
    };
  },
  refund: ({ id }, { db }) => refundOf(db, id),
  allocation: async ({ id }, { db }) => {
    const row = await db.allocations.get(id);
    if (!row) return null;
    return {
      id,
      source: { kind: row.sourceTable === 'payments' ? 'payment' : 'creditNote', id: row.source },
      target: row.target,
      asked: row.asked,
      stands: row.amount,
      effective: row.effective,
      takenBack: row.end?.on ?? null,
    };
  },
  deduction: async ({ id }, { db }) => {
    const row = await db.reductions.get(id);
    if (!row) return null;
    const invoice = isOfSource(row.kind) ? null : row.subject;
    return {
      id,
      kind: row.kind,
      invoice,
      subject: row.subject,
      from: row.from,
      takenBack: row.end?.on ?? null,
    };
  },
  crediting: async ({ invoice, note }, { db }) => {
    const [credited, row] = await db.documents.bulkGet([invoice, note]);
    if (!row || !credited?.creditedBy.some((by) => by.note === note)) return null;
    const taken = present(await db.reductions.bulkGet([...row.reductions]));
    return { refunded: taken.some(({ end }) => end === null) };
  },
  openFrom: (_input, { memory }) => openDay(memory),
  closes: (_input, { memory }) =>
    [...memory.closes.values()].flatMap((row) => {
      const close = closeOf(row);
      if (!close) return [];
      const { through, sealed } = close;
      return [{ id: row.id, through, stands: closeStands(close), sealed, files: row.closed?.files ?? [] }];
    }),
  closing: ({ through, device }, context) => closingOf(through, device, context),
  exposure: async ({ customer, currency, on, besides }, context) => {
    const [open, ordered] = await Promise.all([
      openOf(customer, on, context),
      orderedBy(context.db, customer, currency, besides),
    ]);
    let balance: number = ordered;
    for (const item of open.items) if (item.currency === currency) balance += item.outstanding;
    for (const credit of open.credits) if (credit.currency === currency) balance -= credit.unapplied;
    return { balance: minor(balance) };
  },
  lookalikes: async ({ customer, orderNumber, currency, date }, { db, memory, today }) => {
    const orderKey = codeKey(orderNumber);
    if (date === today()) await memory.nearInvoices.load(db, date);
    const atHand = memory.nearInvoices.of(customer, date);
    // An order number may have been billed long ago: only rows know them all.
    const [lower, upper] = customerBounds(customer, addDays(date, -NEAR_DAYS), addDays(date, NEAR_DAYS));
    const [sameOrder, sameDays] = await Promise.all([
      orderKey ? db.documents.where('orderKey').equals(orderKey).toArray() : [],
      atHand ? [] : db.documents.where('[customer+newest+down]').between(lower, upper).toArray(),
    ]);
    const isAlike = (row: DocumentRow) => row.customer === customer && row.kind === 'invoice';
    // An invoice that was taken back whole is no double of the one that bills the same again.
    const [ofOrder, ofDays] = await Promise.all([
      standingAmong(db, sameOrder.filter(isAlike)),
      atHand ?? standingAmong(db, sameDays.filter(isAlike)),
    ]);
    const known = new Set(ofOrder.map(({ id }) => id));
    const near = ofDays.filter((invoice) => invoice.currency === currency && !known.has(invoice.id));
    return [
      ...ofOrder.map(({ number, total }) => ({ number, total, sameOrder: true })),
      ...near.map(({ number, total }) => ({ number, total, sameOrder: false })),
    ];
  },

  seen: ({ table, id }, { db }) => seenOf(db, table, id),

  commit: async ({ id }, { db, memory }) => {
    if (!mayExist(memory, 'commits', id)) return null;
    const row = await db.commits.get(id);
    const commit = row && (await readCommit(db, row.number));
    return row && commit ? { id, command: row.command, events: [...commit.events] } : null;
  },
  sheet: async ({ series, counter }, { db, memory }) => {
    const row = openedSeries(memory).find(({ id }) => id === series);
    return row ? sheetOf(db, row, counter) : { holder: null, spoilt: null, before: null, after: null };
  },
  series: ({ device }, { memory }) =>
    openedSeries(memory).flatMap(({ id, opened, closed, highest, lastIssue }) => {
      if (device !== null && opened.device !== device) return [];
      const { kind, prefix, year, width, first, paper } = opened;
      return [
        {
          id,
          device: opened.device,
          kind,
          prefix,
          year,
          width,
          next: Math.max(first, highest + 1, (closed?.last ?? 0) + 1),
          lastIssue,
          closed: closed && { on: closed.on, reason: closed.reason },
          ...(paper ? { paper: { first, last: paper.last } } : {}),
        },
      ];
    }),
  unread: (_input, { memory }) => memory.rare.unread.size,
  known: async ({ ids }, { db }) => {
    const rows = await db.commits.bulkGet([...ids]);
    return ids.filter((_id, index) => rows[index] !== undefined);
  },
  sync: (_input, { memory }) => ({
    place: memory.meta?.sync ?? null,
    authors: [...memory.authors.values()].map(({ device, sequence, hash, clock }) => ({
      device,
      sequence,
      hash,
      clock,
    })),
  }),
  author: ({ device }, { memory }) => {
    const row = memory.authors.get(device);
    return row ? { sequence: row.sequence, hash: row.hash, clock: row.clock, recorded: row.recorded } : null;
  },
};
