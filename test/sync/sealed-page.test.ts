/** Pages that are sealed under a key that is not here yet: it is looked for further on, and nothing is stored on the way (DV5). */
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aead, newNonce } from '../../electron/security/sealing.ts';
import type { BodySealing, VouchedActs } from '../../electron/sync/body-sealing.ts';
import { carriesKeys } from '../../electron/sync/key-ring.ts';
import { type CommitBytes, NO_PREVIOUS } from '../../shared/events/commit.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { openBody, readSeal, sealBody } from '../../shared/events/sealed-body.ts';
import { COMPANY, customerFields, id } from '../books/record.ts';
import { LyingLine, type Page, rechain } from './lying-line.ts';
import { introduction, MemoryDesk } from './memory-desk.ts';
import { ModelServer } from './model-server.ts';
import { newKey } from './simulation.ts';

const SECOND = 1000;
const DAY = '2026-01-10';
const KEY = { id: id('key', 1), secret: randomBytes(32) };

/** The one key of the office, held by this desktop or not; who gives it is told from real events of the record. */
class OneKey implements BodySealing {
  on = false;
  held = true;
  /** How often the record was looked through for keys. */
  followed = 0;
  /** `followed` at each time that keys from further on were offered. */
  readonly learntAt: number[] = [];

  seal({ envelope, body }: CommitBytes): CommitBytes | undefined {
    if (!this.on || carriesKeys({ envelope, body })) return { envelope, body };
    const hash = createHash('sha256').update(body).digest();
    const sealed = () => sealBody(aead, KEY, { envelope, body, hash, nonce: newNonce() });
    return this.held ? { envelope, body: sealed() } : undefined;
  }

  open(bytes: CommitBytes): CommitBytes | 'no-key' | undefined {
    if (!readSeal(bytes.body)) return bytes;
    if (!this.held) return 'no-key';
    const body = openBody(aead, KEY.secret, bytes);
    return body && { envelope: bytes.envelope, body };
  }

  async follow(): Promise<void> {
    this.followed += 1;
  }

  async learn(acts: readonly VouchedActs[]): Promise<void> {
    this.learntAt.push(this.followed);
    if (!acts.some(({ events }) => events.some(({ type }) => type === 'key.given'))) return;
    this.on = true;
    this.held = true;
  }

  names = () => [];
}

let line: LyingLine;
let server: ModelServer;
let desks: MemoryDesk[];
let number = 0;

async function newDesk(sealing: BodySealing): Promise<MemoryDesk> {
  const key = await newKey();
  const device = id('dev', desks.length + 1);
  const { transport } = line;
  const desk = new MemoryDesk({ device, key, transport, random: () => 1, skew: 0, mutant: null, sealing });
  server.enrol(COMPANY, device, key.publicKey);
  desks.push(desk);
  desk.start();
  return desk;
}

const changed = (): DomainEvent =>
  event('customer.set', id('cust', 1), DAY, { fields: customerFields({ phone: `${number}` }) });
const given = (): DomainEvent => event('key.given', KEY.id, DAY, { epoch: 1, boxes: {} });

async function work(desk: MemoryDesk, events: readonly DomainEvent[]): Promise<void> {
  number += 1;
  desk.commit(id('act', number), events);
  await vi.advanceTimersByTimeAsync(2 * SECOND);
  expect(desk.unsent).toBe(0);
}

/** How far the server's pages reach for now: no commit behind this place is handed out. */
let reach: number;
/** Changes every page that begins behind this place. */
let changeBehind: { readonly place: number; readonly change: (page: Page) => void } | null;

/** Where a page begins. */
const beginOf = (page: Page): number => (page.commits[0]?.sequence ?? 1) - 1;

interface Scene {
  readonly writer: MemoryDesk;
  readonly reader: MemoryDesk;
  readonly sealing: OneKey;
  /** Frames that the reader had before anything sealed came. */
  readonly before: number;
}

/**
 * A reader that has followed to place 2. Behind it the writer has sealed 3 and 4, and given the key at place 5; a page ends
 * at 4, so that the key lies on the next one.
 */
async function scene(): Promise<Scene> {
  const key = new OneKey();
  const writer = await newDesk(key);
  await work(writer, [introduction(writer)]);
  await work(writer, [changed()]);
  const sealing = new OneKey();
  sealing.held = false;
  const reader = await newDesk(sealing);
  await vi.advanceTimersByTimeAsync(5 * SECOND);
  expect(reader.place?.cursor?.sequence).toBe(2);
  reader.session?.pause();
  key.on = true;
  for (const events of [[changed()], [changed()], [given()]]) await work(writer, events);
  reach = 4;
  return { writer, reader, sealing, before: reader.frames.length };
}

async function goesOn({ reader }: Scene): Promise<unknown> {
  reader.session?.again();
  await vi.advanceTimersByTimeAsync(2 * SECOND);
  return reader.session?.view.pull;
}

/** The reader comes to everything, without a hand being laid on it. */
async function recovers({ reader, writer, before }: Scene): Promise<void> {
  expect(reader.frames).toHaveLength(before);
  changeBehind = null;
  await vi.advanceTimersByTimeAsync(120 * SECOND);
  expect(reader.place?.cursor?.sequence).toBe(5);
  expect(reader.digest()).toBe(writer.digest());
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 10) });
  server = new ModelServer(Date.now);
  line = new LyingLine(server);
  desks = [];
  reach = Number.POSITIVE_INFINITY;
  changeBehind = null;
  line.onPull((page) => {
    const begin = beginOf(page);
    if (begin < reach) page.commits.splice(Math.max(0, reach - begin));
    if (changeBehind && begin >= changeBehind.place) changeBehind.change(page);
  });
});
afterEach(async () => {
  for (const desk of desks) desk.crash();
  await vi.advanceTimersByTimeAsync(60 * SECOND);
  vi.useRealTimers();
});

describe('a page under a key that is not here', () => {
  it('DV5: waits while the key is looked for on the pages behind it, and is read once it is found', async () => {
    const all = await scene();
    await goesOn(all);
    expect(all.reader.place?.cursor?.sequence).toBe(5);
    expect(all.reader.digest()).toBe(all.writer.digest());
  });

  it('SY3: stores nothing while the desktops of the record cannot be read', async () => {
    const all = await scene();
    // Once for the page itself, then for the look ahead.
    Object.assign(all.reader, { failing: 'devices', sparing: 1 });
    expect(await goesOn(all)).toMatchObject({ state: 'waiting', failure: { code: 'storage' } });
    expect(all.reader.sparing).toBeLessThan(0);
    all.reader.failing = null;
    await recovers(all);
  });

  it('SY3: stops where the page behind does not continue the chain', async () => {
    const all = await scene();
    const change = ({ commits }: Page) => {
      for (const commit of commits) Object.assign(commit, { received: commit.received - 1 });
    };
    changeBehind = { place: 4, change };
    expect(await goesOn(all)).toEqual({ state: 'stopped', failure: { code: 'rewritten', place: 4 } });
    expect(all.reader.frames).toHaveLength(all.before);
  });

  it('EV7: waits for the key where the page behind is of a later format, and stores nothing', async () => {
    const all = await scene();
    let chain = '';
    const change = (page: Page) => {
      if (beginOf(page) === 2) chain = page.commits.at(-1)?.chain ?? '';
      else rechain(page, chain, (envelope) => envelope.replace('"format":1', '"format":2'));
    };
    changeBehind = { place: 2, change };
    expect(await goesOn(all)).toMatchObject({ state: 'waiting', failure: { code: 'no-key' } });
    expect(all.reader.frames).toHaveLength(all.before);
  });

  it('EV2: stores nothing of a page whose signatures are gone and whose chains were bent to fit', async () => {
    const all = await scene();
    const chain = all.reader.place?.cursor?.chain ?? '';
    const change = (page: Page) => {
      page.signatures.splice(0);
      rechain(page, chain, (envelope, index) =>
        index === 0 ? envelope : envelope.replace(/"previous":"[0-9a-f]{64}"/, `"previous":"${NO_PREVIOUS}"`),
      );
    };
    changeBehind = { place: 2, change };
    expect(await goesOn(all)).toEqual({ state: 'stopped', failure: { code: 'rewritten', place: 4 } });
    expect(all.reader.frames).toHaveLength(all.before);
  });

  it('DV5: says that the key is missing when the server has nothing more to show, and does not ask in circles', async () => {
    const all = await scene();
    let asked = 0;
    const change = (page: Page) => {
      asked += 1;
      page.commits.splice(0);
    };
    changeBehind = { place: 4, change };
    expect(await goesOn(all)).toMatchObject({ state: 'waiting', failure: { code: 'no-key' } });
    expect(asked).toBeLessThan(5);
    await recovers(all);
  });

  it('SY4: waits with what the server says when the page behind is refused', async () => {
    const all = await scene();
    const { lie } = line;
    line.lie = (what, said) => {
      const page = lie(what, said) as Page;
      const refused = { refused: { code: 'unavailable', after: 0 } };
      return what === 'pull' && beginOf(page) === 4 ? refused : page;
    };
    expect(await goesOn(all)).toMatchObject({ state: 'waiting', failure: { code: 'unavailable' } });
    line.lie = lie;
    await recovers(all);
  });

  it('EV2: the record is not looked through for keys while nobody vouches for a part of it', async () => {
    const key = new OneKey();
    const [writer, third] = [await newDesk(key), await newDesk(new OneKey())];
    await work(writer, [introduction(writer)]);
    await work(third, [introduction(third)]);
    await work(third, [changed()]);
    key.on = true;
    for (const events of [[changed()], [given()]]) await work(writer, events);
    await work(third, [changed()]);
    // The signature over place 3 comes with place 6 alone.
    reach = 3;
    const change = (page: Page) => {
      if (beginOf(page) === 0) page.signatures.splice(2);
      if (beginOf(page) === 3) page.commits.splice(2);
    };
    changeBehind = { place: 0, change };
    const sealing = new OneKey();
    sealing.held = false;
    const reader = await newDesk(sealing);
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(sealing.learntAt).toEqual([0]);
    expect(sealing.followed).toBeGreaterThan(0);
    expect(reader.place?.cursor?.sequence).toBe(6);
    expect(reader.digest()).toBe(writer.digest());
  });

  it('EV2, DV5: takes the key from whom somebody vouches for, though a third on that page is not vouched for yet', async () => {
    const key = new OneKey();
    const [writer, third] = [await newDesk(key), await newDesk(new OneKey())];
    await work(writer, [introduction(writer)]);
    await work(third, [introduction(third)]);
    key.on = true;
    await work(writer, [changed()]);
    await work(third, [changed()]);
    await work(writer, [given()]);
    await work(third, [changed()]);
    const sealing = new OneKey();
    sealing.held = false;
    const whole = server.hashes;
    line.onPull((page) => {
      // Pages end at places 3, 5 and 6; the third's first signature is lost, the second vouches for both.
      const begin = beginOf(page);
      page.commits.splice((begin < 3 ? 3 : begin < 5 ? 5 : 6) - begin);
      const lost = page.signatures.findIndex(({ hash }) => hash === whole[3]);
      if (lost >= 0) page.signatures.splice(lost, 1);
    });
    const reader = await newDesk(sealing);
    await vi.advanceTimersByTimeAsync(120 * SECOND);
    expect(sealing.held).toBe(true);
    expect(reader.place?.cursor?.sequence).toBe(6);
    expect(reader.digest()).toBe(writer.digest());
  });
});

describe('a desktop without the newest key', () => {
  it('DV5: sends nothing that it cannot seal, says so, and sends it once it has the key', async () => {
    const sealing = new OneKey();
    const desk = await newDesk(sealing);
    await work(desk, [introduction(desk)]);
    Object.assign(sealing, { on: true, held: false });
    line.pushed.splice(0);
    number += 1;
    desk.commit(id('act', number), [changed()]);
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(desk.session?.view.push).toMatchObject({ state: 'waiting', failure: { code: 'no-key' } });
    expect([line.pushed.length, desk.unsent, server.head]).toEqual([0, 1, 1]);
    sealing.held = true;
    await vi.advanceTimersByTimeAsync(120 * SECOND);
    expect([desk.unsent, server.head]).toEqual([0, 2]);
  });
});
