/** A desktop before a server, or a disk, that does not keep its promises: what it must notice, and that it stores nothing of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { firstCompanyChain } from '../../shared/wire/company-chain.ts';
import type { WireOutput } from '../../shared/wire/wire.ts';
import { COMPANY, customerFields, id, sha256 } from '../books/record.ts';
import { LyingLine, type Page, rechain } from './lying-line.ts';
import { introduction, MemoryDesk } from './memory-desk.ts';
import { ModelServer } from './model-server.ts';
import { newKey } from './simulation.ts';

const SECOND = 1000;
type Pushed = WireOutput<'push'>;

let line: LyingLine;
let server: ModelServer;
let desks: MemoryDesk[];

async function newDesk(): Promise<MemoryDesk> {
  const key = await newKey();
  const device = id('dev', desks.length + 1);
  const desk = new MemoryDesk({
    device,
    key,
    transport: line.transport,
    random: () => 1,
    skew: 0,
    mutant: null,
  });
  server.enrol(COMPANY, device, key.publicKey);
  desks.push(desk);
  return desk;
}

let number = 0;
const customer = (): DomainEvent =>
  event('customer.set', id('cust', 1), '2026-01-10', { fields: customerFields({ phone: `${number}` }) });

function work(desk: MemoryDesk, events: readonly DomainEvent[] = [customer()]): void {
  number += 1;
  desk.commit(id('act', number), events);
}

/** A desk whose commits are at the server. */
async function busyDesk(): Promise<MemoryDesk> {
  const desk = await newDesk();
  desk.start();
  work(desk, [introduction(desk)]);
  work(desk);
  await vi.advanceTimersByTimeAsync(2 * SECOND);
  expect(desk.unsent).toBe(0);
  return desk;
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 10) });
  server = new ModelServer(Date.now);
  line = new LyingLine(server);
  desks = [];
});
afterEach(async () => {
  for (const desk of desks) desk.crash();
  await vi.advanceTimersByTimeAsync(60 * SECOND);
  vi.useRealTimers();
});

/** What the pull of a new desk comes to, and how many commits of others it has stored then. */
async function pullOf(change: (page: Page) => void) {
  await busyDesk();
  line.onPull(change);
  const desk = await newDesk();
  desk.start();
  await vi.advanceTimersByTimeAsync(2 * SECOND);
  return { pull: desk.session?.view.pull, stored: desk.frames.length };
}

describe('a page of a pull', () => {
  const rewritten = { pull: { state: 'stopped', failure: { code: 'rewritten', place: 0 } }, stored: 0 };

  it('SY3: with a chain that is not the company’s is rewritten history', async () => {
    const found = await pullOf(({ commits }) => {
      for (const commit of commits) Object.assign(commit, { received: commit.received - 1 });
    });
    expect(found).toEqual(rewritten);
  });

  it('SY3: with a place left out is rewritten history', async () => {
    expect(await pullOf(({ commits }) => void commits.shift())).toEqual(rewritten);
  });

  it('EV2: with other bytes under a commit’s hash is rewritten history', async () => {
    const found = await pullOf(({ commits: [first, second] }) => {
      if (first?.kind === 'full' && second?.kind === 'full') Object.assign(first, { commit: second.commit });
    });
    expect(found).toEqual(rewritten);
  });

  it('EV1: with an envelope that nobody can read is rewritten history', async () => {
    const found = await pullOf(({ commits }) => {
      for (const pulled of commits)
        if (pulled.kind === 'full') Object.assign(pulled.commit, { envelope: btoa('{"id": 7}') });
    });
    expect(found).toEqual(rewritten);
  });

  it('EV1: of this format and sealed by the chain, but of no shape, is rewritten history', async () => {
    const found = await pullOf((page) =>
      rechain(page, firstCompanyChain(COMPANY, sha256), () => '{"id": 7}'),
    );
    expect(found).toEqual(rewritten);
  });

  /** Everything on a page that begins behind `before` is of a later format. */
  const ofLaterFormat = (page: Page, before: string): void =>
    rechain(page, before, (envelope) => envelope.replace('"format":1', '"format":2'));

  it('EV7: with a founding commit of a later format asks for a newer program, and accuses nobody', async () => {
    const found = await pullOf((page) => ofLaterFormat(page, firstCompanyChain(COMPANY, sha256)));
    const failure = { code: 'newer-format', place: 0 };
    expect(found).toEqual({ pull: { state: 'stopped', failure }, stored: 0 });
  });

  it('EV7, SY4: with a later commit of a later format is taken but for that one', async () => {
    work(await busyDesk());
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    let looks = 0;
    line.onPull((page) => {
      const [first, second, ...later] = page.commits;
      if (first?.sequence === 3) looks += 1;
      if (second && later.length > 0) ofLaterFormat({ ...page, commits: later }, second.chain);
    });
    const reader = await newDesk();
    reader.start();
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(reader.place?.aside).toMatchObject([{ sequence: 3, why: 'newer-format', device: id('dev', 1) }]);
    expect(reader.place?.cursor?.sequence).toBe(3);
    // Only another program would read it, so it is looked at once in a program's life.
    for (const lives of [1, 2]) {
      await vi.advanceTimersByTimeAsync(300 * SECOND);
      expect(looks).toBe(lives);
      reader.crash();
      reader.start();
    }
  });

  it('EV1: without the bytes of what is not here, though they were asked for, is rewritten history', async () => {
    const found = await pullOf(({ commits }) => {
      for (const [index, { sequence, received, epoch, chain, hash }] of commits.entries())
        commits[index] = {
          kind: 'brief',
          sequence,
          received,
          epoch,
          chain,
          hash,
          id: id('act', 900 + index),
        };
    });
    expect(found).toEqual(rewritten);
  });

  it('EV2: whose commits nobody has signed is not stored', async () => {
    const found = await pullOf((page) => void page.signatures.splice(0));
    expect(found).toEqual({
      pull: { state: 'stopped', failure: { code: 'unsigned', device: id('dev', 1) } },
      stored: 0,
    });
  });
});

describe('a page whose first commit nobody on it vouches for', () => {
  /** Pages that begin at the beginning are one commit long and without signatures, so many times. */
  async function shortPages(times: number) {
    const writer = await busyDesk();
    let short = 0;
    line.onPull((page) => {
      if (page.commits[0]?.sequence !== 1 || short === times) return;
      short += 1;
      page.commits.splice(1);
      page.signatures.splice(0);
    });
    const desk = await newDesk();
    desk.start();
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    return { writer, desk };
  }

  it('EV2: is asked for as long as can be, and taken when somebody vouches there', async () => {
    const { writer, desk } = await shortPages(1);
    expect(desk.place?.cursor?.sequence).toBe(2);
    expect([desk.place?.aside, desk.digest()]).toEqual([[], writer.digest()]);
  });

  it('EV2: is not passed over where it is the first of all, which says who founded the company', async () => {
    const { writer, desk } = await shortPages(2);
    const failure = { code: 'unsigned', device: writer.device };
    expect(desk.session?.view.pull).toEqual({ state: 'stopped', failure });
    expect(desk.frames).toEqual([]);
  });
});

describe('a disk that cannot be read or written', () => {
  it.each(['sync', 'known', 'devices', 'receive'] as const)(
    'SY3: keeps nothing of a page when %s fails, and goes on when it works again',
    async (part) => {
      await busyDesk();
      const desk = await newDesk();
      desk.failing = part;
      desk.start();
      await vi.advanceTimersByTimeAsync(SECOND);
      expect(desk.session?.view.pull).toMatchObject({ state: 'waiting', failure: { code: 'storage' } });
      expect(desk.frames).toEqual([]);
      desk.failing = null;
      await vi.advanceTimersByTimeAsync(30 * SECOND);
      expect(desk.place?.cursor?.sequence).toBe(server.head);
    },
  );

  it.each(['sync', 'journal', 'receive'] as const)(
    'SY1: loses nothing of the queue when %s fails, and sends it when it works again',
    async (part) => {
      const desk = await busyDesk();
      work(desk);
      desk.failing = part;
      await vi.advanceTimersByTimeAsync(2 * SECOND);
      expect(desk.session?.view.push).toMatchObject({ state: 'waiting', failure: { code: 'storage' } });
      expect(desk.unsent).toBe(1);
      desk.failing = null;
      await vi.advanceTimersByTimeAsync(60 * SECOND);
      expect([desk.unsent, server.head]).toEqual([0, 3]);
    },
  );

  it.each(['sync', 'journal', 'receive'] as const)(
    'SY7: begins a refill again that was cut since %s failed',
    async (part) => {
      const empty = server.backup();
      const desk = await busyDesk();
      server.restore({ ...empty, devices: server.backup().devices });
      line.lie = (_what, said) => {
        if ((said as { refused?: { code: string } }).refused?.code === 'wrong-epoch') desk.failing = part;
        return said;
      };
      desk.session?.again();
      await vi.advanceTimersByTimeAsync(5 * SECOND);
      expect(desk.session?.view.pull).toMatchObject({ state: 'waiting', failure: { code: 'storage' } });
      line.lie = (_what, said) => said;
      desk.failing = null;
      await vi.advanceTimersByTimeAsync(120 * SECOND);
      expect([server.head, desk.unsent]).toEqual([2, 0]);
      expect(desk.place?.cursor?.sequence).toBe(2);
    },
  );

  it('SY7: a desktop that met the server only after its restore fetches from the beginning', async () => {
    const busy = await busyDesk();
    const backup = server.backup();
    let restored = false;
    line.lie = (what, said) => {
      // Between the two questions of the newcomer's first step.
      if (what === 'status' && !restored) {
        restored = true;
        server.restore({ ...backup, devices: server.backup().devices });
      }
      return said;
    };
    const desk = await newDesk();
    desk.start();
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect([desk.place?.epoch, desk.place?.cursor?.sequence]).toEqual(['e0002', 2]);
    expect(desk.digest()).toBe(busy.digest());
  });

  it('EV11: commits wait with their file while the line is cut', async () => {
    const desk = await busyDesk();
    const archived = { sha256: 'ab'.repeat(32), bytes: 9, template: '1' };
    line.cutFiles = true;
    work(desk, [event('document.archived', id('inv', 1), '2026-01-10', archived)]);
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(desk.session?.view.push).toMatchObject({ state: 'waiting', failure: { code: 'unreachable' } });
    expect(desk.unsent).toBe(1);
    line.cutFiles = false;
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(desk.unsent).toBe(0);
  });

  it('DV3: says so when it cannot look for what another device recorded here before', async () => {
    const desk = await newDesk();
    desk.failing = 'journal';
    desk.start();
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(desk.session?.view.push).toMatchObject({ state: 'waiting', failure: { code: 'storage' } });
  });
});

describe('answers to a push', () => {
  /** The next push is answered by this alone. */
  const answerOnce = (answer: (said: Pushed) => unknown) => {
    line.lie = (what, said) => {
      if (what !== 'push') return said;
      line.lie = (_what, later) => later;
      return answer(said as Pushed);
    };
  };

  it('SY1: what was taken before something stopped is acknowledged, the rest is sent again', async () => {
    const desk = await busyDesk();
    answerOnce((said) => ({
      ...said,
      accepted: said.accepted.slice(0, 1),
      stopped: { code: 'gap', expected: 4 },
    }));
    desk.session?.pause();
    work(desk);
    work(desk);
    desk.session?.again();
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect([desk.unsent, server.head, desk.disowned]).toEqual([0, 4, false]);
  });

  it('SY4: what was taken before one that is too large is acknowledged, and that one is tried by itself', async () => {
    const desk = await busyDesk();
    answerOnce((said) => ({
      ...said,
      accepted: said.accepted.slice(0, 1),
      stopped: { code: 'too-large', bytes: 9, limit: 8 },
    }));
    line.pushed.splice(0);
    desk.session?.pause();
    work(desk);
    work(desk);
    desk.session?.again();
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(line.pushed.map(({ commits }) => commits.length)).toEqual([2, 1]);
    expect([desk.unsent, server.head, desk.place?.held]).toEqual([0, 4, []]);
  });

  it('SY7: a server that lacks what it acknowledged is sent that again, from where it says', async () => {
    const desk = await busyDesk();
    answerOnce(() => ({ refused: { code: 'gap', expected: 1 } }));
    line.pushed.splice(0);
    work(desk);
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(line.pushed.map(({ commits }) => commits.length)).toEqual([1, 3]);
    expect([desk.unsent, server.head]).toEqual([0, 3]);
  });

  it('SY4: a server that asks for the same again and again is not asked in circles', async () => {
    const desk = await busyDesk();
    line.lie = (what, said) => (what === 'push' ? { refused: { code: 'gap', expected: 1 } } : said);
    line.pushed.splice(0);
    work(desk);
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(desk.session?.view.push.state).toBe('waiting');
    expect(line.pushed.length).toBeLessThan(5);
    line.lie = (_what, said) => said;
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(desk.unsent).toBe(0);
  });

  it('SY4: a server that takes nothing and says nothing is not asked in circles', async () => {
    const desk = await busyDesk();
    line.lie = (what, said) =>
      what === 'push' ? { ...(said as Pushed), accepted: [], stopped: null } : said;
    line.pushed.splice(0);
    work(desk);
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    expect(desk.session?.view.push).toMatchObject({ state: 'waiting', failure: { code: 'unavailable' } });
    expect(line.pushed.length).toBeLessThan(5);
  });

  it.each([
    ['more of this device than the record', { code: 'gap', expected: 9 }],
    ['another history of this device', { code: 'forked', sequence: 1, hash: '0'.repeat(64) }],
  ])('DV3: a server that has %s makes this desktop a new device', async (_what, refused) => {
    const desk = await busyDesk();
    line.lie = (what, said) => (what === 'push' ? { refused } : said);
    work(desk);
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(desk.disowned).toBe(true);
    expect(desk.unsent).toBe(1);
  });

  it('SY7: a refill goes on past devices that the server does not know, and asks about its own', async () => {
    const empty = server.backup();
    const one = await busyDesk();
    const other = await busyDesk();
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    expect(other.place?.cursor?.sequence).toBe(4);
    one.crash();
    // The server forgot the first desk altogether, and with it its authors' list.
    server.restore({ ...empty, devices: server.backup().devices.slice(1) });
    other.session?.again();
    await vi.advanceTimersByTimeAsync(120 * SECOND);
    expect(server.head).toBe(2);
    expect(other.place?.epoch).toBe('e0002');
  });
});
