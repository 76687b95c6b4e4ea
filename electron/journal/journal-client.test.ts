import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FRAME_KIND, type Frame, frameBytes, MAX_PAYLOAD_BYTES } from '../../shared/journal/frame.ts';
import { IDENTITY, readAll } from '../../test/crash/journal-model.ts';
import { frame, NOTHING_KNOWN, text, value } from '../../test/crash/test-journal.ts';
import { JournalClient } from './journal-client.ts';
import { nodePort } from './node-port.ts';

const THREAD = new URL('./writer-thread.ts', import.meta.url);
const SEGMENT = 'seg-0000000000000001.cfj';

let folder: string;
let clients: JournalClient[];
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'counterfoil-client-')), 'company');
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

function client(): JournalClient {
  const made = new JournalClient({ folder, thread: THREAD });
  clients.push(made);
  return made;
}

async function opened(): Promise<JournalClient> {
  const made = client();
  value(await made.scan());
  value(await made.open(NOTHING_KNOWN, IDENTITY));
  return made;
}

const onDisk = (): readonly Frame[] => readAll(nodePort(folder)).frames;
const texts = (frames: readonly Frame[]): readonly string[] =>
  frames.filter(({ kind }) => kind === FRAME_KIND.ownCommit).map(({ payload }) => text(payload));

describe('the journal behind its thread', () => {
  it('BO3: scans before it opens, and creates nothing by scanning', async () => {
    const journal = client();
    expect(value(await journal.scan())).toMatchObject({ head: null, tail: null, broken: null });
    expect(readdirSync(folder)).toEqual(['lock']);
    expect(journal.head).toBeNull();
    expect(await journal.append([frame('early')])).toMatchObject({ ok: false, error: { reason: 'closed' } });
    expect(await journal.readFrom(1, 1)).toMatchObject({ ok: false, error: { reason: 'closed' } });
  });

  it('opens only what it has scanned', async () => {
    expect(await client().open(NOTHING_KNOWN, IDENTITY)).toMatchObject({
      ok: false,
      error: { reason: 'closed' },
    });
  });

  it('JO5: appends, and answers number, chain and frames', async () => {
    const journal = await opened();
    const answer = value(await journal.append([frame('one'), frame('two')]));
    expect(answer).toMatchObject({ first: 2, last: 3 });
    expect(texts(answer.frames)).toEqual(['one', 'two']);
    expect(texts(onDisk())).toEqual(['one', 'two']);
    expect(onDisk().at(-1)?.chain).toEqual(new Uint8Array(answer.chain));
    expect(journal.head).toMatchObject({ number: 3, journalId: 'journal' });
  });

  it('JO5: joins appends that wait, and answers each for itself, in order', async () => {
    const journal = await opened();
    const asked = Array.from({ length: 50 }, (_, index) => [frame(`${index}a`), frame(`${index}b`)]);
    const answers = (await Promise.all(asked.map((frames) => journal.append(frames)))).map(value);
    for (const [index, answer] of answers.entries()) {
      expect(answer).toMatchObject({ first: 2 + 2 * index, last: 3 + 2 * index });
      expect(texts(answer.frames)).toEqual([`${index}a`, `${index}b`]);
      expect(new Uint8Array(answer.chain)).toEqual(new Uint8Array(answer.frames[1]?.chain ?? []));
    }
    expect(onDisk()).toHaveLength(101);
    const places = await appendsOf(journal);
    expect(places).toBeLessThan(50);
  });

  it('answers an append of nothing among others', async () => {
    const journal = await opened();
    const [one, nothing, two] = await Promise.all([
      journal.append([frame('one')]),
      journal.append([]),
      journal.append([frame('two')]),
    ]);
    expect(value(one)).toMatchObject({ first: 2, last: 2 });
    expect(value(nothing).frames).toEqual([]);
    expect(value(two)).toMatchObject({ first: 3, last: 3 });
  });

  it('JO2: hands a seal to the append that followed it', async () => {
    const journal = await opened();
    const large = { kind: FRAME_KIND.ownCommit, payload: new Uint8Array(MAX_PAYLOAD_BYTES) };
    const answers = (await Promise.all(Array.from({ length: 40 }, () => journal.append([large])))).map(value);
    const frames = answers.flatMap((answer) => answer.frames);
    expect(frames.map(({ number }) => number)).toEqual(frames.map((_, index) => index + 2));
    expect(frames.filter(({ kind }) => kind === FRAME_KIND.seal)).toHaveLength(2);
    expect(answers.every((answer) => answer.last === answer.frames.at(-1)?.number)).toBe(true);
  });

  it('JO3: refuses what is too large for itself, not for those who wait with it', async () => {
    const journal = await opened();
    const [good, bad] = await Promise.all([
      journal.append([frame('one')]),
      journal.append([{ kind: 2, payload: new Uint8Array(MAX_PAYLOAD_BYTES + 1) }]),
    ]);
    expect(good.ok).toBe(true);
    expect(bad).toMatchObject({ ok: false, error: { reason: 'too-large', bytes: MAX_PAYLOAD_BYTES + 1 } });
  });

  it('reads on by number', async () => {
    const journal = await opened();
    value(await journal.append(['one', 'two', 'three'].map((each) => frame(each))));
    expect(texts(value(await journal.readFrom(2, 1e6)))).toEqual(['one', 'two', 'three']);
    expect(texts(value(await journal.readFrom(3, 1)))).toEqual(['two']);
    expect(texts(value(await journal.readFrom(2, 1e6, 2)))).toEqual(['one', 'two']);
    expect(value(await journal.readFrom(5, 1e6))).toEqual([]);
  });

  it('verifies while it is written', async () => {
    const journal = await opened();
    value(await journal.append([frame('one')]));
    const told: number[] = [];
    const [report] = await Promise.all([
      journal.verify({ commits: true }, (done) => {
        told.push(done);
        return 'go-on';
      }),
      journal.append([frame('two')]),
    ]);
    expect(value(report)).toMatchObject({ report: { fault: null, head: { number: 2 } } });
    expect(told).toHaveLength(1);
  });

  it('verifies before it is opened', async () => {
    value(await (await opened()).append([frame('one')]));
    expect(value(await client().verify({ commits: false }))).toMatchObject({
      report: { fault: null, head: { number: 2 } },
    });
  });

  it('JO1: is held by one program at a time', async () => {
    await opened();
    expect(await client().scan()).toEqual({
      ok: false,
      error: { kind: 'storage', reason: 'in-use', pid: process.pid },
    });
  });

  it('JO1: is free again after it was closed', async () => {
    const first = await opened();
    value(await first.append([frame('one')]));
    await first.close();
    expect(await first.append([frame('late')])).toMatchObject({ ok: false, error: { reason: 'closed' } });
    expect((await opened()).head).toMatchObject({ number: 2 });
  });

  it('closes after what is being written', async () => {
    const journal = await opened();
    const appending = journal.append([frame('one')]);
    await journal.close();
    expect((await appending).ok).toBe(true);
    expect(texts(onDisk())).toEqual(['one']);
  });

  it('JO8: cuts a torn tail when it opens', async () => {
    const first = await opened();
    value(await first.append([frame('one')]));
    value(await first.append([frame('two')]));
    await first.close();
    const path = join(folder, 'journal', SEGMENT);
    truncateSync(path, statSync(path).size - 5);
    const journal = client();
    expect(value(await journal.scan()).tail).toMatchObject({ number: 3 });
    expect(value(await journal.open(NOTHING_KNOWN, IDENTITY))).toMatchObject({ decision: { action: 'cut' } });
    expect(readdirSync(join(folder, 'quarantine'))).toHaveLength(1);
  });

  it('BO3: writes missing frames back, when it opens or later', async () => {
    const first = await opened();
    value(await first.append(['one', 'two', 'three'].map((each) => frame(each))));
    const all = onDisk();
    await first.close();
    const path = join(folder, 'journal', SEGMENT);
    truncateSync(path, statSync(path).size - frameBytes(3) - frameBytes(5));
    const journal = client();
    value(await journal.scan());
    expect(await journal.open({ applied: 3, acknowledged: null }, IDENTITY)).toMatchObject({
      error: { reason: 'behind' },
    });
    value(await journal.scan());
    expect(
      value(await journal.open({ applied: 3, acknowledged: null }, IDENTITY, all.slice(0, 3))).head.number,
    ).toBe(3);
    expect(value(await journal.appendExisting(all.slice(3)))).toMatchObject({ first: 4, last: 4 });
    expect(await journal.appendExisting(all.slice(3))).toMatchObject({ error: { reason: 'not-continuing' } });
    expect(onDisk()).toEqual(all);
  });

  it('JO8: fills a hole from frames held elsewhere', async () => {
    const first = await opened();
    value(await first.append([frame('one')]));
    const all = onDisk();
    await first.close();
    const path = join(folder, 'journal', SEGMENT);
    truncateSync(path, statSync(path).size - 5);
    const journal = client();
    const { tail } = value(await journal.scan());
    expect(value(await journal.repair({ ...tail } as never, all))).toMatchObject({
      repaired: { filled: [2] },
    });
    value(await journal.scan());
    expect(value(await journal.open({ applied: 2, acknowledged: null }, IDENTITY)).decision.action).toBe(
      'clean',
    );
    expect(await journal.repair({ ...tail } as never, all)).toMatchObject({ error: { reason: 'closed' } });
  });

  it('JO8: fills a hole of an earlier segment while the journal is open, and tells of it in a frame', async () => {
    const journal = await opened();
    const large = { kind: FRAME_KIND.ownCommit, payload: new Uint8Array(MAX_PAYLOAD_BYTES) };
    for (let count = 0; count < 17; count += 1) value(await journal.append([large]));
    const all = onDisk();
    const path = join(folder, 'journal', SEGMENT);
    expect(statSync(path).size).toBeGreaterThan(15 * MAX_PAYLOAD_BYTES);
    value(await journal.readFrom(3, 1));
    const bytes = readFileSync(path);
    bytes[5 * MAX_PAYLOAD_BYTES] = 1;
    writeFileSync(path, bytes);
    const { fault } = value(await journal.verify({ commits: false })).report;
    if (fault === null) throw new Error('expected a damaged journal');

    const { repaired, frames } = value(await journal.repair(fault, all));
    expect(repaired.filled).toEqual([fault.number]);
    expect(frames.map(({ kind }) => kind)).toEqual([FRAME_KIND.recovered]);
    expect(journal.head?.number).toBe(all.length + 1);
    expect(value(await journal.readFrom(fault.number, 1))[0]?.number).toBe(fault.number);
    expect(value(await journal.append([frame('after')])).last).toBe(all.length + 2);
    expect(onDisk().slice(0, all.length)).toEqual(all);
  });

  it('JO8: reads what stands before the first bad frame, and takes nothing', async () => {
    const first = await opened();
    for (const each of ['one', 'two', 'three']) value(await first.append([frame(each)]));
    await first.close();
    const path = join(folder, 'journal', SEGMENT);
    const bytes = readFileSync(path);
    const at = bytes.length - frameBytes(5) - frameBytes(3) + 40;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const journal = client();
    value(await journal.scan());
    expect(value(await journal.openReadOnly()).report).toMatchObject({
      fault: { number: 3 },
      head: { number: 2 },
    });
    expect(texts(value(await journal.readFrom(1, 1_000_000)))).toEqual(['one']);
    expect(value(await journal.readFrom(3, 1_000_000))).toEqual([]);
    expect(await journal.append([frame('four')])).toMatchObject({ error: { reason: 'closed' } });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('BO3: rebuilds a lost journal', async () => {
    const first = await opened();
    value(await first.append(['one', 'two'].map((each) => frame(each))));
    const all = onDisk();
    await first.close();
    const journal = client();
    value(await journal.scan());
    expect(await client().setAside()).toMatchObject({ error: { reason: 'closed' } });
    expect(await journal.startRebuild()).toMatchObject({ error: { reason: 'exists' } });
    expect(await journal.addToRebuild(all)).toMatchObject({ error: { reason: 'closed' } });
    expect(await journal.finishRebuild()).toMatchObject({ error: { reason: 'closed' } });
    expect(value(await journal.setAside())).toBe('quarantine/journal-1');
    value(await journal.startRebuild());
    value(await journal.addToRebuild(all.slice(0, 2)));
    expect(value(await journal.addToRebuild(all.slice(2))).number).toBe(3);
    value(await journal.finishRebuild());
    value(await journal.scan());
    expect(value(await journal.open({ applied: 3, acknowledged: null }, IDENTITY)).head.number).toBe(3);
    expect(onDisk()).toEqual(all);
  });

  it('JO6: answers "poisoned" when its thread is gone, since nobody knows what was written', async () => {
    const broken = new JournalClient({ folder, thread: new URL('./no-such-thread.ts', import.meta.url) });
    expect(await broken.scan()).toMatchObject({ ok: false, error: { reason: 'poisoned' } });
    expect(await broken.append([frame('one')])).toMatchObject({ ok: false, error: { reason: 'poisoned' } });
  });

  it('JO1: is locked here and now, once, for the thread too', async () => {
    const journal = client();
    expect([journal.lock(), journal.lock()]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ]);
    value(await journal.scan());
    expect(client().lock()).toMatchObject({ error: { reason: 'in-use' } });
    await journal.close();
    expect(client().lock().ok).toBe(true);
  });

  it('a check that is stopped ends, and writing goes on', async () => {
    const journal = await opened();
    value(await journal.append([frame('one')]));
    const told: number[] = [];
    await journal.verify({ commits: false }, (done) => {
      told.push(done);
      return 'stop';
    });
    expect(told).toHaveLength(1);
    expect(value(await journal.append([frame('two')])).last).toBe(3);
  });

  it('answers what cannot be read as data, and opens nothing of it', async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'journal'), 'a file where the folder should be');
    const journal = client();
    const unreadable = { ok: false, error: { reason: 'io' } };
    expect(await journal.scan()).toMatchObject(unreadable);
    expect(await journal.verify({ commits: true })).toMatchObject(unreadable);
    expect(await journal.openReadOnly()).toMatchObject(unreadable);
    expect(await journal.open(NOTHING_KNOWN, IDENTITY)).toMatchObject({ error: { reason: 'closed' } });
    expect(journal.head).toBeNull();
  });

  it('BO3: opens with no frames that do not continue it', async () => {
    const first = await opened();
    value(await first.append([frame('one')]));
    const all = onDisk();
    await first.close();
    const journal = client();
    value(await journal.scan());
    const strange = all.map((each) => ({ ...each, number: each.number + 2, chain: new Uint8Array(32) }));
    const opening = await journal.open({ applied: 4, acknowledged: null }, IDENTITY, strange);
    expect(opening).toMatchObject({ error: { reason: 'not-continuing' } });
    expect(onDisk()).toEqual(all);
  });

  it('JO8: fills no hole from frames that do not fit, closed or open', async () => {
    const first = await opened();
    const large = { kind: FRAME_KIND.ownCommit, payload: new Uint8Array(MAX_PAYLOAD_BYTES) };
    for (let count = 0; count < 17; count += 1) value(await first.append([large]));
    const path = join(folder, 'journal', SEGMENT);
    const bytes = readFileSync(path);
    bytes[5 * MAX_PAYLOAD_BYTES] = 1;
    writeFileSync(path, bytes);
    const { fault } = value(await first.verify({ commits: false })).report;
    if (fault === null) throw new Error('expected a damaged journal');
    expect(await first.repair(fault, [])).toMatchObject({ error: { reason: 'corrupt' } });
    const inLast = { ...fault, segment: readdirSync(join(folder, 'journal')).sort().at(-1) ?? '' };
    expect(await first.repair(inLast, [])).toMatchObject({ error: { reason: 'closed' } });
    await first.close();
    const journal = client();
    value(await journal.scan());
    expect(await journal.repair(fault, [])).toMatchObject({ error: { reason: 'corrupt' } });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('answers what the system refuses as data', async () => {
    const blocked = new JournalClient({ folder: '/dev/null/company', thread: THREAD });
    clients.push(blocked);
    expect(await blocked.scan()).toMatchObject({ ok: false, error: { reason: 'io', operation: 'mkdir' } });
  });
});

/** How many appends the journal's file shows: frames that are the first of theirs. */
async function appendsOf(journal: JournalClient): Promise<number> {
  await journal.close();
  const port = nodePort(folder);
  const file = port.open(`journal/${SEGMENT}`, 'read');
  const bytes = new Uint8Array(file.size());
  file.read(bytes, 0);
  file.close();
  const view = new DataView(bytes.buffer);
  const PLACE = 20;
  let at = 0;
  let appends = 0;
  for (const { payload } of onDisk()) {
    if (view.getUint32(at + PLACE, true) === 0) appends += 1;
    at += frameBytes(payload.length);
  }
  return appends;
}
