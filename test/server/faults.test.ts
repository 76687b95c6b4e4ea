/** What breaks between a push and its answer: connections cut at every statement, serialization failures, journals that refuse. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { push } from '../../server/handlers/push.ts';
import type { Sql } from '../../server/store/database.ts';
import { openEmbedded, type ServerJournal } from '../../server/store/embedded.ts';
import type { Connection } from '../../server/store/postgres.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { firstCompanyChain, nextCompanyChain } from '../../shared/wire/company-chain.ts';
import { type Desktop, must, sha256 } from './desktop.ts';
import { embeddedIn, embeddedPlace, newPlace, type Office, openOffice, removePostgres } from './office.ts';

afterAll(removePostgres);

/** Everything of a company, checked: places without gaps under one chain, and every commit of the author once. */
async function expectWhole(office: Office, one: Desktop): Promise<void> {
  const { epoch, head, chain } = must(await one.call(office, 'status', {}, {}, null));
  const { commits } = must(await one.pull(office, { epoch }));
  let followed = firstCompanyChain(one.company, sha256);
  for (const commit of commits) followed = nextCompanyChain(followed, commit, sha256);
  expect(commits.map(({ sequence }) => sequence)).toEqual(one.commits.map((_commit, index) => index + 1));
  expect(commits.map(({ hash }) => hash)).toEqual(one.commits.map(({ hash }) => hash));
  expect({ head, chain }).toEqual({ head: one.commits.length, chain: followed });
}

/** Breaks one statement, counted from when it was armed. */
function breaker() {
  let count = 0;
  let at = 0;
  let how: 'before' | 'after' = 'before';
  return {
    arm(statement: number, when: 'before' | 'after') {
      count = 0;
      at = statement;
      how = when;
    },
    /** How many statements there were since it was armed. */
    disarm: () => {
      at = 0;
      return count;
    },
    async run<T>(statement: () => Promise<T>, cut: () => Promise<void>): Promise<T> {
      if (at === 0) return statement();
      count += 1;
      if (count !== at) return statement();
      if (how === 'before') await cut();
      const result = await statement();
      if (how === 'after') {
        await cut();
        throw Object.assign(new Error('cut'), { code: '08006' });
      }
      return result;
    },
  };
}

describe('PostgreSQL', () => {
  const cutConnection = (connection: Connection) => async () => {
    // The server's own end of the connection goes away, as when its process dies.
    await connection.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
  };

  it('SV2: a push cut at each statement, before or after it, happens once', async () => {
    const place = await newPlace('postgresql');
    const fault = breaker();
    const wrap = (connection: Connection): Connection => ({
      query: (text, values) => fault.run(() => connection.query(text, values), cutConnection(connection)),
      release: (broken) => connection.release(broken),
    });
    const once = { attempts: 1, pause: () => Promise.resolve() };
    const office = await openOffice(place, await place.open({ pg: { wrap, retry: once } }));
    const one = await office.founder();
    let refused = 0;
    let statements = Number.POSITIVE_INFINITY;
    for (let at = 1; at <= statements; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const batch = one.pushOf(one.write(2));
        fault.arm(at, when);
        const answer = await one.push(office, batch);
        const done = fault.disarm();
        if (answer.ok) statements = Math.min(statements, done);
        else {
          expect(answer.error).toMatchObject({ code: 'unavailable' });
          refused += 1;
        }
        const again = must(await one.push(office, batch));
        expect(again.accepted.map(({ sequence }) => sequence)).toEqual(
          one.commits.slice(-2).map(({ sequence }) => sequence),
        );
        await expectWhole(office, one);
      }
    }
    expect(statements).toBeGreaterThan(8);
    expect(refused).toBeGreaterThanOrEqual(2 * statements);
    await office.close();
    place.remove();
  });

  it.each(['40001', '40P01', '08006', '57P01'])(
    'SV2: error %s at any statement goes away by itself',
    async (code) => {
      const place = await newPlace('postgresql');
      const fault = breaker();
      const wrap = (connection: Connection): Connection => ({
        query: (text, values) =>
          fault.run(
            () => connection.query(text, values),
            () => Promise.reject(Object.assign(new Error('injected'), { code })),
          ),
        release: (broken) => connection.release(broken),
      });
      const retry = { attempts: 3, pause: () => Promise.resolve() };
      const office = await openOffice(place, await place.open({ pg: { wrap, retry } }));
      const one = await office.founder();
      for (let at = 1; at <= 10; at += 1) {
        fault.arm(at, 'before');
        must(await one.push(office, one.pushOf(one.write(1))));
        expect(fault.disarm()).toBeGreaterThan(at);
      }
      await expectWhole(office, one);
      await office.close();
      place.remove();
    },
  );

  it('SV1: readers during writes never skip a place', async () => {
    const place = await newPlace('postgresql');
    const office = await openOffice(place, await place.open());
    const one = await office.founder();
    const writers = [one, await office.join(one.company), await office.join(one.company)];
    const { epoch } = must(await one.call(office, 'status', {}, {}, null));
    const total = writers.length * 20 * 3;
    const reader = async (desktop: Desktop) => {
      let after = 0;
      let chain = firstCompanyChain(one.company, sha256);
      let pages = 0;
      while (after < total) {
        const { commits } = must(await desktop.pull(office, { epoch, after, wait: 5000, limit: 7 }));
        for (const commit of commits) {
          expect(commit.sequence).toBe(after + 1);
          chain = nextCompanyChain(chain, commit, sha256);
          expect(commit.chain).toBe(chain);
          after = commit.sequence;
        }
        pages += 1;
      }
      return pages;
    };
    const writing = writers.map(async (writer) => {
      for (let count = 0; count < 20; count += 1)
        must(await writer.push(office, writer.pushOf(writer.write(3))));
    });
    const pages = await Promise.all([reader(one), reader(writers[1]!)]);
    await Promise.all(writing);
    expect(Math.min(...pages)).toBeGreaterThan(total / 7 - 1);
    await office.close();
    place.remove();
  });
});

describe('the embedded store', () => {
  /** Opens what a crash at this moment would leave: the journal's files as they are, and a projection that nobody flushed. */
  async function crashed(folder: string): Promise<{ office: Office; end: () => Promise<void> }> {
    const copy = mkdtempSync(join(tmpdir(), 'counterfoil-crashed-'));
    cpSync(join(folder, 'journal'), join(copy, 'journal'), { recursive: true });
    const place = { ...embeddedPlace(), folder: copy };
    const office = await openOffice(place, await openEmbedded(await embeddedIn(copy)));
    return {
      office,
      end: async () => {
        await office.close();
        rmSync(copy, { recursive: true, force: true });
      },
    };
  }

  /** Whether a push that was answered is there after a crash right then. */
  async function answeredSurvives(wrap?: (journal: ServerJournal) => ServerJournal): Promise<boolean> {
    const place = embeddedPlace();
    const office = await openOffice(
      place,
      await place.open(wrap === undefined ? {} : { wrap: { journal: wrap } }),
    );
    const one = await office.founder();
    const pushed = must(await one.push(office, one.pushOf(one.write(3))));
    const after = await crashed(place.folder);
    const status = await one.call(after.office, 'status', {}, {}, null);
    const survived = status.ok && status.value.head === pushed.head;
    if (survived) await expectWhole(after.office, one);
    await after.end();
    await office.close();
    place.remove();
    return survived;
  }

  it('SV3: what was answered is in the journal', async () => {
    expect(await answeredSurvives()).toBe(true);
  });

  it('SV3: the mutant that answers before the journal is flushed dies', async () => {
    const early = (journal: ServerJournal): ServerJournal => {
      const closing = Promise.withResolvers<void>();
      let waiting: Promise<unknown> = closing.promise;
      let last = 1;
      return {
        ...bound(journal),
        append(frames) {
          // Answers by what it expects, and writes when there is nothing else to do.
          last += frames.length;
          waiting = waiting.then(() => journal.append(frames));
          return Promise.resolve({
            ok: true,
            value: { first: 0, last, chain: new Uint8Array(32), frames: [] },
          });
        },
        close: () => {
          closing.resolve();
          return waiting.then(() => journal.close());
        },
      };
    };
    expect(await answeredSurvives(early)).toBe(false);
  });

  const bound = (journal: ServerJournal): ServerJournal => ({
    append: (frames) => journal.append(frames),
    readFrom: (number, maxBytes) => journal.readFrom(number, maxBytes),
    close: () => journal.close(),
  });

  it('SV3: a statement that fails anywhere leaves a push that can be sent again', async () => {
    const place = embeddedPlace();
    const fault = breaker();
    const wrap = {
      sql: (sql: Sql): Sql => ({
        query: (text, values) =>
          fault.run(
            () => sql.query(text, values),
            () => Promise.reject(Object.assign(new Error('injected'), { code: 'XX000' })),
          ),
      }),
    };
    const office = await openOffice(place, await place.open({ wrap }));
    const one = await office.founder();
    let statements = Number.POSITIVE_INFINITY;
    for (let at = 1; at <= statements; at += 1) {
      const batch = one.pushOf(one.write(2));
      fault.arm(at, 'before');
      const answer = await one.push(office, batch);
      const done = fault.disarm();
      if (answer.ok) statements = Math.min(statements, done);
      else expect(answer.error.code).toMatch(/^(internal|unavailable)$/);
      must(await one.push(office, batch));
      await expectWhole(office, one);
    }
    expect(statements).toBeGreaterThan(8);
    await office.close();
    place.remove();
  });

  it.each([
    ['full disk', { kind: 'storage', reason: 'disk-full' }, 'full', false],
    [
      'flush that failed before a byte was kept',
      { kind: 'storage', reason: 'poisoned', code: 'EIO' },
      'unavailable',
      false,
    ],
    [
      'flush that failed though all was kept',
      { kind: 'storage', reason: 'poisoned', code: 'EIO' },
      'unavailable',
      true,
    ],
  ] as const)(
    'JO6, JO7: a %s is told, and nothing is lost or doubled',
    async (_what, error, code, written) => {
      const place = embeddedPlace();
      let failing = false;
      const journal = (inner: ServerJournal): ServerJournal => ({
        ...bound(inner),
        append: async (frames) => {
          if (!failing) return inner.append(frames);
          failing = false;
          if (written) await inner.append(frames);
          return { ok: false, error };
        },
      });
      const office = await openOffice(place, await place.open({ wrap: { journal } }));
      const one = await office.founder();
      must(await one.push(office, one.pushOf(one.write(2))));
      failing = true;
      const batch = one.pushOf(one.write(2));
      expect(await one.push(office, batch)).toMatchObject({ error: { code } });
      expect(must(await one.push(office, batch)).accepted.map(({ sequence }) => sequence)).toEqual([3, 4]);
      await expectWhole(office, one);
      await office.close();
      place.remove();
    },
  );

  it('SV3: frames of a push that were not all written count for nothing', async () => {
    const place = embeddedPlace();
    let cut = Number.POSITIVE_INFINITY;
    const journal = (inner: ServerJournal): ServerJournal => ({
      ...bound(inner),
      append: async (frames) => {
        if (!frames.some(({ kind }) => kind === FRAME_KIND.foreignCommit)) return inner.append(frames);
        const appended = await inner.append(frames.slice(0, cut));
        return cut < frames.length
          ? { ok: false, error: { kind: 'storage', reason: 'poisoned', code: 'EIO' } }
          : appended;
      },
    });
    const office = await openOffice(place, await place.open({ wrap: { journal } }));
    const one = await office.founder();
    const batch = one.pushOf(one.write(3));
    cut = 2;
    expect(await one.push(office, batch)).toMatchObject({ error: { code: 'unavailable' } });
    expect(must(await one.call(office, 'status', {}, {}, null)).head).toBe(0);
    cut = Number.POSITIVE_INFINITY;
    must(await one.push(office, batch));
    await expectWhole(office, one);
    await office.close();
    place.remove();
  });

  it('SV3: the projection is made anew unless it was closed and flushed', async () => {
    const place = embeddedPlace();
    const office = await openOffice(place, await place.open());
    const one = await office.founder();
    must(await one.push(office, one.pushOf(one.write(5))));
    await office.close();
    const believed = await place.open();
    await believed.read((sql) => sql.query('UPDATE company SET head = 99'));
    expect(await believed.read((sql) => sql.query('SELECT head FROM company'))).toEqual([{ head: 99 }]);
    await believed.close();
    const closedWell = await place.open();
    expect(await closedWell.read((sql) => sql.query('SELECT head FROM company'))).toEqual([{ head: 99 }]);
    rmSync(join(place.folder, 'projection.json'), { force: true });
    await closedWell.close();
    rmSync(join(place.folder, 'projection.json'), { force: true });
    const rebuilt = await openOffice(place, await place.open());
    await expectWhole(rebuilt, one);
    await rebuilt.close();
    place.remove();
  });

  it('SV3: one process at a time', async () => {
    const place = embeddedPlace();
    const database = await place.open();
    await expect(place.open()).rejects.toMatchObject({ error: { reason: 'in-use', pid: process.pid } });
    await database.close();
    place.remove();
  });
});

describe('named mutants', () => {
  it('SY1: the one that knows commits by their number alone dies', async () => {
    /** Whether a fork is noticed and changes nothing. */
    const noticesForks = async (knowsBy?: Parameters<typeof push>[3]): Promise<boolean> => {
      const place = await newPlace('postgresql');
      const office = await openOffice(place, await place.open());
      const one = await office.founder();
      const [first] = one.write(2);
      must(await one.push(office, one.pushOf(one.commits)));
      const clone = one.write(1, 61, first);
      const asker = { company: one.company, device: one.device, role: 'owner', state: 'active' } as const;
      const answer = await push(office.running.context, asker, one.pushOf(clone), knowsBy);
      await office.close();
      place.remove();
      return !answer.ok && answer.error.code === 'forked';
    };
    expect(await noticesForks()).toBe(true);
    expect(await noticesForks((stored, sent) => stored.deviceSequence === sent.sequence)).toBe(false);
  });
});
