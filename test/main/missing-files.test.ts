/** A document whose file could not be made when it was issued, as after a crash between the answer and the file (EV11). */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PdfRenderer } from '../../electron/documents/pdf-renderer.ts';
import { QUIET_FOR, SWEEP_AFTER } from '../../electron/ipc/missing-files.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { eventually } from '../eventually.ts';
import {
  clearDesk,
  type Desk,
  draftFor,
  foundOffice,
  issue,
  newDesk,
  newId,
  type Program,
  startProgram,
} from './harness.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');

let desk: Desk;
let program: Program;
let company: string;
/** What waits for the time of the sweep. */
let sweeps: (() => void)[];
/** What waits for a moment in which nothing was recorded. */
let pauses: (() => void)[];
/** Papers that were made, by their numbers. */
let made: string[];

const renderer = (isBroken: boolean): PdfRenderer => ({
  render: async (paper) => {
    if (isBroken) return err({ kind: 'internal', reference: 'ends here' });
    if ('document' in paper) made.push(paper.document.number);
    return ok(new TextEncoder().encode('%PDF-1.7 stands for the paper'));
  },
  start: () => {},
  close: async () => {},
});

const start = (isBroken: boolean) =>
  startProgram(desk, NOON, {
    renderer: renderer(isBroken),
    timers: {
      random: () => 0.5,
      later: (milliseconds, call) => {
        if (milliseconds === SWEEP_AFTER) sweeps.push(call);
        if (milliseconds === QUIET_FOR) pauses.push(call);
        return () => {
          sweeps = sweeps.filter((other) => other !== call);
          pauses = pauses.filter((other) => other !== call);
        };
      },
    },
  });

const endWaiting = () => {
  for (const call of sweeps.splice(0)) call();
};

/** So much time passes as one pause takes. */
const endPause = () =>
  eventually(() => {
    const [call] = pauses.splice(0, 1);
    expect(call).toBeDefined();
    call?.();
  });

const commandsOf = async (id: string) =>
  (await program.must('history.list', { entity: id, cursor: null, limit: 50 })).rows.map(
    ({ command }) => command,
  );

beforeEach(async () => {
  sweeps = [];
  pauses = [];
  made = [];
  desk = await newDesk();
});
afterEach(async () => {
  await program.app.close();
  await clearDesk(desk);
});

describe('documents without a file', () => {
  it('EV11: get it some time after the next start, of every kind, without anybody asking', async () => {
    program = await start(true);
    const office = await foundOffice(program);
    ({ company } = office);
    const [invoice, quote, gone] = [newId(), newId(), newId()];
    await issue(program, office, '100', invoice);
    await program.must('invoices.issue', {
      ...{ commandId: newId(), id: quote, overrides: [] },
      draft: draftFor(office, '50', { kind: 'quote' }),
    });
    await issue(program, office, '30', gone);
    await program.must('invoices.void', { commandId: newId(), id: gone, reason: 'typed twice' });
    await program.app.close();

    program = await start(false);
    await program.must('companies.open', { id: company });
    expect(made).toEqual([]);
    endWaiting();
    await endPause();
    await endPause();
    await eventually(async () => {
      expect(await commandsOf(invoice)).toContain('documents.archive');
      expect(await commandsOf(quote)).toContain('documents.archive');
    });
    expect(made).toHaveLength(2);
    expect(await commandsOf(gone)).not.toContain('documents.archive');
    expect(await readdir(join(desk.dataFolder, 'companies', company, 'blobs'))).toHaveLength(1);
    expect((await program.must('documents.get', { id: invoice, today: '2026-03-02' })).released).toBe(false);
  });

  it('get it only when nothing has been recorded for a while, so that what the clerk does goes first', async () => {
    program = await start(true);
    const office = await foundOffice(program);
    const invoice = newId();
    await issue(program, office, '100', invoice);
    await program.app.close();

    program = await start(false);
    await program.must('companies.open', { id: office.company });
    endWaiting();
    await eventually(() => expect(pauses).toHaveLength(1));
    await program.must('drafts.save', {
      ...{ commandId: newId(), id: newId(), base: null },
      draft: draftFor(office, '20'),
    });
    await endPause();
    // Something was recorded meanwhile: another pause instead of a paper.
    await eventually(() => expect(pauses).toHaveLength(1));
    expect(made).toEqual([]);
    await endPause();
    await eventually(async () => expect(await commandsOf(invoice)).toContain('documents.archive'));
  });

  it('do not keep a company from closing while they wait for a quiet moment', async () => {
    program = await start(true);
    const office = await foundOffice(program);
    await issue(program, office, '100');
    await program.app.close();

    program = await start(false);
    await program.must('companies.open', { id: office.company });
    endWaiting();
    await eventually(() => expect(pauses).toHaveLength(1));
    await program.must('companies.close', {});
    expect(pauses).toEqual([]);
    expect(made).toEqual([]);
  });

  it('are not looked for in a company that was closed before the time', async () => {
    program = await start(true);
    const office = await foundOffice(program);
    await issue(program, office, '100');
    await program.must('companies.close', {});
    expect(sweeps).toEqual([]);
  });
});
