import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../shared/errors/index.ts';
import { printError } from '../printing/printer-port.ts';
import { PrintRun, type RunHost } from './print-run.ts';
import { type RunFile, runFile } from './run-file.ts';

const COMPANY = '0192f0c0-0000-7000-8000-000000000001';
const RUN = '0192f0c0-0000-7000-8000-0000000000aa';
const CHOICE = { printer: 'Office', tray: '', copies: 1, paper: 'A4' } as const;

const idOf = (number: number) => `0192f0c0-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`;
const head = (count: number) => ({
  id: RUN,
  started: 1,
  choices: { invoice: CHOICE },
  rows: Array.from({ length: count }, (_, index) => ({
    document: idOf(index),
    number: `INV-${index}`,
    kind: 'invoice' as const,
    isOriginal: index !== 1,
  })),
});

class Crash extends Error {}

let folder: string;
let file: RunFile;
/** The paper that came out, in order, whatever became of the program. */
let sheets: string[];
let released: Set<string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-run-'));
  file = runFile(folder, COMPANY);
  sheets = [];
  released = new Set();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A spooler that takes everything. `step` is called before and after each thing that is done: it may crash there. */
const host = (step: () => void = () => {}, more: Partial<RunHost> = {}): RunHost => ({
  print: async (document) => {
    step();
    sheets.push(document);
    step();
    return ok({ job: `Office-${sheets.length}` });
  },
  follow: async () => {
    step();
    return ok({ state: 'completed', detail: '' });
  },
  release: async (document) => {
    step();
    released.add(document);
    step();
    return ok(null);
  },
  wait: async () => step(),
  ...more,
});

/** The same file, whose every writing may be a crash before or after it. */
const mortal = (step: () => void): RunFile => ({
  ...file,
  add: async (line) => {
    step();
    const added = await file.add(line);
    step();
    return added;
  },
});

async function resumed(with_: RunHost, on: RunFile = file): Promise<PrintRun> {
  const kept = await file.read();
  if (!kept.ok || !kept.value) throw new Error('there is no run');
  return new PrintRun(kept.value, on, with_, () => {});
}

async function begun(count: number, with_: RunHost): Promise<PrintRun> {
  await file.begin(head(count));
  return resumed(with_);
}

const statesOf = (run: PrintRun) => run.rows.map(({ state }) => state);

describe('PrintRun', () => {
  it('prints in order, and every document counts as having left the office (DO1)', async () => {
    const run = await begun(6, host());
    await run.work();
    expect(sheets).toEqual([0, 1, 2, 3, 4, 5].map(idOf));
    expect(run.state).toBe('done');
    expect([...released].sort()).toEqual(sheets);
    expect(statesOf(await resumed(host()))).toEqual(Array(6).fill('printed'));
  });

  it('prints no sheet twice and forgets none, wherever the program ends', async () => {
    const COUNT = 3;
    let crashes = 0;
    for (let at = 1; ; at += 1) {
      sheets = [];
      released = new Set();
      let left = at;
      const step = () => {
        left -= 1;
        if (left === 0) throw new Crash();
      };
      await file.begin(head(COUNT));
      const run = await resumed(host(step), mortal(step));
      const ended = await run.work().then(
        () => 'done' as const,
        (thrown: unknown) => {
          if (!(thrown instanceof Crash)) throw thrown;
          return 'crashed' as const;
        },
      );
      if (ended === 'done') break;
      crashes += 1;
      const after = await resumed(host());
      await after.takeUp();
      for (const { document, state } of after.rows) {
        // A person goes to the printer and looks.
        if (state === 'uncertain')
          await after.decide(document, sheets.includes(document) ? 'printed' : 'again-one');
      }
      await after.work();
      expect({ at, states: statesOf(after) }).toEqual({ at, states: Array(COUNT).fill('printed') });
      expect({ at, sheets: [...sheets].sort() }).toEqual({ at, sheets: [0, 1, 2].map(idOf) });
      expect(released.size).toBe(COUNT);
    }
    // Three documents with a line before, between and after what happens to each.
    expect(crashes).toBeGreaterThan(20);
  });

  it('goes on where it stopped though the last line was torn', async () => {
    const run = await begun(2, host());
    await run.work();
    await appendFile(join(folder, 'prints', `${COMPANY}.log`), '{"row":0,"change":{"state":"wai');
    const after = await resumed(host());
    expect(statesOf(after)).toEqual(['printed', 'printed']);
    await file.add({ row: 1, change: { state: 'uncertain' } });
    expect(statesOf(await resumed(host()))).toEqual(['printed', 'uncertain']);
  });

  it('stops at what every further document would meet, says why, and goes on from there', async () => {
    let isOut = true;
    const run = await begun(
      3,
      host(() => {}, {
        print: async (document) => {
          if (document === idOf(1) && isOut) return printError('printer-stopped', 'out of paper');
          sheets.push(document);
          return ok({ job: `Office-${sheets.length}` });
        },
      }),
    );
    await run.work();
    expect(run.state).toBe('stopped');
    expect(run.stopped).toEqual({ problem: 'printer-stopped', detail: 'out of paper' });
    expect(sheets).toEqual([idOf(0)]);
    // Also after a restart it waits for a person.
    expect((await resumed(host())).state).toBe('stopped');
    isOut = false;
    expect(await run.goOn()).toBe(true);
    await run.work();
    expect(sheets).toEqual([0, 1, 2].map(idOf));
    expect(run.state).toBe('done');
  });

  it('fails the one document that cannot be printed, prints the others, and prints again only what failed', async () => {
    let isBroken = true;
    const run = await begun(
      3,
      host(() => {}, {
        print: async (document) => {
          if (document === idOf(1) && isBroken) return printError('job-failed', 'too many jobs');
          sheets.push(document);
          return ok({ job: `Office-${sheets.length}` });
        },
      }),
    );
    await run.work();
    expect(statesOf(run)).toEqual(['printed', 'failed', 'printed']);
    expect(run.rows[1]).toMatchObject({ problem: 'job-failed', detail: 'too many jobs' });
    expect(released.has(idOf(1))).toBe(false);
    isBroken = false;
    expect(await run.again()).toBe(true);
    await run.work();
    expect(sheets).toEqual([0, 2, 1].map(idOf));
    expect(await run.again()).toBe(false);
  });

  it('a job that the printer gave up has failed; one that the spooler forgot is for a person to look at', async () => {
    const ends = [
      ok({ state: 'failed', detail: 'paper jam' } as const),
      printError('job-failed', 'no longer knows job 2'),
      ok({ state: 'completed', detail: '' } as const),
    ];
    const run = await begun(
      3,
      host(() => {}, { follow: async () => ends.shift() ?? ok({ state: 'completed', detail: '' }) }),
    );
    await run.work();
    expect(run.rows).toMatchObject([
      { state: 'failed', problem: 'job-failed', detail: 'paper jam' },
      { state: 'uncertain', problem: 'job-forgotten' },
      { state: 'printed' },
    ]);
    expect(await run.decide(idOf(1), 'printed')).toBe(true);
    expect(await run.decide(idOf(2), 'again-one')).toBe(false);
    expect(statesOf(await resumed(host()))).toEqual(['failed', 'printed', 'printed']);
  });

  it('DO7: a sheet that did not come out is printed again as the original that it was, also after a restart', async () => {
    const asked: boolean[] = [];
    const broken = (state: 'failed' | 'completed') =>
      host(() => {}, {
        print: async (_document, choice) => {
          asked.push(choice.original === true);
          return ok({ job: 'Office-1' });
        },
        follow: async () => ok({ state, detail: '' }),
      });
    const run = await begun(2, broken('failed'));
    await run.work();
    expect(statesOf(run)).toEqual(['failed', 'failed']);
    const after = await resumed(broken('completed'));
    await after.again();
    await after.work();
    // The second one had been handed out before the run.
    expect(asked).toEqual([false, false, true, false]);
    expect(statesOf(after)).toEqual(['printed', 'printed']);
  });

  it('goes on at another printer, and prints there again what failed, also after a restart', async () => {
    const used: string[] = [];
    const gone = host(() => {}, {
      print: async (_document, { printer }) => {
        used.push(printer);
        return printer === 'Office' ? printError('printer-not-found', printer) : ok({ job: `${printer}-1` });
      },
    });
    const run = await begun(2, gone);
    await run.work();
    expect(run.stopped?.problem).toBe('printer-not-found');
    expect(await run.elsewhere({ invoice: { ...CHOICE, printer: 'Back' } })).toBe(true);
    const after = await resumed(gone);
    await after.work();
    expect(used).toEqual(['Office', 'Back', 'Back']);
    expect(statesOf(after)).toEqual(['printed', 'printed']);
    expect(await after.elsewhere({ invoice: CHOICE })).toBe(false);
  });

  it('gives up what waits when a person stops it', async () => {
    const run = await begun(
      5,
      host(() => {}, { print: async () => printError('spooler-unreachable') }),
    );
    await run.work();
    expect(await run.cancel()).toBe(true);
    expect(run.state).toBe('done');
    expect(statesOf(await resumed(host()))).toEqual(Array(5).fill('cancelled'));
  });

  it('hands nothing over that it could not write down before', async () => {
    const full: RunFile = {
      ...file,
      add: async () => ({ ok: false, error: { kind: 'storage', reason: 'disk-full' } }),
    };
    await file.begin(head(2));
    const run = await resumed(host(), full);
    await run.work();
    expect(sheets).toEqual([]);
    expect(run.stopped).toEqual({ problem: 'storage', detail: '' });
  });
});
