/** What several queries ask of a fact: the event that made it, who recorded it, and what its source is called. */
import type { DomainEvent } from '../../../shared/events/event-types.ts';
import { readEvents } from '../decode.ts';
import { readCommit } from '../log.ts';
import type { AllocationRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { QueryContext } from './context.ts';

export const present = <Row>(rows: readonly (Row | undefined)[]): Row[] =>
  rows.filter((row) => row !== undefined);

/** The event that made a fact, read from its frame, with who recorded it and when. */
export async function readFact(db: BooksDatabase, fact: { readonly commit: string; readonly event: number }) {
  const row = await db.commits.get(fact.commit);
  const commit = row && (await readCommit(db, row.number));
  const read = commit && readEvents(commit)[fact.event];
  if (!row || !read?.event) return undefined;
  const event: DomainEvent = read.event;
  return { event, actor: row.actor, recorded: row.recorded };
}

/** The event of a commit that made an entity; `undefined` where this program cannot read it. */
export async function readEventOf(
  db: BooksDatabase,
  id: string,
  entity: string,
): Promise<DomainEvent | undefined> {
  const row = await db.commits.get(id);
  const commit = row && (await readCommit(db, row.number));
  return commit && readEvents(commit).find(({ event }) => event?.entity === entity)?.event;
}

export const userName = (memory: QueryContext['memory'], actor: string): string =>
  memory.records.users.get(actor)?.fields.name ?? '';

/** What a source is called on the invoice that it settles, and the other way round. */
export async function labels(
  db: BooksDatabase,
  allocations: readonly AllocationRow[],
): Promise<Map<string, string>> {
  const ids = (table: AllocationRow['sourceTable']) =>
    allocations.filter((row) => row.sourceTable === table).map((row) => row.source);
  const found = new Map<string, string>();
  const notes = [...ids('documents'), ...allocations.map((row) => row.target)];
  for (const row of present(await db.documents.bulkGet(notes))) found.set(row.id, row.number);
  for (const row of present(await db.payments.bulkGet(ids('payments')))) {
    found.set(row.id, row.reference || row.methodName);
  }
  return found;
}
