/** Two desktops and an author who is shut out, or comes back, around a server that is restored (SY7). */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { COMPANY, customerFields, id } from '../books/record.ts';
import { BadWay } from './bad-way.ts';
import { introduction, MemoryDesk } from './memory-desk.ts';
import { type Backup, ModelServer } from './model-server.ts';
import { newKey } from './simulation.ts';

const SECOND = 1000;
/** More than fits through a narrow way. */
export const LARGE = 'x'.repeat(1900);
/** A way that takes a small commit, and no large one. */
export const NARROW = 1800;

interface Placed {
  readonly desk: MemoryDesk;
  readonly way: BadWay;
}

export let server: ModelServer;
export let author: Placed;
export let reader: Placed;
export let other: Placed;
let number = 0;
export let before: Backup;

export const later = (seconds = 10) => vi.advanceTimersByTimeAsync(seconds * SECOND);

async function newDesk(which: number): Promise<Placed> {
  const key = await newKey();
  const device = id('dev', which);
  const way = new BadWay();
  const transport = way.over(server.transport);
  const desk = new MemoryDesk({ device, key, transport, random: () => 1, skew: 0, mutant: null });
  server.enrol(COMPANY, device, key.publicKey);
  desk.start();
  work(desk, introduction(desk));
  await later();
  return { desk, way };
}

export function work(desk: MemoryDesk, what: DomainEvent): void {
  number += 1;
  desk.commit(id('act', number), [what]);
}

export const customer = (which: number, notes = ''): DomainEvent =>
  event('customer.set', id('cust', which), '2026-01-10', { fields: customerFields({ notes }) });

export const customersAt = ({ desk }: Placed) => Object.keys(desk.state().records.customers).sort();

/** Before each test of a file: two desks and an author whose next commits reach the reader alone. */
export function threeDesksForEach(): void {
  beforeEach(async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 10) });
    number = 0;
    server = new ModelServer(Date.now);
    reader = await newDesk(1);
    other = await newDesk(2);
    author = await newDesk(3);
    await later();
    before = server.backup();
    // What comes now reaches the reader alone.
    other.desk.session?.pause();
  });
  afterEach(async () => {
    for (const { desk } of [author, reader, other]) desk.crash();
    await later(60);
    vi.useRealTimers();
  });
}

/** The author is shut out, the server is as it was, and everybody else has a good line again. */
export async function restoreWithoutAuthor(backup = before): Promise<void> {
  server.revoke(author.desk.device);
  server.restore(backup);
  await healed();
}

export async function healed(): Promise<void> {
  reader.way.heal();
  reader.desk.session?.again();
  other.desk.session?.again();
  await later(120);
}

export const asides = () => [reader, other].map(({ desk }) => desk.place?.aside.map(({ why }) => why));

export function expectTheSame(customers: readonly number[]): void {
  expect(customersAt(reader)).toEqual(customers.map((which) => id('cust', which)));
  expect(other.desk.digest()).toBe(reader.desk.digest());
  expect([reader, other].map(({ desk }) => desk.place?.cursor?.sequence)).toEqual([server.head, server.head]);
}
