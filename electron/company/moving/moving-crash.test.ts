/** A crash at every write of a move, on either computer (ADR 42): never may two go on, and never can none. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../shared/errors/index.ts';
import type { SecretStore } from '../../ports.ts';
import { makeDeviceKey, readDeviceKey } from '../../security/device-key.ts';
import { deviceKeyFile } from '../../security/key-file.ts';
import { receiverOf } from '../../security/move-code.ts';
import { CompanyList } from '../company-list.ts';
import { Marks } from '../marks.ts';
import { writeMoveFile } from './move-out.ts';
import { type Arrival, receivingCode, seeMoveFile, unpackMoveFile } from './take-over.ts';

/** How many more changes of the disk succeed: after them nothing is written any more, as after a power cut. */
const power = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const spend = (): void => {
    if (power.left <= 0) throw Object.assign(new Error('the power is gone'), { code: 'EIO' });
    power.left -= 1;
  };
  const changing =
    <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      spend();
      return call(...args);
    };
  const open = async (...args: Parameters<typeof real.open>) => {
    if (args[1] !== 'r') spend();
    const file = await real.open(...args);
    const [write, sync] = [file.write.bind(file), file.sync.bind(file)];
    return Object.assign(file, {
      write: changing(write as (...given: unknown[]) => Promise<unknown>),
      sync: changing(sync),
    });
  };
  const { rename, mkdir: make, rm: remove, chmod } = real;
  return {
    ...real,
    open,
    rename: changing(rename),
    mkdir: changing(make),
    rm: changing(remove),
    chmod: changing(chmod),
  };
});

const COMPANY = '0190c0de-0000-7000-8000-0000000000aa';
const DEVICE = '0190c0de-0000-7000-8000-0000000000bb';
const SERIES = '0190c0de-0000-7000-8000-0000000000cc';
const NOW = Date.parse('2026-03-02T12:00:00Z');
const PLAIN: SecretStore = { protection: 'file', seal: (secret) => secret, open: (sealed) => sealed };
const RECORD = 'the record as the old computer closed it';

let top: string;
let path: string;
let key: string;

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'counterfoil-crash-'));
  path = join(top, 'stick.cfmove');
});
afterEach(async () => {
  power.left = Number.POSITIVE_INFINITY;
  await rm(top, { recursive: true, force: true });
});

/** What a program knows that starts on a data folder. */
async function startOn(dataFolder: string): Promise<Arrival> {
  await mkdir(dataFolder, { recursive: true });
  const list = new CompanyList(dataFolder);
  const [marks] = await Promise.all([Marks.read(dataFolder, () => DEVICE), list.load()]);
  return { dataFolder, marks, list, secrets: PLAIN };
}

/** The old computer, its company closed for the receiver. */
async function oldComputer(name: string): Promise<Arrival> {
  const old = await startOn(join(top, name));
  const folder = old.list.folderOf(COMPANY);
  await mkdir(join(folder, 'journal'), { recursive: true });
  await mkdir(join(folder, 'blobs'));
  await writeFile(join(folder, 'journal', 'seg-0000000000000001.cfj'), RECORD);
  await writeFile(join(folder, 'blobs', 'ab'.repeat(32)), Buffer.alloc(3_000, 'x'));
  await old.marks.bind(COMPANY, DEVICE);
  old.marks.advance(COMPANY, 7, new Map([[SERIES, 3]]));
  await old.marks.flush();
  const made = await makeDeviceKey(deviceKeyFile(old.dataFolder, DEVICE), PLAIN);
  key = made.ok ? made.value.publicKey : '';
  return startOn(old.dataFolder);
}

async function receiverAt(fresh: Arrival): Promise<string> {
  const code = await receivingCode(fresh);
  return (code.ok && receiverOf(code.value)?.publicKey) || '';
}

const leave = (old: Arrival, receiver: string) =>
  writeMoveFile({
    ...{ company: COMPANY, name: 'Ivy Bookbinders', demo: false, device: DEVICE, receiver, path },
    ...{ server: null, computer: 'OLD', folder: old.list.folderOf(COMPANY), now: NOW, onBytes: () => {} },
    ...{ dataFolder: old.dataFolder, marks: old.marks, secrets: PLAIN },
    access: { lock: () => ok(null), close: async () => {} },
  });

async function arrive(fresh: Arrival): Promise<boolean> {
  const unpacked = await unpackMoveFile(fresh, path, 'moved', () => {});
  return unpacked.ok && (await unpacked.value.place()).ok;
}

/** Does something with so much power; answers whether it got through. */
async function until(changes: number, work: () => Promise<boolean>): Promise<boolean> {
  power.left = changes;
  const done = await work().catch(() => false);
  power.left = Number.POSITIVE_INFINITY;
  return done;
}

const keyAt = async ({ dataFolder }: Arrival): Promise<string | null> => {
  const key = await readDeviceKey(deviceKeyFile(dataFolder, DEVICE), PLAIN);
  return key.ok ? (key.value?.publicKey ?? null) : null;
};

const recordAt = async ({ list }: Arrival): Promise<string | null> => {
  const file = join(list.folderOf(COMPANY), 'journal', 'seg-0000000000000001.cfj');
  return readFile(file, 'utf8').catch(() => null);
};

describe('a crash while a company moves', () => {
  it('DV3: on the old computer: it can be taken back there, or has left, and then the file can be written', async () => {
    const fresh = await startOn(join(top, 'new'));
    const receiver = await receiverAt(fresh);
    const seen = { stays: 0, left: 0 };
    for (let changes = 0, whole = false; !whole; changes += 1) {
      const old = await oldComputer(`old-${changes}`);
      whole = await until(changes, async () => (await leave(old, receiver)).ok);
      const again = await startOn(old.dataFolder);
      const left = again.marks.of(COMPANY)?.handedOver !== undefined;
      const opens = (await seeMoveFile(fresh, path)).ok;
      seen[left ? 'left' : 'stays'] += 1;
      // Never two: a file that opens was written by a computer that writes nothing more.
      expect(opens && !left).toBe(false);
      if (!left) expect(await keyAt(again)).toBe(key);
      // Never none: what has left can be written again, for the same computer.
      if (left) {
        expect((await leave(again, receiver)).ok).toBe(true);
        expect(await keyAt(again)).toBeNull();
        expect(await seeMoveFile(fresh, path)).toMatchObject({ ok: true, value: { brings: 'moved' } });
        const there = await startOn(join(top, `new-${changes}`));
        await cp(fresh.dataFolder, there.dataFolder, { recursive: true });
        expect(await arrive(there)).toBe(true);
        expect(await keyAt(there)).toBe(key);
      }
      await rm(path, { force: true });
      await rm(`${path}.part`, { force: true });
    }
    expect(seen.stays).toBeGreaterThan(5);
    expect(seen.left).toBeGreaterThan(3);
  });

  it.each(['a computer that never had it', 'one to which it comes back'])(
    'DV3: on the new computer, %s: nothing is there that would become another device, and the file opens again',
    async (which) => {
      const comesBack = which.startsWith('one');
      const fresh = await startOn(join(top, 'new'));
      const receiver = await receiverAt(fresh);
      if (comesBack) {
        const folder = fresh.list.folderOf(COMPANY);
        await mkdir(join(folder, 'journal'), { recursive: true });
        await writeFile(join(folder, 'journal', 'seg-0000000000000001.cfj'), 'as it had left here');
        await fresh.marks.bind(COMPANY, DEVICE);
        await fresh.marks.handOver(COMPANY, { receiver: 'another', box: 'AAAA', at: NOW - 1 });
      }
      await leave(await oldComputer('old'), receiver);
      let steps = 0;
      for (let whole = false; !whole; steps += 1) {
        const dataFolder = join(top, `new-${steps}`);
        await cp(fresh.dataFolder, dataFolder, { recursive: true });
        const there = await startOn(dataFolder);
        whole = await until(steps, () => arrive(there));
        const again = await startOn(dataFolder);
        const marks = again.marks.of(COMPANY);
        // Where there is a record, the marks say whose it is, so that opening it makes no new device of it.
        const record = await recordAt(again);
        if (record === RECORD) {
          expect(marks).toMatchObject({
            device: DEVICE,
            sequence: 7,
            series: { [SERIES]: 3 },
            taking: { receiver },
          });
          expect(await keyAt(again)).toBe(key);
        } else if (record !== null) expect(marks).toMatchObject({ handedOver: { receiver: 'another' } });
        if (whole) expect(record).toBe(RECORD);
        // What is in place is opened as it is: it may have gone on since.
        if (record === RECORD)
          expect(await seeMoveFile(again, path)).toMatchObject({ ok: true, value: { brings: 'here' } });
        else {
          expect(await arrive(again)).toBe(true);
          expect(await recordAt(again)).toBe(RECORD);
          expect(await keyAt(again)).toBe(key);
        }
        const names = await readdir(again.list.folderOf(COMPANY));
        expect(names).toContain('blobs');
      }
      expect(steps).toBeGreaterThan(12);
    },
  );
});
