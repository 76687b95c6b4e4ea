import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from '../../shared/events/zod.ts';
import { openLog } from './log-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What no line may hold, whatever it came with. */
const TYPED = ['Alder', 'anna@alder.example', '1,234.56', '0113 496', 'Mill Lane', 'Müller', '4711'];

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

const coded = Object.assign(new Error("ENOENT: no such file, open '/home/anna/Alder & Sons/INV-4711.pdf'"), {
  code: 'ENOENT',
  path: '/home/anna/Alder & Sons',
});

/** Faults as they come, each with something of the office in it. */
const FAULTS: Record<string, unknown> = {
  plain: new Error('no address for Alder & Sons, 1 Mill Lane: 1,234.56'),
  'over several lines': new Error('first\n    at Alder (/home/Müller/Alder.ts:1:1)\nanna@alder.example'),
  'of the system': coded,
  'of JSON': thrownBy(() => JSON.parse('{"name": Alder & Sons "1,234.56" Müller}')),
  'of a shape': thrownBy(() => z.object({ name: z.literal('4711') }).parse({ name: 'Alder' })),
  'of a zone': thrownBy(() => new Intl.DateTimeFormat('en', { timeZone: 'Alder/4711' })),
  'with a cause': new Error('failed', { cause: new Error('Müller, 0113 496') }),
  'with a name': Object.assign(new Error('x'), { name: 'Alder & Sons' }),
  'no error': 'Alder & Sons owe 1,234.56',
  'an object': { customer: 'Alder', toString: () => 'Müller' },
};

describe('the log file', () => {
  const log = openLog(folder);
  const text = () => readFileSync(join(folder, 'logs', 'main.log'), 'utf8');
  const lines = () =>
    text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('has a line of JSON for everything, and nothing of what faults quote', () => {
    log.info('start: journal follow, books ready');
    log.warn('no mail to anna@alder.example');
    for (const [what, fault] of Object.entries(FAULTS)) log.error(`a fault ${what}`, fault);
    expect(lines().map(({ level, message }) => `${level} ${message}`)).toEqual([
      'info start: journal follow, books ready',
      'warn no mail to …',
      ...Object.keys(FAULTS).map((what) => `error a fault ${what}`),
    ]);
    expect(lines().every(({ time }) => !Number.isNaN(Date.parse(String(time))))).toBe(true);
    expect(TYPED.filter((typed) => text().includes(typed))).toEqual([]);
    expect(text()).not.toContain('/home/');
  });

  it('says what a fault is and where it came from', () => {
    log.error(
      'ref-1: the handler failed',
      thrownBy(() => (undefined as unknown as { id: string }).id),
    );
    log.error('ref-2: not written', coded);
    const [missing, system] = lines().slice(-2);
    expect(missing).toMatchObject({
      fault: 'TypeError',
      says: 'Cannot read properties of undefined (reading id)',
    });
    expect(String(missing?.at)).toMatch(/^(\S+ )?log-file\.test\.ts:\d+:\d+(,|$)/);
    expect(system).toMatchObject({ fault: 'Error', code: 'ENOENT' });
  });
});
