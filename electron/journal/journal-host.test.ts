import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FRAME_KIND, MAX_PAYLOAD_BYTES } from '../../shared/journal/frame.ts';
import type { JournalFile, JournalPort } from '../../shared/journal/port.ts';
import { IDENTITY, readAll } from '../../test/crash/journal-model.ts';
import { frame, NOTHING_KNOWN, value } from '../../test/crash/test-journal.ts';
import { JournalHost } from './journal-host.ts';
import { nodePort } from './node-port.ts';
import { packFrames, unpackFrames } from './packed-frames.ts';

let folder: string;
let host: JournalHost;
/** From now on nothing can be written. */
let full: boolean;
/** The disk is full once a file has been put in another's place. */
let fullAfterRename: boolean;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-host-'));
  full = false;
  fullAfterRename = false;
  host = new JournalHost(folder, fillingPort(nodePort(folder)), () => {});
});
afterEach(() => {
  host.handle('close', null);
  rmSync(folder, { recursive: true, force: true });
});

/** A disk that can be filled up. */
function fillingPort(port: JournalPort): JournalPort {
  const filling = (file: JournalFile): JournalFile => ({
    ...file,
    write: (bytes, at) => {
      if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return file.write(bytes, at);
    },
  });
  return {
    ...port,
    create: (path) => filling(port.create(path)),
    open: (path, mode) => filling(port.open(path, mode)),
    rename: (from, to) => {
      port.rename(from, to);
      full = fullAfterRename;
    },
  };
}

function open(): void {
  value(host.handle('scan', null));
  value(host.handle('open', { known: NOTHING_KNOWN, identity: IDENTITY, missing: packFrames([]) }));
}

const append = (...texts: string[]) => host.handle('append', packFrames(texts.map((text) => frame(text))));

it('JO7: refuses an append on a full disk, keeps what was there, and goes on when there is room', () => {
  open();
  value(append('one'));
  full = true;
  expect(append('two')).toEqual({ ok: false, error: { kind: 'storage', reason: 'disk-full' } });
  full = false;
  const { frames } = value(append('three'));
  expect(unpackFrames(frames)[0]?.number).toBe(3);
  expect(readAll(nodePort(folder)).frames).toHaveLength(3);
});

it('JO8: a hole that was filled stays filled when the frame that tells of it finds no room', () => {
  open();
  const large = { kind: FRAME_KIND.ownCommit, payload: new Uint8Array(MAX_PAYLOAD_BYTES) };
  for (let count = 0; count < 17; count += 1) value(host.handle('append', packFrames([large])));
  const all = readAll(nodePort(folder)).frames;
  const path = join(folder, 'journal', 'seg-0000000000000001.cfj');
  const bytes = readFileSync(path);
  bytes[5 * MAX_PAYLOAD_BYTES] = 1;
  writeFileSync(path, bytes);
  const { fault } = value(host.handle('verify', { upTo: all.length, commits: false })).report;
  if (fault === null) throw new Error('expected a damaged journal');
  const repair = { fault, frames: packFrames(all) };
  fullAfterRename = true;
  expect(host.handle('repair', repair)).toMatchObject({ error: { reason: 'disk-full' } });
  const { frames, sound } = readAll(nodePort(folder));
  expect([sound, frames]).toEqual([true, all]);
});
