import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../shared/errors/index.ts';
import type { FileJob, Spooler } from './printer-port.ts';
import { paperOf, printersOf } from './system-printers.ts';

const A4 = new TextEncoder().encode('%PDF-1.3\n/MediaBox [0 0 595.28 841.89]');
const LETTER = new TextEncoder().encode('%PDF-1.3\n/MediaBox [0 0 612. 792.]');

function recording(outcome: () => void = () => undefined) {
  const jobs: { job: FileJob; bytes: Uint8Array }[] = [];
  const spooler: Spooler = {
    list: async () => ok([]),
    trays: async () => ok([]),
    follow: async () => ok({ state: 'completed', detail: '' }),
    print: async (job) => {
      jobs.push({ job, bytes: new Uint8Array(await readFile(job.path)) });
      outcome();
      return ok({ job: '1' });
    },
  };
  return { jobs, printers: printersOf(spooler) };
}

describe('printersOf', () => {
  it('EV11: hands over exactly the archived bytes and leaves no file behind', async () => {
    const { jobs, printers } = recording();
    await printers.print({ bytes: A4, printer: 'P', tray: '', copies: 1, paper: 'A4', title: 'RE-1' });
    expect(jobs[0]?.bytes).toEqual(A4);
    expect(jobs[0]?.job).toMatchObject({ printer: 'P', title: 'RE-1', fit: false });
    expect(existsSync(jobs[0]?.job.path ?? '/')).toBe(false);
  });

  it('scales only a document that was made for the other paper', async () => {
    const { jobs, printers } = recording();
    await printers.print({ bytes: LETTER, printer: 'P', tray: '', copies: 1, paper: 'A4', title: '' });
    expect(jobs[0]?.job.fit).toBe(true);
  });

  it('answers an error as data and removes the file when the spooler throws', async () => {
    const { jobs, printers } = recording(() => {
      throw new Error('lost');
    });
    const printed = await printers.print({
      bytes: A4,
      printer: 'P',
      tray: '',
      copies: 1,
      paper: 'A4',
      title: '',
    });
    expect(printed).toEqual({
      ok: false,
      error: { kind: 'printing', problem: 'job-failed', detail: 'lost' },
    });
    expect(existsSync(jobs[0]?.job.path ?? '/')).toBe(false);
  });
});

describe('paperOf', () => {
  it('tells the paper from the size of the pages', () => {
    const turned = new TextEncoder().encode('/MediaBox [0 0 841.89 595.28]');
    const papers = [A4, LETTER, turned, new Uint8Array([1])].map(paperOf);
    expect(papers).toEqual(['A4', 'Letter', 'A4', null]);
  });
});
