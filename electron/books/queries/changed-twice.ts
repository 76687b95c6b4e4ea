/**
 * "Changed by two people" (EV4): fields that two devices wrote without knowing of each other. It is read from the commits
 * that name the record when somebody looks at it, so that nothing need be kept for the rule, which is that nobody did.
 */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { addDays } from '../../../shared/domain/day.ts';
import { dayIn } from '../../../shared/domain/day-in.ts';
import type { Day } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import { canonicalJson } from '../../../shared/events/canonical-json.ts';
import { type KnowingWrite, unseenWrites } from '../../../shared/events/concurrent-writes.ts';
import type { KeptRate } from '../../../shared/events/prices.ts';
import type { Seen } from '../../../shared/events/primitives.ts';
import { reviewKey } from '../../../shared/events/review.ts';
import { readEvents } from '../decode.ts';
import { readCommit } from '../log.ts';
import { type MergedTable, mergedWrites } from '../projections/merged-writes.ts';
import type { CommitRow, RecordRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Queries, QueryContext } from './context.ts';
import { present, userName } from './facts.ts';
import { notFound } from './records.ts';
import { isAnswered } from './review-answers.ts';

/** For so many days after the later of the two writes it is said. */
export const SAID_FOR = 30;

export const rowOf = async (
  db: BooksDatabase,
  table: MergedTable,
  id: string,
): Promise<RecordRow | undefined> => (table === 'drafts' ? db.drafts.get(id) : db.records(table).get(id));

const commitsOf = async (db: BooksDatabase, row: RecordRow | undefined): Promise<CommitRow[]> =>
  row ? present(await db.commits.bulkGet([...row.history])) : [];

/** What a writer of the record knows of it: by device, the sequence of its last commit on it. */
export async function seenOf(db: BooksDatabase, table: MergedTable, id: string): Promise<Seen> {
  const seen: Record<string, number> = {};
  for (const { device, sequence } of await commitsOf(db, await rowOf(db, table, id))) {
    seen[device] = Math.max(seen[device] ?? 0, sequence);
  }
  return seen;
}

interface Write extends KnowingWrite {
  readonly row: CommitRow;
}

/** Every write of every field of the record; nothing when only one device has ever written it. */
async function writesOf(
  db: BooksDatabase,
  table: MergedTable,
  row: RecordRow,
): Promise<Map<string, Write[]>> {
  const commits = await commitsOf(db, row);
  const writes = new Map<string, Write[]>();
  if (new Set(commits.map(({ device }) => device)).size < 2) return writes;
  for (const commit of commits) {
    const stored = await readCommit(db, commit.number);
    for (const { fields, seen } of stored ? mergedWrites(readEvents(stored), table, row.id) : []) {
      for (const [field, value] of Object.entries(fields)) {
        const { id, device, sequence } = commit;
        const write = { commit: id, device, sequence, seen, value, row: commit };
        writes.set(field, [...(writes.get(field) ?? []), write]);
      }
    }
  }
  return writes;
}

type Side = OutputOf<'records.changedTwice'>[number]['present'];

const sideOf = ({ memory }: QueryContext, value: unknown, { recorded, actor, device }: CommitRow): Side => ({
  // Fields of records are what their schemas let through: plain JSON.
  value: value as Side['value'],
  recorded,
  actor: userName(memory, actor),
  device: memory.records.devices.get(device)?.fields.name ?? device,
});

export const changedTwice: Queries<'records.changedTwice'>['records.changedTwice'] = async (
  { of, id, today },
  context,
) => {
  const row = await rowOf(context.db, of, id);
  if (!row) return of === 'drafts' ? ok([]) : notFound(KINDS[of], id);
  const marks = await twiceMarks(of, row, today, context);
  return ok(marks.map(({ key: _key, of: _of, ...mark }) => mark));
};

type Mark = OutputOf<'records.changedTwice'>[number] & { readonly key: string; readonly of: string };

/** The fields of a record that nobody has said a word about yet, with what a word is said of (`answerFields`). */
export async function twiceMarks(
  of: MergedTable,
  row: RecordRow,
  today: Day,
  context: QueryContext,
): Promise<Mark[]> {
  const { db, memory } = context;
  const { id } = row;
  const [company] = memory.records.company.values();
  const said = ({ recorded }: CommitRow) =>
    addDays(dayIn(company?.fields.timeZone ?? 'UTC', recorded), SAID_FOR) >= today;
  const marks: Mark[] = [];
  for (const [field, writes] of await writesOf(db, of, row)) {
    const winner = writes.find(({ commit }) => commit === row.merged[field]?.commit);
    // The order of a draft's lines is joined by itself, and nobody reads it as a value.
    if (!winner || field === 'order') continue;
    const value = row.merged[field]?.value;
    const stands = comparable(of, value);
    for (const other of unseenWrites(writes)) {
      if (other.commit === winner.commit || comparable(of, other.value) === stands) continue;
      if (!said(other.row) && !said(winner.row)) continue;
      const key = reviewKey('changed-twice', [of, id, field]);
      const about = [winner.commit, other.commit].join(' ');
      if (isAnswered(memory, key, about)) continue;
      marks.push({
        key,
        of: about,
        field,
        present: sideOf(context, value, winner.row),
        other: sideOf(context, other.value, other.row),
      });
    }
  }
  return marks;
}

/** What makes a value another one: of a rate its figure, wherever two desktops had it from. */
function comparable(of: MergedTable, value: unknown): string {
  return canonicalJson(of === 'rates' ? ((value as KeptRate | null)?.rate ?? null) : value);
}

const KINDS = {
  company: 'company',
  customers: 'customer',
  items: 'item',
  taxes: 'tax',
  terms: 'terms',
  methods: 'method',
  priceLists: 'price-list',
  fees: 'fee',
} as const;
