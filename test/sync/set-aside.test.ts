/** Single commits that cannot be sent or taken in: they are set aside, the rest goes on, and they come in when they can (SY4). */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BodySealing, NOT_SEALED } from '../../electron/sync/body-sealing.ts';
import { authorHash, type CommitBytes, toHex } from '../../shared/events/commit.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { COMPANY, customerFields, id, sha256 } from '../books/record.ts';
import { BadWay } from './bad-way.ts';
import { introduction, MemoryDesk } from './memory-desk.ts';
import { ModelServer } from './model-server.ts';
import { newKey } from './simulation.ts';

const SECOND = 1000;

let server: ModelServer;
let desks: MemoryDesk[];
let number = 0;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 10) });
  server = new ModelServer(Date.now);
  desks = [];
});
afterEach(async () => {
  for (const desk of desks) desk.crash();
  await vi.advanceTimersByTimeAsync(60 * SECOND);
  vi.useRealTimers();
});

/** A desk that has introduced itself, with the way to the server that only it takes. */
async function newDesk(
  way = new BadWay(),
  sealing: BodySealing = NOT_SEALED,
  first = introduction,
): Promise<{ desk: MemoryDesk; way: BadWay }> {
  const key = await newKey();
  const device = id('dev', desks.length + 1);
  const transport = way.over(server.transport);
  const desk = new MemoryDesk({ device, key, transport, random: () => 1, skew: 0, mutant: null, sealing });
  server.enrol(COMPANY, device, key.publicKey);
  desks.push(desk);
  desk.start();
  work(desk, first(desk));
  await vi.advanceTimersByTimeAsync(5 * SECOND);
  return { desk, way };
}

function work(desk: MemoryDesk, what: DomainEvent): void {
  number += 1;
  desk.commit(id('act', number), [what]);
}

const customer = (which: number, notes = ''): DomainEvent =>
  event('customer.set', id('cust', which), '2026-01-10', { fields: customerFields({ notes }) });

const LARGE = 'x'.repeat(1900);
const TAKES = 1800;

const customersAt = (desk: MemoryDesk) => Object.keys(desk.state().records.customers).sort();
const later = (seconds = 10) => vi.advanceTimersByTimeAsync(seconds * SECOND);
const loops = (desk: MemoryDesk) => [desk.session?.view.push.state, desk.session?.view.pull.state];
const QUIET = ['idle', 'running'];

describe('an own commit that is too large for the way', () => {
  it('goes without its body, those behind it go on, and others see that it is there', async () => {
    const { desk, way } = await newDesk();
    const { desk: other } = await newDesk();
    way.largest = TAKES;
    work(desk, customer(1, LARGE));
    work(desk, customer(2));
    await later();
    expect([desk.unsent, way.refused > 0]).toEqual([0, true]);
    expect(desk.place?.held).toMatchObject([{ id: id('act', number - 1) }]);
    expect(customersAt(desk)).toEqual([id('cust', 1), id('cust', 2)]);
    expect(customersAt(other)).toEqual([id('cust', 2)]);
    expect(other.place?.aside).toMatchObject([{ device: desk.device, why: 'withheld' }]);
    expect([loops(desk), loops(other)]).toEqual([QUIET, QUIET]);
  });

  it('comes whole to everybody as soon as its body gets through', async () => {
    const { desk, way } = await newDesk();
    const { desk: other } = await newDesk();
    way.largest = TAKES;
    work(desk, customer(1, LARGE));
    await later();
    expect(customersAt(other)).toEqual([]);
    way.heal();
    await later(130);
    expect([desk.place?.held, other.place?.aside]).toEqual([[], []]);
    expect(other.digest()).toBe(desk.digest());
    expect(customersAt(other)).toEqual([id('cust', 1)]);
  });

  it('is known to lack its body though the answer to its push was lost, and is sent whole again', async () => {
    const { desk, way } = await newDesk();
    const { desk: other } = await newDesk();
    way.largest = TAKES;
    way.losing = 'push';
    work(desk, customer(1, LARGE));
    await later(1);
    way.heal();
    await later(130);
    expect([way.losing, desk.unsent, desk.place?.held, other.place?.aside]).toEqual([null, 0, [], []]);
    expect(other.digest()).toBe(desk.digest());
  });

  it('is no hindrance at all when the body fits as a file', async () => {
    const { desk, way } = await newDesk();
    const { desk: other } = await newDesk();
    // In base64 and with its envelope it is half as long again.
    way.largest = 2700;
    work(desk, customer(1, LARGE));
    await later();
    expect([way.refused, desk.unsent, desk.place?.held]).toEqual([1, 0, []]);
    await later(70);
    expect(other.place?.aside).toEqual([]);
    expect(other.digest()).toBe(desk.digest());
  });

  it('is found among many by sending fewer at once', async () => {
    const { desk, way } = await newDesk();
    desk.session?.pause();
    for (let which = 1; which <= 20; which += 1) work(desk, customer(which, which === 13 ? LARGE : ''));
    way.largest = TAKES;
    desk.session?.again();
    await later(30);
    expect(desk.unsent).toBe(0);
    expect(desk.place?.held).toHaveLength(1);
  });

  it('SY7: is sent again in the same way to a server that was restored', async () => {
    const { desk, way } = await newDesk();
    const { desk: other } = await newDesk();
    const backup = server.backup();
    way.largest = TAKES;
    work(desk, customer(1, LARGE));
    work(desk, customer(2));
    await later();
    server.restore({ ...backup, devices: server.backup().devices });
    await later(60);
    expect(server.head).toBe(4);
    way.heal();
    await later(130);
    expect([desk.place?.held, other.place?.aside]).toEqual([[], []]);
    expect(other.digest()).toBe(desk.digest());
  });

  it('stays in the queue until it can be noted that its body is not at the server', async () => {
    const { desk, way } = await newDesk();
    way.largest = TAKES;
    desk.failing = 'receive';
    work(desk, customer(1, LARGE));
    await later();
    expect([desk.unsent, desk.place?.held]).toEqual([1, []]);
    desk.failing = null;
    await later(60);
    expect(desk.unsent).toBe(0);
    expect(desk.place?.held).toMatchObject([{ id: id('act', number) }]);
  });

  it.each(['journal', 'receive'] as const)(
    'keeps its place among those to be brought while %s fails, and comes when it works again',
    async (part) => {
      const { desk, way } = await newDesk();
      const { desk: other } = await newDesk();
      way.largest = TAKES;
      work(desk, customer(1, LARGE));
      await later();
      desk.failing = part;
      way.heal();
      await later(130);
      expect(desk.place?.held).toMatchObject([{ id: id('act', number) }]);
      desk.failing = null;
      await later(200);
      expect([desk.place?.held, other.place?.aside]).toEqual([[], []]);
      expect(other.digest()).toBe(desk.digest());
    },
  );

  it('waits in the queue with the rest while even its envelope is refused', async () => {
    const { desk, way } = await newDesk();
    way.largest = 10;
    work(desk, customer(1, LARGE));
    await later();
    expect(desk.session?.view.push).toMatchObject({ state: 'stopped', failure: { code: 'too-large' } });
    expect([desk.unsent, desk.place?.held.length]).toEqual([1, 1]);
    way.heal();
    desk.session?.again();
    await later();
    expect([desk.unsent, desk.place?.held]).toEqual([0, []]);
  });
});

describe('a commit of another desktop that cannot be taken in', () => {
  /** A writer, and a reader whose way spoils what the writer says first. */
  async function spoilt(spoil: (way: BadWay, hash: string) => unknown) {
    const { desk: writer } = await newDesk();
    const { desk: reader, way } = await newDesk();
    reader.session?.pause();
    work(writer, customer(1));
    await later();
    const hash = server.hashes.at(-1) as string;
    spoil(way, hash);
    reader.session?.again();
    await later();
    return { writer, reader, way, hash };
  }

  it.each([
    ['damaged', (way: BadWay, hash: string): unknown => way.damaged.add(hash), null],
    ['unsigned', (way: BadWay, hash: string): unknown => way.unsigned.add(hash), id('dev', 1)],
  ] as const)('is set aside when it is %s, and what others wrote is not', async (why, spoil, device) => {
    const { writer, reader, way, hash } = await spoilt(spoil);
    const { desk: third } = await newDesk();
    expect(reader.place?.aside).toMatchObject([{ why, hash, device }]);
    expect(customersAt(reader)).toEqual([]);
    work(third, customer(2));
    await later();
    expect(customersAt(reader)).toContain(id('cust', 2));
    expect(reader.place?.cursor?.sequence).toBe(server.head);
    way.heal();
    await later(70);
    expect(reader.place?.aside).toEqual([]);
    expect(reader.digest()).toBe(writer.digest());
  });

  it.each(['known', 'devices', 'receive'] as const)(
    'waits while %s fails, and is taken in when it works again',
    async (part) => {
      const { writer, reader, way, hash } = await spoilt((spoiling, which) => spoiling.damaged.add(which));
      reader.failing = part;
      way.heal();
      await later(70);
      expect(reader.place?.aside).toMatchObject([{ hash }]);
      reader.failing = null;
      await later(130);
      expect(reader.place?.aside).toEqual([]);
      expect(reader.digest()).toBe(writer.digest());
    },
  );

  it('waits while the server tells no more than its place', async () => {
    const { writer, reader, way, hash } = await spoilt((spoiling, which) => spoiling.damaged.add(which));
    way.heal();
    way.brief.add(hash);
    await later(70);
    expect(reader.place?.aside).toMatchObject([{ hash }]);
    way.heal();
    await later(70);
    expect(reader.place?.aside).toEqual([]);
    expect(reader.digest()).toBe(writer.digest());
  });

  it('EV2: is taken in when a later commit of its device vouches for it', async () => {
    const { writer, reader } = await spoilt((way, hash) => way.unsigned.add(hash));
    work(writer, customer(2));
    await later(70);
    expect(reader.place?.aside).toEqual([]);
    expect(reader.digest()).toBe(writer.digest());
  });

  it('SY7: is not waited for twice after its server was restored', async () => {
    const { writer, reader, way } = await spoilt((spoiling, hash) => spoiling.damaged.add(hash));
    const { commits } = server.backup();
    server.restore({ ...server.backup(), commits: commits.slice(0, 1) });
    await later(60);
    expect(reader.place?.aside).toHaveLength(1);
    way.heal();
    await later(70);
    expect(reader.place?.aside).toEqual([]);
    expect(reader.digest()).toBe(writer.digest());
  });

  it('stops the pull when it is not about single ones any more', async () => {
    const { desk: writer } = await newDesk();
    const { desk: reader, way } = await newDesk();
    reader.session?.pause();
    for (let which = 1; which <= 201; which += 1) work(writer, customer(which));
    await later(30);
    for (const hash of server.hashes.slice(2)) way.damaged.add(hash);
    reader.session?.again();
    await later();
    expect(reader.session?.view.pull).toMatchObject({ state: 'stopped', failure: { code: 'rewritten' } });
    expect(reader.place?.aside).toEqual([]);
    way.heal();
    reader.session?.again();
    await later();
    expect(reader.digest()).toBe(writer.digest());
  });

  /** A reader to whom the writer's next commits are sealed: the first of them under a key that it lacks. */
  async function sealedTo(count: number) {
    const { desk: writer } = await newDesk();
    const { desk: reader } = await newDesk();
    reader.session?.pause();
    for (let which = 1; which <= count; which += 1) work(writer, customer(which));
    await later();
    const [closed, ...opened] = server.hashes.slice(-count);
    const hashIn = (bytes: CommitBytes) => toHex(authorHash(bytes, sha256));
    reader.sealing = {
      ...NOT_SEALED,
      on: true,
      open: (bytes) =>
        hashIn(bytes) === closed ? 'no-key' : opened.includes(hashIn(bytes)) ? { ...bytes } : bytes,
    };
    reader.session?.again();
    await later();
    return { writer, reader };
  }

  it('DV5: is waited for while nothing sealed can be opened: its key may be on the way', async () => {
    const { writer, reader } = await sealedTo(1);
    work(writer, customer(2));
    await later();
    expect(reader.session?.view.pull).toMatchObject({ state: 'waiting', failure: { code: 'no-key' } });
    expect(reader.place?.aside).toEqual([]);
    reader.sealing = NOT_SEALED;
    await later(60);
    expect(reader.digest()).toBe(writer.digest());
  });

  it('DV5: is set aside when its key is nowhere while what was sealed later can be opened', async () => {
    const { writer, reader } = await sealedTo(2);
    expect(reader.place?.aside).toMatchObject([{ why: 'no-key', device: writer.device }]);
    expect(customersAt(reader)).toEqual([id('cust', 2)]);
    reader.sealing = NOT_SEALED;
    await later(70);
    expect(reader.place?.aside).toEqual([]);
    expect(reader.digest()).toBe(writer.digest());
  });

  it('DV5: is taken in when its key has come, and the keys that it may bring are taken up', async () => {
    const { writer, reader } = await sealedTo(2);
    let followed = 0;
    const follow = async () => {
      followed += 1;
    };
    reader.sealing = { ...NOT_SEALED, on: true, open: (bytes) => ({ ...bytes }), follow };
    await later(70);
    expect(reader.place?.aside).toEqual([]);
    expect(reader.digest()).toBe(writer.digest());
    expect(followed).toBeGreaterThan(0);
  });

  it('EV7: is kept as it is when its body holds nothing that can be read, and hinders nothing', async () => {
    const { desk: writer } = await newDesk();
    const unreadable = new TextEncoder().encode('no events at all');
    const open = (bytes: CommitBytes): CommitBytes =>
      toHex(authorHash(bytes, sha256)) === server.hashes[2]
        ? { envelope: bytes.envelope, body: unreadable }
        : bytes;
    const { desk: reader } = await newDesk(new BadWay(), { ...NOT_SEALED, open });
    work(writer, customer(1));
    await later();
    work(writer, customer(2));
    await later();
    expect(customersAt(reader)).toEqual([id('cust', 2)]);
    expect([reader.place?.cursor?.sequence, reader.place?.aside]).toEqual([server.head, []]);
  });
});

describe('the first commit of all, which says who founded the company', () => {
  it('stops the pull when it came without its body', async () => {
    const way = new BadWay();
    way.largest = TAKES;
    const { desk: writer } = await newDesk(way, NOT_SEALED, () => customer(1, LARGE));
    expect(writer.place?.held).toHaveLength(1);
    const { desk: reader } = await newDesk();
    expect(reader.session?.view.pull).toMatchObject({ state: 'stopped', failure: { code: 'too-large' } });
    expect(reader.place?.cursor ?? null).toBeNull();
  });

  it('waits in the queue until the server says in which epoch it lacks a body', async () => {
    const way = new BadWay();
    way.largest = TAKES;
    way.mute = true;
    const { desk } = await newDesk(way, NOT_SEALED, () => customer(1, LARGE));
    expect([desk.unsent, desk.place]).toEqual([1, null]);
    way.mute = false;
    await later(60);
    expect([desk.unsent, desk.place?.held.length]).toEqual([0, 1]);
  });

  it('DV5: stops the pull while its key is missing, although what came later can be opened', async () => {
    const { desk: writer } = await newDesk();
    work(writer, customer(1));
    await later();
    const hashIn = (bytes: CommitBytes) => toHex(authorHash(bytes, sha256));
    const open = (bytes: CommitBytes) => (hashIn(bytes) === server.hashes[0] ? 'no-key' : { ...bytes });
    const { desk: reader } = await newDesk(new BadWay(), { ...NOT_SEALED, on: true, open });
    expect(reader.session?.view.pull).toMatchObject({ state: 'waiting', failure: { code: 'no-key' } });
    reader.sealing = NOT_SEALED;
    await later(120);
    expect(reader.digest()).toBe(writer.digest());
  });
});
