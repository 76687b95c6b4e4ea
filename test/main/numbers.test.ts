/** Numbers and what becomes of them (NU3, NU5, NU6), through the whole program. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PrinterPort, PrintJob } from '../../electron/documents/printing/printer-port.ts';
import { LOOK_EVERY } from '../../electron/ipc/scheduled-issue.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import { minor } from '../../shared/domain/money.ts';
import { ok } from '../../shared/errors/index.ts';
import { chosen, desk, goOnWith, office, officeForEach, program } from './each-office.ts';
import { draftFor, issue, newId, type ProgramOptions, startProgram } from './harness.ts';

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

officeForEach({ printers });
beforeEach(async () => {
  printed.length = 0;
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

  it('NU4, NU5: every kind goes on from the numbers of an older system', async () => {
    for (const [kind, prefix] of [
      ['quote', 'AN-'],
      ['deliveryNote', 'LS-'],
    ] as const) {
      const opening = { kind, prefix, year: null, width: 4, first: minor(512) };
      await program.must('series.open', { commandId: newId(), ...opening });
      const draft = { ...draftFor(office, '10'), kind };
      const issued = await program.must('invoices.issue', {
        commandId: newId(),
        id: newId(),
        draft,
        overrides: [],
      });
      expect(issued.number).toBe(`${prefix}0512`);
    }
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
    goOnWith(await startProgram(desk));
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

describe('a paper series', () => {
  const DAY = 86_400_000;
  const addPad = (more: Partial<InputOf<'series.addPad'>> = {}) =>
    program.call('series.addPad', {
      ...{ commandId: newId(), kind: 'invoice', prefix: 'P-', width: 3 },
      ...{ first: minor(1), last: minor(5) },
      ...more,
    });
  const pad = async (): Promise<string> => {
    const added = await addPad();
    if (!added.ok) throw new Error('the pad is added');
    return added.value.id;
  };
  /** Enters a sheet; `sheet` and `day` as they stand on it. */
  const enter = (
    series: string,
    sheet: number | null,
    issueDate: string | null,
    { price = '10', overrides = [] as { code: string; reason: string }[], id = newId() } = {},
  ) => {
    const draft = draftFor(office, price, { issueDate, paper: { series, sheet } });
    return program.call('invoices.issue', { commandId: newId(), id, draft, overrides });
  };
  const codesOf = (reply: Awaited<ReturnType<typeof enter>>) =>
    reply.ok || reply.error.kind !== 'findings' ? [] : reply.error.findings.map(({ code }) => code);

  it('NU6: sheets are entered in any order under their own numbers and dates, beside the desktop’s own', async () => {
    const series = await pad();
    expect((await issue(program, office, '20')).number).toBe('INV-0001');
    const third = await enter(series, 3, '2026-02-20', { price: '30' });
    const first = await enter(series, 1, '2026-02-18', { price: '40' });
    expect([third, first]).toMatchObject([
      { ok: true, value: { number: 'P-003' } },
      { ok: true, value: { number: 'P-001' } },
    ]);
    expect((await issue(program, office, '21')).number).toBe('INV-0002');
    const id = first.ok ? first.value.id : '';
    const { document, sheet } = await program.must('documents.get', { id, today: '2026-03-02' });
    expect([document.issueDate, sheet]).toEqual(['2026-02-18', { series, counter: 1 }]);
    expect((await told(null)).at(-1)).toEqual([
      'P-001 P-005',
      'issued P-001 P-001 1',
      'missing P-002 P-002 1',
      'issued P-003 P-003 1',
      'unused P-004 P-005 2',
    ]);
    // The present fiscal year began in April 2025; the year after knows nothing of it yet.
    expect((await told(2025)).length).toBe(2);
    expect((await told(2024)).length).toBe(0);
    const listed = (await program.must('series.list', {})).find(({ paper }) => paper);
    expect(listed).toMatchObject({ current: false, paper: { first: 1, last: 5, left: 3 } });
  });

  it('NU6: a sheet is entered once; one that was voided can be entered again, as it was corrected', async () => {
    const series = await pad();
    const first = await enter(series, 2, '2026-02-20');
    expect(codesOf(await enter(series, 2, '2026-02-21', { price: '11' }))).toContain('sheet-taken');
    const draft = newId();
    await program.must('invoices.correct', {
      ...{ commandId: newId(), id: first.ok ? first.value.id : '', draft },
      ...{ reason: 'misread', overrides: [] },
    });
    expect((await told(null)).at(-1)?.[2]).toBe('void P-002 P-002 1');
    const copy = await program.must('drafts.get', { id: draft });
    expect([copy.draft.paper, copy.draft.issueDate]).toEqual([{ series, sheet: 2 }, '2026-02-20']);
    const again = await program.call('invoices.issue', {
      ...{ commandId: newId(), id: draft, draft: copy.draft, overrides: [] },
    });
    expect(again).toMatchObject({ ok: true, value: { number: 'P-002' } });
    expect((await told(null)).at(-1)?.[2]).toBe('issued P-002 P-002 1');
    // One sheet and two entries of it, one of them void: nothing to look at.
    expect((await program.must('review.list', { today: '2026-03-02' })).entries).toEqual([]);
  });

  it('NU6, NU5: the date on the sheet stays, is asked for, and is neither to come nor in a closed period', async () => {
    const series = await pad();
    expect(codesOf(await enter(series, 1, null))).toEqual(['written-day-missing']);
    expect(codesOf(await enter(series, 1, '2026-03-03'))).toEqual(['written-to-come']);
    expect(codesOf(await enter(series, null, '2026-03-02'))).toEqual(['sheet-missing']);
    expect(codesOf(await enter(series, 6, '2026-03-02'))).toEqual(['sheet-not-of-pad']);
    expect(codesOf(await enter(newId(), 1, '2026-03-02'))).toEqual(['pad-missing']);
    expect((await enter(series, 2, '2026-03-01')).ok).toBe(true);
    expect(codesOf(await enter(series, 1, '2026-03-02', { price: '77' }))).toEqual(['sheet-out-of-order']);
    program.clock.time += 30 * DAY;
    expect((await enter(series, 3, '2026-03-02', { price: '88' })).ok).toBe(true);
  });

  it('NU6: a spoilt sheet is told with its reason until somebody says otherwise, and entering it asks', async () => {
    const series = await pad();
    await enter(series, 4, '2026-02-20');
    const say = (reason: string | null, from = 1, to = 3) =>
      program.call('series.saySheets', { commandId: newId(), id: series, from, to, reason });
    expect((await say('coffee')).ok).toBe(true);
    expect((await say(null, 2, 2)).ok).toBe(true);
    expect((await told(null)).slice(1)).toEqual([
      [
        'P-001 P-005',
        'spoilt P-001 P-001 1',
        'missing P-002 P-002 1',
        'spoilt P-003 P-003 1',
        'issued P-004 P-004 1',
        'unused P-005 P-005 1',
      ],
    ]);
    const overrides = [{ code: 'sheet-spoilt', reason: 'dried' }];
    expect(codesOf(await enter(series, 3, '2026-02-19', { price: '12' }))).toEqual(['sheet-spoilt']);
    expect((await enter(series, 3, '2026-02-19', { price: '12', overrides })).ok).toBe(true);
    expect((await told(null))[1]?.[3]).toBe('issued P-003 P-004 2');
    const field = { path: 'from', problem: 'sheet-not-of-pad' };
    for (const [from, to] of [
      [0, 1],
      [3, 2],
      [5, 6],
    ] as const)
      expect((await say('torn', from, to)).ok).toBe(false);
    expect(await say('torn', 5, 6)).toEqual({ ok: false, error: { kind: 'invalid', fields: [field] } });
    expect(
      await program.call('series.saySheets', { commandId: newId(), id: newId(), from: 1, to: 1, reason: '' }),
    ).toMatchObject({ ok: false });
  });

  it('NU6: every kind that is entered as a draft has pads, pro-formas too', async () => {
    const added = await addPad({ kind: 'proForma', prefix: 'PF-' });
    if (!added.ok) throw new Error('the pad is added');
    const paper = { series: added.value.id, sheet: 2 };
    const draft = {
      ...draftFor(office, '10', { issueDate: '2026-02-20', paper }),
      kind: 'proForma' as const,
    };
    const issued = await program.must('invoices.issue', {
      ...{ commandId: newId(), id: newId(), overrides: [] },
      draft,
    });
    expect(issued.number).toBe('PF-002');
    // A pad is for documents of its own kind.
    const other = await enter(added.value.id, 3, '2026-02-20');
    expect(codesOf(other)).toEqual(['pad-missing']);
  });

  it('NU4, NU6: a pad’s numbers are no other’s, and no desktop’s series is shaped after it', async () => {
    await pad();
    const taken = { ok: false, error: { kind: 'refused', reason: 'number-taken' } };
    expect(await addPad({ first: minor(5), last: minor(9) })).toMatchObject(taken);
    expect((await addPad({ first: minor(6), last: minor(9) })).ok).toBe(true);
    expect(await addPad({ prefix: 'INV-' })).toMatchObject(taken);
    const opening = { commandId: newId(), kind: 'invoice', year: null, width: 3, first: minor(900) } as const;
    expect(await program.call('series.open', { ...opening, prefix: 'P-' })).toMatchObject(taken);
    const wrong = (problem: string, path: string) => ({
      ok: false,
      error: { kind: 'invalid', fields: [{ path, problem }] },
    });
    expect(await addPad({ prefix: 'N.', first: minor(1) })).toEqual(
      wrong('characters-not-allowed', 'prefix'),
    );
    expect(await addPad({ prefix: 'N-', last: minor(0) })).toEqual(wrong('sheets-out-of-range', 'last'));
    expect(await addPad({ prefix: 'N-', last: minor(2001) })).toEqual(wrong('sheets-out-of-range', 'last'));
    expect(
      await addPad({ prefix: 'NNNNNNNNNNNN', width: 4, last: minor(99_999), first: minor(99_000) }),
    ).toEqual(wrong('number-too-long', 'prefix'));
    const id = (await program.must('series.list', {})).find(({ paper }) => paper)?.id ?? '';
    expect(await program.call('series.closeCheck', { id })).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
  });
});

describe('scheduled issue', () => {
  const DAY = 86_400_000;
  /** Runs of the look that the program has put off; the test says when they happen. */
  let looks: (() => void)[] = [];
  const timers: ProgramOptions['timers'] = {
    random: Math.random,
    later: (milliseconds, call) => {
      const timer = milliseconds === LOOK_EVERY ? null : setTimeout(call, milliseconds);
      if (timer === null) looks.push(call);
      else timer.unref();
      return () => {
        if (timer === null) looks = looks.filter((each) => each !== call);
        else clearTimeout(timer);
      };
    },
  };
  const restart = async (at = program.clock.time) => {
    await program.app.close();
    looks = [];
    goOnWith(await startProgram(desk, at, { timers }));
    await program.must('companies.open', { id: office.company });
    await program.app.services.scheduled.look();
  };
  /** The next look of the running program, done. */
  const look = async () => {
    const due = looks;
    looks = [];
    for (const each of due) each();
    await program.app.services.scheduled.look();
  };
  const schedule = async (price: string, more: Partial<ReturnType<typeof draftFor>> = {}) => {
    const input = { id: newId(), draft: draftFor(office, price, { issueDate: '2026-03-05', ...more }) };
    const overrides = [{ code: 'likely-duplicate-amount', reason: 'monthly' }];
    await program.must('invoices.schedule', { commandId: newId(), ...input, overrides });
    return input;
  };
  const drafts = async () =>
    (await program.must('drafts.list', {})).map(({ id, scheduled }) => [
      id,
      scheduled?.isDue,
      scheduled?.why,
    ]);
  const numberOf = async (id: string) => {
    const found = await program.call('documents.get', { id, today: '2026-03-09' });
    return found.ok ? `${found.value.document.number} ${found.value.document.issueDate}` : null;
  };

  beforeEach(() => restart());

  it('NU5: has no number until its day, and is issued when the day turns, once', async () => {
    const { id, draft } = await schedule('10');
    expect(await drafts()).toEqual([[id, false, []]]);
    expect((await issue(program, office, '20')).number).toBe('INV-0001');
    program.clock.time += 2 * DAY;
    await look();
    expect(await numberOf(id)).toBeNull();
    program.clock.time += DAY;
    await look();
    expect(await numberOf(id)).toBe('INV-0002 2026-03-05');
    await restart();
    expect(await drafts()).toEqual([]);
    expect(draft.issueDate).toBe('2026-03-05');
    expect((await program.must('books.counts', {})).documents).toBe(2);
  });

  it('NU5: where the program was not running on the day, it is issued at the next start, on that day', async () => {
    const { id } = await schedule('10');
    await restart(program.clock.time + 6 * DAY);
    expect(await numberOf(id)).toBe('INV-0001 2026-03-08');
  });

  it('NU5, DO2: what a check holds up stays a draft and says why, until a person has mended it', async () => {
    const { id } = await schedule('10');
    const fields = { archived: true };
    const { revision } = await program.must('customers.get', { id: office.customer });
    const saving = { id: office.customer, expectedRevision: revision };
    await program.must('customers.save', { commandId: newId(), ...saving, fields });
    program.clock.time += 3 * DAY;
    await look();
    expect(await drafts()).toEqual([[id, true, ['customer-archived']]]);
    const mended = await program.must('customers.get', { id: office.customer });
    await program.must('customers.save', {
      ...{ commandId: newId(), id: office.customer, expectedRevision: mended.revision },
      fields: { archived: false },
    });
    await restart();
    expect(await numberOf(id)).toBe('INV-0001 2026-03-05');
  });

  it('NU5: a question that was passed over when it was scheduled is not asked again; a new one is', async () => {
    const first = await schedule('10');
    await issue(program, office, '10');
    const second = await schedule('10', { notes: 'the second' });
    program.clock.time += 3 * DAY;
    await look();
    // The first was scheduled before anything looked like it.
    expect(await drafts()).toEqual([[first.id, true, ['likely-duplicate-amount']]]);
    expect(await numberOf(second.id)).toBe('INV-0002 2026-03-05');
  });

  it('NU5: taken back, or changed and not saved, it is not issued; what was typed stays', async () => {
    const [back, typed, moved] = [await schedule('10'), await schedule('20'), await schedule('30')];
    await program.must('invoices.unschedule', { commandId: newId(), id: back.id });
    const open = await program.must('drafts.get', { id: typed.id });
    const changed = { ...open.draft, notes: 'not yet' };
    await program.must('drafts.keep', { id: typed.id, draft: changed, base: open.base, focus: 'notes' });
    const late = { ...moved.draft, issueDate: '2026-03-04' };
    const { base } = await program.must('drafts.get', { id: moved.id });
    await program.must('drafts.save', {
      ...{ commandId: newId(), id: moved.id, base },
      draft: { ...late, scheduled: base?.draft.scheduled ?? null },
    });
    program.clock.time += 4 * DAY;
    await look();
    expect(new Map((await drafts()).map(([id, ...rest]) => [id, rest]))).toEqual(
      new Map([
        [back.id, [undefined, undefined]],
        [typed.id, [true, ['scheduled-typed']]],
        [moved.id, [true, ['scheduled-changed']]],
      ]),
    );
    expect((await program.must('drafts.get', { id: typed.id })).draft.notes).toBe('not yet');
    expect((await program.must('books.counts', {})).documents).toBe(0);
  });

  it('NU5: cannot be scheduled for a day that is not to come, nor past what blocks', async () => {
    const call = (more: Partial<ReturnType<typeof draftFor>>) =>
      program.call('invoices.schedule', {
        ...{ commandId: newId(), id: newId(), overrides: [] },
        draft: draftFor(office, '10', { issueDate: '2026-03-05', ...more }),
      });
    const field = { path: 'issueDate', problem: 'day-not-to-come' };
    for (const issueDate of [null, '2026-03-02', '2026-03-01'])
      expect(await call({ issueDate })).toEqual({ ok: false, error: { kind: 'invalid', fields: [field] } });
    const blocked = await call({ lines: [] });
    expect(blocked).toMatchObject({ ok: false, error: { kind: 'findings' } });
    expect(await drafts()).toEqual([]);
  });
});
