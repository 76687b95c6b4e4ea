/** What waits here to be sent, and what came from others, newest first: the entries behind the sync panel's figures (SY6). */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { Commit } from '../../../shared/events/commit.ts';
import { valuesOf } from '../../../shared/events/records.ts';
import { commitIn, FRAME, readFramesBefore } from '../log.ts';
import type { CommitRow } from '../rows.ts';
import type { Query, QueryContext } from './context.ts';
import { present, userName } from './facts.ts';

/** So many frames are looked through at most: what came long ago is no news. */
const MOST_FRAMES = 2000;

type Entry = OutputOf<'sync.recent'>['waiting'][number];

interface Found {
  readonly commit: Commit;
  readonly row: CommitRow;
  readonly isOwn: boolean;
}

export const recentEntries: Query<'sync.recent'> = async ({ waiting, came }, context) => {
  const { db, memory } = context;
  const seen = new Set<string>();
  const here: Found[] = [];
  const there: Found[] = [];
  // The server has it before its place is known here.
  const sent = memory.meta?.sync?.sent;
  const isSent = ({ envelope: { device, sequence } }: Commit): boolean =>
    sent?.device === device && sequence <= sent.sequence;
  let before = (memory.meta?.applied ?? 0) + 1;
  const oldest = before - MOST_FRAMES;
  while ((here.length < waiting || there.length < came) && before > Math.max(1, oldest)) {
    const frames = await readFramesBefore(db, before);
    before = frames[0]?.number ?? 0;
    const read = frames.reverse().flatMap((frame) => {
      const commit = commitIn(frame);
      return commit ? [{ commit, isOwn: frame.kind === FRAME.ownCommit }] : [];
    });
    const rows = new Map(
      present(await db.commits.bulkGet(read.map(({ commit }) => commit.envelope.id))).map((row) => [
        row.id,
        row,
      ]),
    );
    for (const { commit, isOwn } of read) {
      const row = rows.get(commit.envelope.id);
      if (!row || seen.has(row.id)) continue;
      seen.add(row.id);
      if (!isOwn) there.push({ commit, row, isOwn });
      else if (row.confirmation === null && !isSent(commit)) here.push({ commit, row, isOwn });
    }
  }
  const told = (found: readonly Found[]) => Promise.all(found.map((each) => entryOf(each, context)));
  return ok({ waiting: await told(here.slice(0, waiting)), came: await told(there.slice(0, came)) });
};

async function entryOf({ commit, row, isOwn }: Found, context: QueryContext): Promise<Entry> {
  const { memory } = context;
  const { id, recorded, command, actor, device } = row;
  return {
    ...{ commit: id, recorded, command, actor: userName(memory, actor) },
    // Of this desktop's own entries nobody asks where they were made.
    device: isOwn ? '' : (memory.records.devices.get(device)?.fields.name ?? ''),
    ...(await subjectOf(commit, context)),
  };
}

type Subject = Pick<Entry, 'about' | 'amount'>;

/** What the first thing that an entry speaks of is called, and what it comes to. */
async function subjectOf({ events }: Commit, context: QueryContext): Promise<Subject> {
  for (const { entity } of events) {
    const subject = await named(entity, context);
    if (subject) return subject;
  }
  return { about: '', amount: null };
}

async function named(id: string, { db, memory }: QueryContext): Promise<Subject | undefined> {
  const document = await db.documents.get(id);
  if (document) {
    const { number, name, total, currency } = document;
    return { about: `${number} ${name}`, amount: { minor: total, currency } };
  }
  const payment = await db.payments.get(id);
  if (payment) {
    const { customer, amount, currency } = payment;
    return { about: memory.customers.nameOf(customer), amount: { minor: amount, currency } };
  }
  const draft = await db.drafts.get(id);
  if (draft) {
    const { customer } = valuesOf(draft.merged);
    return { about: typeof customer === 'string' ? memory.customers.nameOf(customer) : '', amount: null };
  }
  const customer = memory.customers.nameOf(id);
  if (customer !== '') return { about: customer, amount: null };
  for (const table of NAMED) {
    const fields = memory.records[table].get(id)?.fields;
    if (fields) return { about: fields.name ?? '', amount: null };
  }
  return undefined;
}

const NAMED = ['items', 'taxes', 'terms', 'methods', 'priceLists', 'fees', 'devices', 'users'] as const;
