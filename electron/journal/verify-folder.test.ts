import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packCommit, unpackCommit } from '../../shared/events/commit.ts';
import { encodeAcknowledgement, packForeign } from '../../shared/events/confirmation.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { FRAME_KIND, type NewFrame } from '../../shared/journal/frame.ts';
import { openJournal } from '../../shared/journal/open-journal.ts';
import { decideRecovery } from '../../shared/journal/recovery.ts';
import { scanTail } from '../../shared/journal/scan.ts';
import { IDENTITY } from '../../test/crash/journal-model.ts';
import { NOTHING_KNOWN, value } from '../../test/crash/test-journal.ts';
import {
  type AuthorIdentity,
  type AuthorState,
  NEW_AUTHOR,
  signatureFrame,
  writeCommit,
} from '../company/author.ts';
import type { DeviceKey } from '../security/device-key.ts';
import { putBlob } from './blobs.ts';
import { acquireLock } from './lock.ts';
import { nodePort } from './node-port.ts';
import { verifyFolder } from './verify-folder.ts';

const COMPANY = '00000000-0000-7000-8000-000000000001';
const DEVICE = '00000000-0000-7000-8000-000000000002';
const ACTOR = '00000000-0000-7000-8000-000000000003';
const CLOCK = { now: () => 1_767_225_600_000, offset: () => 0 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-verify-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Length of what stands before the raw key in its DER form (RFC 8410). */
const SPKI_PREFIX_BYTES = 12;

function newKey(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return {
    publicKey: der.subarray(SPKI_PREFIX_BYTES).toString('base64'),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

/** Writes commits as one device; keeps its chain. */
class Author {
  readonly identity: AuthorIdentity;
  state: AuthorState = NEW_AUTHOR;

  constructor(device = DEVICE) {
    this.identity = { company: COMPANY, device, key: newKey() };
  }

  commit(...events: readonly DomainEvent[]): NewFrame {
    const id = `00000000-0000-7000-8000-${String(this.state.sequence + 100).padStart(12, '0')}`;
    const act = { id, actor: ACTOR, command: 'test', events };
    const { bytes, state } = writeCommit(this.identity, this.state, CLOCK, act);
    this.state = state;
    return { kind: FRAME_KIND.ownCommit, payload: packCommit(bytes) };
  }

  signature(): NewFrame {
    return { kind: FRAME_KIND.signature, payload: signatureFrame(this.identity, this.state) };
  }

  /** The commit that makes the device known, with its public key. */
  joins(): NewFrame {
    const fields = { name: 'Desk', publicKey: this.identity.key.publicKey, installId: COMPANY, prefix: '' };
    return this.commit(event('device.set', this.identity.device, '2026-01-01', { fields }));
  }
}

function write(...frames: readonly NewFrame[]): void {
  const port = nodePort(folder);
  const scan = value(scanTail(port));
  const journal = value(
    openJournal(port, { scan, decision: decideRecovery(scan, NOTHING_KNOWN), identity: IDENTITY }),
  );
  value(journal.append(frames));
  journal.close();
}

async function report(): Promise<{ readonly outcome: string; readonly text: string }> {
  const { outcome, lines } = await verifyFolder(folder);
  return { outcome, text: lines.join('\n') };
}

describe('npm run verify', () => {
  it('finds a sound folder sound, and says what is in it', async () => {
    const author = new Author();
    write(author.joins(), author.commit(), author.signature());
    const { outcome, text } = await report();
    expect(outcome).toBe('sound');
    expect(text).toContain('Journal journal, incarnation first');
    expect(text).toContain('4 sound frames (1 open, 2 ownCommit, 1 signature)');
    expect(text).toContain('2 commits of 1 devices, 1 signatures');
  });

  it('BO4: lets a sound journal be folded, and tells what that found; a damaged one is not', async () => {
    const author = new Author();
    write(author.joins(), author.commit(), author.signature());
    const found = { lines: ['1 checkpoint agrees'], problems: ['one differs'] };
    const sound = await verifyFolder(folder, async ({ number }) =>
      number === 4 ? found : { lines: [], problems: [] },
    );
    expect(sound.outcome).toBe('damaged');
    expect(sound.lines.join('\n')).toMatch(/1 checkpoint agrees[\s\S]*one differs/);
    writeFileSync(join(folder, 'journal', 'seg-0000000000000001.cfj'), 'scribbled over', { flag: 'r+' });
    expect((await verifyFolder(folder, async () => found)).lines.join('\n')).toContain(
      'Checkpoints were not compared: behind a bad frame nothing is proven.',
    );
  });

  it('DV5, EV7: follows sealed commits and bodies that it does not understand, and folds none of them', async () => {
    const author = new Author();
    const joins = author.joins();
    const rewritten = (frame: NewFrame, envelope: object, body?: string): NewFrame => {
      const bytes = unpackCommit(frame.payload);
      if (!bytes) throw new Error('not a commit');
      const said = { ...JSON.parse(Buffer.from(bytes.envelope).toString()), ...envelope };
      const packed = packCommit({
        envelope: new TextEncoder().encode(JSON.stringify(said)),
        body: body === undefined ? bytes.body : new TextEncoder().encode(body),
      });
      return { kind: FRAME_KIND.ownCommit, payload: packed };
    };
    write(joins, rewritten(author.commit(), { keyEpoch: 1 }));
    mkdirSync(join(folder, 'quarantine'));
    const { outcome, lines } = await verifyFolder(folder, async () => {
      throw new Error('a sealed journal is not folded');
    });
    expect(outcome).toBe('sound');
    expect(lines.join('\n')).toContain('Checkpoints were not compared: 1 commits are sealed');
    expect(lines.join('\n')).not.toContain('set aside');

    const other = mkdtempSync(join(tmpdir(), 'counterfoil-verify-'));
    rmSync(folder, { recursive: true });
    folder = other;
    write(rewritten(new Author().commit(), {}, '{"events": "of a newer program"}'));
    expect((await verifyFolder(folder)).outcome).toBe('sound');
  });

  it('says when there is no journal', async () => {
    expect(await report()).toMatchObject({ outcome: 'unreadable' });
  });

  it('says when the journal cannot be read', async () => {
    writeFileSync(join(folder, 'journal'), 'a file where the folder should be');
    expect(await report()).toMatchObject({ outcome: 'unreadable', text: expect.stringContaining('(io)') });
  });

  it('JO3: names the first bad frame', async () => {
    const author = new Author();
    write(author.joins(), author.commit(), author.signature());
    const path = join(folder, 'journal', 'seg-0000000000000001.cfj');
    const bytes = readFileSync(path);
    bytes[300] = (bytes[300] as number) ^ 1;
    writeFileSync(path, bytes);
    const { outcome, text } = await report();
    expect(outcome).toBe('damaged');
    expect(text).toContain('First bad frame: number 2, journal/seg-0000000000000001.cfj');
  });

  it('EV2: finds a signature by another key', async () => {
    const author = new Author();
    const forged = { ...author.identity, key: newKey() };
    const joins = author.joins();
    write(joins, { kind: FRAME_KIND.signature, payload: signatureFrame(forged, author.state) });
    expect(await report()).toMatchObject({
      outcome: 'damaged',
      text: expect.stringContaining(`the signature over commit 1 of device ${DEVICE} is wrong`),
    });
  });

  it('EV2: finds a signature of a device whose key nobody knows', async () => {
    const author = new Author();
    write(author.commit(), author.signature());
    expect(await report()).toMatchObject({ outcome: 'damaged' });
  });

  it('EV2: finds a signature over a commit that is not there', async () => {
    const author = new Author();
    const joins = author.joins();
    author.commit();
    write(joins, author.signature());
    expect(await report()).toMatchObject({
      outcome: 'damaged',
      text: expect.stringContaining('names a commit that is not here'),
    });
  });

  it('EV1: finds a gap in a device sequence', async () => {
    const author = new Author();
    const joins = author.joins();
    author.commit();
    write(joins, author.commit());
    expect(await report()).toMatchObject({
      outcome: 'damaged',
      text: expect.stringContaining(`commit 3 of device ${DEVICE} where 2 was expected`),
    });
  });

  const setAside = (...hashes: readonly string[]): NewFrame => {
    const aside = hashes.map((hash) => ({
      sequence: 2,
      received: 1,
      epoch: 'e1',
      hash,
      device: DEVICE,
      why: 'damaged' as const,
    }));
    return {
      kind: FRAME_KIND.acknowledgement,
      payload: encodeAcknowledgement({ epoch: 'e1', entries: [], aside }),
    };
  };

  it('SY4: finds nothing wrong where a commit was set aside, before or after it was taken in', async () => {
    const author = new Author();
    const joins = author.joins();
    const late = author.commit();
    const { hash } = author.state;
    write(joins, author.commit(), author.signature(), setAside(hash));
    expect(await report()).toMatchObject({ outcome: 'sound' });
    write(late);
    expect(await report()).toMatchObject({ outcome: 'sound' });
  });

  it('SY4: finds a commit that came late and is not the one that was set aside', async () => {
    const author = new Author();
    const joins = author.joins();
    const before = author.state;
    author.commit();
    const { hash } = author.state;
    const last = author.commit();
    const signature = author.signature();
    author.state = before;
    write(
      joins,
      last,
      signature,
      setAside(hash),
      author.commit(event('draft.discarded', ACTOR, '2026-01-01', {})),
    );
    expect(await report()).toMatchObject({
      outcome: 'damaged',
      text: expect.stringContaining("does not continue its author's chain"),
    });
  });

  it('EV1: finds a commit that does not continue its author chain', async () => {
    const author = new Author();
    const joins = author.joins();
    author.state = { ...author.state, hash: 'f'.repeat(64) };
    write(joins, author.commit());
    expect(await report()).toMatchObject({
      outcome: 'damaged',
      text: expect.stringContaining("does not continue its author's chain"),
    });
  });

  it('EV1: finds two commits of one device at the same place', async () => {
    const author = new Author();
    const joins = author.joins();
    const { state } = author;
    const first = author.commit();
    author.state = state;
    const second = author.commit(event('user.set', ACTOR, '2026-01-01', { fields: { name: 'Two' } }));
    write(joins, first, second);
    expect(await report()).toMatchObject({
      outcome: 'damaged',
      text: expect.stringContaining(`commit 2 of device ${DEVICE} where 3 was expected`),
    });
  });

  it('follows the chains of other devices, and takes what sync delivers twice once', async () => {
    const author = new Author();
    const other = new Author('00000000-0000-7000-8000-000000000009');
    const joins = author.joins();
    const foreign = [other.joins(), other.commit()].map(({ payload }, index) => ({
      kind: FRAME_KIND.foreignCommit,
      payload: packForeign({ sequence: index + 1, received: 1, epoch: COMPANY }, payload),
    }));
    const sent = encodeAcknowledgement({
      epoch: COMPANY,
      entries: [{ id: ACTOR, sequence: 3, received: 1 }],
    });
    const acknowledgement = { kind: FRAME_KIND.acknowledgement, payload: sent };
    write(joins, ...foreign, foreign[1] as NewFrame, other.signature(), author.signature(), acknowledgement);
    expect(await report()).toMatchObject({
      outcome: 'sound',
      text: expect.stringContaining('3 commits of 2 devices, 2 signatures'),
    });
  });

  it('EV7: counts what it does not understand, and does not call it damage', async () => {
    const own = (payload: Uint8Array): NewFrame => ({ kind: FRAME_KIND.ownCommit, payload });
    const strange = new TextEncoder().encode('no commit');
    write(
      own(strange),
      own(packCommit({ envelope: strange, body: strange })),
      { kind: FRAME_KIND.foreignCommit, payload: strange },
      { kind: FRAME_KIND.signature, payload: strange },
      { kind: FRAME_KIND.acknowledgement, payload: strange },
    );
    expect(await report()).toMatchObject({
      outcome: 'sound',
      text: expect.stringContaining('5 frames are of a kind'),
    });
  });

  it('EV11: finds blobs that are damaged, and blobs that a commit names and that are not there', async () => {
    const author = new Author();
    const logo = new TextEncoder().encode('a logo');
    const hash = createHash('sha256').update(logo).digest('hex');
    const named = { fields: { logo: { sha256: hash, type: 'png' as const, width: 1, height: 1 } } };
    write(author.joins(), author.commit(event('company.set', COMPANY, '2026-01-01', named)));
    expect(await report()).toMatchObject({
      outcome: 'damaged',
      text: expect.stringContaining(`Bad blob: blobs/${hash} (missing)`),
    });
    value(await putBlob(folder, logo));
    expect(await report()).toMatchObject({ outcome: 'sound' });
    writeFileSync(join(folder, 'blobs', hash), 'another');
    expect(await report()).toMatchObject({ outcome: 'damaged', text: expect.stringContaining('(damaged)') });
  });

  it('says what lies in quarantine, and that the company is open', async () => {
    const author = new Author();
    write(author.joins());
    mkdirSync(join(folder, 'quarantine'));
    writeFileSync(join(folder, 'quarantine', 'seg-1-2-1'), 'bytes');
    const lock = value(acquireLock(folder));
    const { outcome, text } = await report();
    expect(outcome).toBe('sound');
    expect(text).toContain(`process ${process.pid} has this company open`);
    expect(text).toContain('1 set aside in quarantine/: seg-1-2-1');
    lock.release();
  });
});
