import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { value } from '../../test/crash/test-journal.ts';
import { acquireLock, lockHolder } from './lock.ts';
import { type Processes, systemProcesses } from './processes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

/** A machine on which these processes run, with what tells their start: a text, or (elsewhere than on Linux) an instant. */
function machine(pid: number, running: Readonly<Record<number, string | number | null>>): Processes {
  const start = (each: number): string | number | null => running[each] ?? null;
  return {
    pid,
    now: () => NOW,
    alive: (each) => each in running,
    startOf: (each) => (typeof start(each) === 'string' ? String(start(each)) : null),
    startedAt: (each) => (typeof start(each) === 'number' ? Number(start(each)) : null),
  };
}

describe('the lock of a company', () => {
  it('JO1: is taken once', () => {
    const here = machine(10, { 10: 'a' });
    value(acquireLock(folder, here));
    expect(acquireLock(folder, machine(11, { 10: 'a', 11: 'b' }))).toEqual({
      ok: false,
      error: { kind: 'storage', reason: 'in-use', pid: 10 },
    });
  });

  it('JO1: is not taken twice by one process either', () => {
    const here = machine(10, { 10: 'a' });
    value(acquireLock(folder, here));
    expect(acquireLock(folder, here)).toMatchObject({ ok: false, error: { reason: 'in-use', pid: 10 } });
  });

  it('is free again after its release', () => {
    const here = machine(10, { 10: 'a' });
    value(acquireLock(folder, here)).release();
    expect(readdirSync(folder)).toEqual([]);
    expect(acquireLock(folder, here).ok).toBe(true);
  });

  it('JO1: of a process that has died is taken over', () => {
    value(acquireLock(folder, machine(10, { 10: 'a' })));
    value(acquireLock(folder, machine(11, { 11: 'b' })));
    expect(lockHolder(folder, machine(12, { 11: 'b' }))).toBe(11);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('JO1: of a process whose number belongs to another now is taken over', () => {
    value(acquireLock(folder, machine(10, { 10: 'before the restart' })));
    expect(acquireLock(folder, machine(11, { 10: 'something else', 11: 'b' })).ok).toBe(true);
  });

  it('JO1: is respected when the system does not say when the process started', () => {
    value(acquireLock(folder, machine(10, { 10: null })));
    expect(acquireLock(folder, machine(11, { 10: 'a', 11: 'b' }))).toMatchObject({
      error: { reason: 'in-use' },
    });
  });

  it('JO1: is not that of a process which started after it was taken', () => {
    value(acquireLock(folder, machine(10, { 10: NOW - HOUR })));
    expect(acquireLock(folder, machine(11, { 10: NOW - HOUR }))).toMatchObject({
      error: { reason: 'in-use', pid: 10 },
    });
    expect(acquireLock(folder, machine(11, { 10: NOW + HOUR })).ok).toBe(true);
  });

  it.each(['', '{', 'null', '{"pid":"x"}', '{"pid":10}'])(
    'whose writer died before it was whole (%j) is taken over',
    (text) => {
      writeFileSync(join(folder, 'lock'), text);
      expect(acquireLock(folder, machine(11, { 11: 'b' })).ok).toBe(true);
    },
  );

  it('JO1: that somebody took over meanwhile is put back', () => {
    value(acquireLock(folder, machine(10, { 10: 'a' })));
    const quicker = JSON.stringify({ pid: 12, start: 'c', taken: NOW });
    const slow: Processes = {
      ...machine(11, { 11: 'b', 12: 'c' }),
      alive: () => {
        writeFileSync(join(folder, 'lock'), quicker);
        return false;
      },
    };
    expect(acquireLock(folder, slow)).toEqual({
      ok: false,
      error: { kind: 'storage', reason: 'in-use', pid: 0 },
    });
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(quicker);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('is left alone by a release when somebody else has it now', () => {
    const lock = value(acquireLock(folder, machine(10, { 10: 'a' })));
    value(acquireLock(folder, machine(11, { 11: 'b' })));
    lock.release();
    expect(lockHolder(folder, machine(12, { 11: 'b' }))).toBe(11);
  });

  it('has no holder when there is none, or none that runs', () => {
    expect(lockHolder(folder, machine(12, {}))).toBeNull();
    value(acquireLock(folder, machine(10, { 10: 'a' })));
    expect(lockHolder(folder, machine(12, {}))).toBeNull();
  });

  it('cannot be taken in a folder that is not there', () => {
    expect(acquireLock(join(folder, 'missing'), machine(10, { 10: 'a' }))).toMatchObject({
      ok: false,
      error: { reason: 'io', operation: 'lock', code: 'ENOENT' },
    });
  });

  it('keeps nothing but the process in its file', () => {
    value(acquireLock(folder, machine(10, { 10: 'a' })));
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toEqual({
      pid: 10,
      start: 'a',
      taken: NOW,
    });
  });
});

describe('the processes of this machine', () => {
  const processes = systemProcesses();

  it('knows that this one runs, and since when', () => {
    expect(processes.pid).toBe(process.pid);
    expect(processes.alive(process.pid)).toBe(true);
    expect(processes.startOf(process.pid)).toBe(processes.startOf(process.pid));
    expect(processes.now()).toBeGreaterThan(NOW - 10 * 365 * 24 * HOUR);
  });

  it('knows that one beyond the largest number does not run', () => {
    const NOBODY = 2 ** 30;
    expect(processes.alive(NOBODY)).toBe(false);
    expect(processes.startOf(NOBODY)).toBeNull();
  });

  it('tells processes apart by their start', () => {
    expect(processes.startOf(1)).not.toBe(processes.startOf(process.pid));
  });

  it('JO1: asks Windows and macOS since when a process runs, and believes only an instant', () => {
    const asked: string[] = [];
    const answering = (platform: NodeJS.Platform, answer: string) =>
      systemProcesses(platform, (program, args) => {
        asked.push(`${program} ${args.join(' ')}`);
        return answer;
      }).startedAt(4711);
    expect(answering('win32', '1800000000000\r\n')).toBe(NOW);
    expect(answering('darwin', 'Fri Jan 15 08:00:00 2027\n')).toBe(new Date(2027, 0, 15, 8).getTime());
    expect(answering('win32', 'Get-Process: no process was found')).toBeNull();
    expect(asked[0]).toContain('Get-Process -Id 4711');
    expect(asked[1]).toBe('ps -o lstart= -p 4711');
  });

  it('answers null where the system cannot be asked', () => {
    expect(systemProcesses('win32').startOf(process.pid)).toBeNull();
    expect(systemProcesses('win32').startedAt(process.pid)).toBeNull();
    expect(processes.startedAt(process.pid)).toBeNull();
  });
});
