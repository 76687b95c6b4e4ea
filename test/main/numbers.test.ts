/** Numbers and what becomes of them (NU3, NU5, NU6), through the whole program. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrinterPort, PrintJob } from '../../electron/documents/printing/printer-port.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import { minor } from '../../shared/domain/money.ts';
import { ok } from '../../shared/errors/index.ts';
import {
  type Desk,
  draftFor,
  issue,
  leaveOffice,
  newId,
  type Office,
  openOffice,
  type Program,
  startProgram,
} from './harness.ts';

let desk: Desk;
let chosen: string;
let program: Program;
let office: Office;
const printed: PrintJob[] = [];
/** A printer that takes everything. */
const printers: PrinterPort = {
  list: async () => ok([{ name: 'front', description: 'Front', isDefault: true, ready: true }]),
  trays: async () => ok([]),
  print: async (job) => {
    printed.push(job);
    return ok({ job: 'front-1' });
  },
  follow: async () => ok({ state: 'completed', detail: '' }),
};

beforeEach(async () => {
  chosen = await mkdtemp(join(tmpdir(), 'counterfoil-chosen-'));
  ({ desk, program, office } = await openOffice(chosen, { printers }));
  printed.length = 0;
});
afterEach(async () => {
  await leaveOffice(desk, program);
  await rm(chosen, { recursive: true, force: true });
});

const report = async (year: number | null) => program.must('series.report', { year });
const told = async (year: number | null) =>
  (await report(year)).series.map(({ first, last, runs }) => [
    `${first} ${last}`,
    ...runs.map((run) => `${run.fate} ${run.first} ${run.last} ${run.count}`),
  ]);

describe('the number report', () => {
  it('NU3: lists each series from first to last and accounts for every number', async () => {
    await issue(program, office, '10');
    const second = await issue(program, office, '20');
    await issue(program, office, '30');
    await program.must('invoices.void', { commandId: newId(), id: second.id, reason: 'typed twice' });
    // The fiscal year of a British office begins in April.
    expect(await told(2025)).toEqual([
      [
        'INV-0001 INV-0003',
        'issued INV-0001 INV-0001 1',
        'void INV-0002 INV-0002 1',
        'issued INV-0003 INV-0003 1',
      ],
    ]);
    const { series, years, unread } = await report(null);
    expect(series[0]).toMatchObject({ kind: 'invoice', given: 3, voided: 1, missing: 0 });
    expect(series[0]?.runs[1]).toMatchObject({ document: second.id, reason: 'typed twice' });
    expect([years, unread]).toEqual([[2025], 0]);
    expect(await told(2026)).toEqual([]);
  });

  it('NU3, NU5: a series that began with a later number says so, and each series stands for itself', async () => {
    await issue(program, office, '10');
    const opening = { kind: 'invoice', prefix: 'R-', year: 2026, width: 3, first: minor(70) } as const;
    await program.must('series.open', { commandId: newId(), ...opening });
    expect((await issue(program, office, '20')).number).toBe('R-2026-070');
    expect(await told(null)).toEqual([
      ['INV-0001 INV-0001', 'issued INV-0001 INV-0001 1'],
      ['R-2026-070 R-2026-070', 'earlier R-2026-001 R-2026-069 69', 'issued R-2026-070 R-2026-070 1'],
    ]);
  });

  it('NU3: goes out as a file and onto paper like every other list', async () => {
    await issue(program, office, '10');
    await issue(program, office, '20');
    const what = { list: 'number-report', year: 2025 } as const;
    for (const format of ['csv', 'xlsx', 'pdf'] as const)
      expect(await program.must('lists.export', { commandId: newId(), what, format })).toEqual({
        saved: true,
        rows: 1,
      });
    const names = (await readdir(chosen)).sort();
    expect(names).toEqual(['csv', 'pdf', 'xlsx'].map((ending) => `Number-report-2025.${ending}`));
    const csv = await readFile(join(chosen, 'Number-report-2025.csv'), 'utf8');
    expect(csv).toContain('INV-0001,INV-0002,2,Issued,2026-03-02,2026-03-02,');
    const choice = { printer: 'front', copies: 2, paper: 'A4' } as const;
    await program.must('lists.print', { commandId: newId(), what, ...choice });
    expect(printed).toMatchObject([{ ...choice, title: 'Number report 2025' }]);
    expect(printed[0]?.bytes.length).toBeGreaterThan(0);
  });
});

describe('closing a series', () => {
  const YEAR = 365 * 86_400_000;
  const seriesOf = async () =>
    (await program.must('series.list', {})).filter(({ kind }) => kind === 'invoice');
  const close = (id: string, successor: InputOf<'series.close'>['successor'], commandId = newId()) =>
    program.call('series.close', { commandId, id, reason: 'the clock was wrong', successor });

  /** An invoice dated ten years ahead, and the clock right again. */
  async function blocked(): Promise<string> {
    await issue(program, office, '10');
    program.clock.time += 10 * YEAR;
    const input = { commandId: newId(), id: newId(), draft: draftFor(office, '20') };
    const overrides = [{ code: 'long-since-last-commit', reason: 'nobody looked' }];
    await program.must('invoices.issue', { ...input, overrides });
    program.clock.time -= 10 * YEAR;
    return (await seriesOf())[0]?.id ?? '';
  }

  it('NU5: a series that a wrong clock has blocked is closed with a reason, and its successor goes on', async () => {
    const id = await blocked();
    const check = await program.must('invoices.check', { id: newId(), draft: draftFor(office, '30') });
    expect(check.findings.find(({ code }) => code === 'clock-behind-series')?.params).toMatchObject({
      series: id,
    });
    const outlook = await program.must('series.closeCheck', { id });
    expect(outlook).toMatchObject({ last: 'INV-0002', lost: 0, goesOn: null, successor: { first: 3 } });
    const commandId = newId();
    expect((await close(id, outlook.successor, commandId)).ok).toBe(true);
    expect((await close(id, outlook.successor, commandId)).ok).toBe(true);
    expect((await issue(program, office, '30')).number).toBe('INV-0003');
    expect((await seriesOf()).map(({ closed, current }) => [closed?.reason, current])).toEqual([
      ['the clock was wrong', false],
      [undefined, true],
    ]);
    expect(await told(null)).toEqual([
      ['INV-0001 INV-0002', 'issued INV-0001 INV-0002 2'],
      ['INV-0003 INV-0003', 'earlier INV-0001 INV-0002 2', 'issued INV-0003 INV-0003 1'],
    ]);
    expect((await report(null)).series[0]?.closed).toEqual({
      on: '2026-03-02',
      reason: 'the clock was wrong',
    });
  });

  it('NU5: it stays closed after a start, is closed once, and gives its numbers to no other', async () => {
    const id = await blocked();
    const { successor } = await program.must('series.closeCheck', { id });
    if (!successor) throw new Error('there is a successor');
    expect(await close(id, null)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    const again = await close(id, { ...successor, first: minor(2) });
    expect(again).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'number-taken' } });
    expect((await seriesOf())[0]?.closed).toBeNull();
    expect((await close(id, { ...successor, prefix: 'N-', first: minor(1) })).ok).toBe(true);
    await program.app.close();
    program = await startProgram(desk);
    await program.must('companies.open', { id: office.company });
    expect((await issue(program, office, '30')).number).toBe('N-0001');
    const refused = { ok: false, error: { kind: 'refused', reason: 'series-closed' } };
    expect(await program.call('series.closeCheck', { id })).toMatchObject(refused);
    expect(await close(id, successor)).toMatchObject(refused);
    const gone = await close(newId(), successor);
    expect(gone).toMatchObject({ ok: false, error: { kind: 'not-found', what: 'series' } });
  });

  it('NU5: of a yearly series the one of this year goes on by itself, and that of the far year is not begun again', async () => {
    const yearly = { kind: 'invoice', prefix: 'Y-', year: 2025, width: 3, first: minor(1) } as const;
    await program.must('series.open', { commandId: newId(), ...yearly });
    await blocked();
    const far = (await seriesOf()).find(({ year }) => year !== 2025 && year !== null);
    const outlook = await program.must('series.closeCheck', { id: far?.id ?? '' });
    expect(outlook).toMatchObject({ last: `Y-${far?.year}-001`, goesOn: 'Y-2025-002' });
    expect((await close(far?.id ?? '', null)).ok).toBe(true);
    expect((await issue(program, office, '30')).number).toBe('Y-2025-002');
    program.clock.time += 10 * YEAR;
    const draft = draftFor(office, '40');
    const overrides = [{ code: 'long-since-last-commit', reason: 'ten years' }];
    const later = await program.must('invoices.issue', { commandId: newId(), id: newId(), draft, overrides });
    expect(later.number).toBe(`Y-${far?.year}-002`);
  });
});
