import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosen, office, officeForEach, program } from './each-office.ts';
import { addCustomer, draftFor, issue, newId, paymentOf } from './harness.ts';

/** The programs of tests begin on 2 March 2026. */
const MARCH = '2026-03-02';
const FEBRUARY = '2026-02-28';

officeForEach();

const close = (through = FEBRUARY, more = {}) =>
  program.must('periods.close', { commandId: newId(), through, absent: [], note: '', ...more });

const onDay = (date: string, amount = 50_00) => ({ ...paymentOf(office, amount, []), date });

/** An invoice of an earlier day: back-dating is asked about. */
const backDated = (issueDate: string) =>
  program.call('invoices.issue', {
    commandId: newId(),
    id: newId(),
    draft: draftFor(office, '100', { issueDate }),
    overrides: [{ code: 'back-dated', reason: 'written by hand' }],
  });

describe('closing a period', () => {
  it('PC1, PC2: keeps everything new out of the closed days, and offers the first open one', async () => {
    const early = await program.must('payments.post', onDay('2026-02-20'));
    expect(await program.must('periods.list', {})).toMatchObject({ openFrom: null, closes: [] });
    await close();
    expect(await program.must('periods.list', {})).toMatchObject({
      openFrom: '2026-03-01',
      closes: [{ through: FEBRUARY, state: 'closed', actor: 'Ivy', late: 0 }],
    });
    const closed = { problem: 'period-closed', params: { openFrom: '2026-03-01' } };
    expect(await program.call('payments.post', onDay('2026-02-28'))).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'date', ...closed }] },
    });
    expect(await program.call('payments.post', onDay('2026-03-01'))).toMatchObject({ ok: true });
    expect(await backDated('2026-02-10')).toMatchObject({
      ok: false,
      error: {
        kind: 'findings',
        findings: [{ code: 'period-closed', params: { openFrom: '2026-03-01' } }, {}],
      },
    });
    const refund = {
      commandId: newId(),
      source: { kind: 'payment', id: early.id } as const,
      amount: 10_00 as never,
      date: '2026-02-25',
      method: office.method,
      reference: '',
      reason: 'too much',
    };
    expect(await program.call('refunds.make', refund)).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'date', ...closed }] },
    });
  });

  it('PC2, NU6: a sheet that was written in a closed period waits for it to be reopened; no other day is offered', async () => {
    const { id: series } = await program.must('series.addPad', {
      ...{ commandId: newId(), kind: 'invoice', prefix: 'P-', width: 3 },
      ...{ first: 1 as never, last: 5 as never },
    });
    const { id } = await close();
    const draft = draftFor(office, '10', { issueDate: '2026-02-20', paper: { series, sheet: 1 } });
    const entering = { commandId: newId(), id: newId(), draft, overrides: [] };
    expect(await program.call('invoices.issue', entering)).toMatchObject({
      ok: false,
      error: {
        kind: 'findings',
        findings: [{ code: 'written-in-closed', severity: 'block', params: { openFrom: '2026-03-01' } }],
      },
    });
    await program.must('periods.reopen', { commandId: newId(), id, reason: 'a sheet was found' });
    const entered = await program.must('invoices.issue', { ...entering, commandId: newId() });
    expect(entered.number).toBe('P-001');
  });

  it('AL2: credit that is used as of a closed day counts from the first open one', async () => {
    const invoice = await backDated('2026-02-03');
    const { id = '' } = invoice.ok ? invoice.value : {};
    const payment = await program.must('payments.post', onDay('2026-02-10'));
    await close();
    const credits = [
      {
        source: { kind: 'payment', id: payment.id } as const,
        allocations: [{ target: id, amount: 50_00 as never }],
      },
    ];
    await program.must('payments.applyCredit', { commandId: newId(), date: '2026-02-10', credits });
    const { settlements } = await program.must('documents.get', { id, today: MARCH });
    expect(settlements).toMatchObject([{ from: '2026-03-01', amount: 50_00 }]);
    const [allocation] = settlements;
    const back = { commandId: newId(), id: allocation?.id ?? '', reason: 'wrong invoice' };
    expect(await program.call('allocations.takeBack', { ...back, date: '2026-03-01' })).toMatchObject({
      ok: true,
    });
  });

  it('AL2: what was allocated in a closed period is taken back on an open day only', async () => {
    const invoice = await backDated('2026-02-03');
    const { id = '' } = invoice.ok ? invoice.value : {};
    await program.must('payments.post', {
      ...onDay('2026-02-10'),
      allocations: [{ target: id, amount: 50_00 as never }],
    });
    await close();
    const { settlements } = await program.must('documents.get', { id, today: MARCH });
    const back = { commandId: newId(), id: settlements[0]?.id ?? '', reason: 'wrong invoice' };
    expect(await program.call('allocations.takeBack', { ...back, date: '2026-02-15' })).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'date', problem: 'period-closed' }] },
    });
    await program.must('allocations.takeBack', { ...back, date: '2026-03-01' });
    // The past is as it was.
    const closed = await program.must('aging.report', { asOf: FEBRUARY, by: 'due' });
    expect(closed.sums).toMatchObject([{ balance: 70_00 }]);
    const open = await program.must('aging.report', { asOf: MARCH, by: 'due' });
    expect(open.sums).toMatchObject([{ unapplied: 50_00, balance: 70_00 }]);
  });

  it('DO1: a document of a closed period is not voided any more but cancelled', async () => {
    const old = await backDated('2026-02-03');
    const { id = '' } = old.ok ? old.value : {};
    const fresh = await issue(program, office, '20');
    await close();
    expect(await program.call('invoices.void', { commandId: newId(), id, reason: 'wrong' })).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'period-closed', params: { openFrom: '2026-03-01' } },
    });
    expect(await program.must('invoices.cancelCheck', { id })).toMatchObject({ how: 'credit-note' });
    await program.must('invoices.void', { commandId: newId(), id: fresh.id, reason: 'wrong' });
  });

  it('DO1: in the United States an invoice that has left the office is voided until its period closes', async () => {
    await program.must('companies.create', {
      ...{ commandId: newId(), owner: 'Ivy', logo: null },
      company: { name: 'Ivy Bindery', profile: 'US', currency: 'USD' },
      series: { prefix: 'INV-', yearly: false, width: 4, first: 1 },
    });
    const taxes = await program.must('taxes.list', {});
    const tax = taxes.find(({ fields }) => fields.category === 'S')?.id ?? '';
    const american = { ...office, tax, customer: await addCustomer(program, 'Alder & Sons') };
    const released = async (price: string) => {
      const { id } = await program.must('invoices.issue', {
        commandId: newId(),
        id: newId(),
        draft: draftFor(american, price, { currency: 'USD' }),
        overrides: [{ code: 'currency-differs', reason: 'they pay in dollars' }],
      });
      await program.must('documents.openPdf', { commandId: newId(), id });
      return id;
    };
    const [early, late] = [await released('10'), await released('20')];
    program.clock.time += 86_400_000;
    const wrong = (id: string) => program.call('invoices.void', { commandId: newId(), id, reason: 'wrong' });
    expect(await program.must('invoices.cancelCheck', { id: early })).toMatchObject({ how: 'void' });
    expect(await wrong(early)).toMatchObject({ ok: true });
    await close(MARCH);
    expect(await wrong(late)).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'period-closed' },
    });
    expect(await program.must('invoices.cancelCheck', { id: late })).toMatchObject({ how: 'credit-note' });
  });

  it('PC2: a desktop whose clock went back writes nothing into a closed period', async () => {
    const payment = await program.must('payments.post', onDay(MARCH));
    await close('2026-03-01');
    program.clock.time = Date.parse('2026-02-20T12:00:00Z');
    expect(
      await program.call('payments.void', { commandId: newId(), id: payment.id, reason: 'wrong' }),
    ).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'period-closed' } });
  });

  it('PC1: closes only days that are over, each once', async () => {
    expect(
      await program.call('periods.close', { commandId: newId(), through: MARCH, absent: [], note: '' }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'through', problem: 'not-over-yet' }] },
    });
    await close();
    expect(
      await program.call('periods.close', {
        commandId: newId(),
        through: '2026-01-31',
        absent: [],
        note: '',
      }),
    ).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'period-closed' } });
    const again = { commandId: newId(), through: '2026-03-01', absent: [], note: '' };
    expect(await program.must('periods.close', again)).toEqual(await program.must('periods.close', again));
    expect((await program.must('periods.list', {})).closes).toHaveLength(2);
  });
});

describe('reopening and sealing', () => {
  it('PC1: reopens with a reason, with every later close, and never what is sealed', async () => {
    const january = await close('2026-01-31');
    const february = await close();
    const refused = { ok: false, error: { kind: 'invalid', fields: [{ path: 'reason' }] } };
    const reopen = (id: string, reason: string) =>
      program.call('periods.reopen', { commandId: newId(), id, reason });
    expect(await reopen(january.id, ' ')).toMatchObject(refused);
    expect(await reopen(january.id, 'a bank line was forgotten')).toMatchObject({ ok: true });
    const { openFrom, closes } = await program.must('periods.list', {});
    expect(openFrom).toBeNull();
    expect(closes.map(({ state, reopened }) => [state, reopened?.reason])).toEqual([
      ['reopened', 'a bank line was forgotten'],
      ['reopened', 'a bank line was forgotten'],
    ]);
    expect(await reopen(february.id, 'again')).toMatchObject({ error: { reason: 'period-open' } });
    const sealed = await close();
    await program.must('periods.seal', { commandId: newId(), id: sealed.id });
    expect(await reopen(sealed.id, 'too late')).toMatchObject({ error: { reason: 'period-sealed' } });
    expect(await program.call('periods.seal', { commandId: newId(), id: sealed.id })).toMatchObject({
      error: { reason: 'period-sealed' },
    });
    expect(await program.call('periods.seal', { commandId: newId(), id: january.id })).toMatchObject({
      error: { reason: 'period-open' },
    });
  });
});

describe('the package of a close', () => {
  it('PC4: files the reports under their hashes, with what was owed on the last day', async () => {
    const invoice = await backDated('2026-02-03');
    expect(invoice.ok).toBe(true);
    await program.must('payments.post', onDay('2026-02-10', 30_00));
    const check = await program.must('periods.check', { through: FEBRUARY });
    expect(check).toMatchObject({
      tied: true,
      unread: 0,
      figures: [{ currency: 'GBP', owed: 120_00, credit: 30_00 }],
    });
    const { id } = await close();
    const [made] = (await program.must('periods.list', {})).closes;
    expect(made?.figures).toEqual([{ currency: 'GBP', owed: 120_00, credit: 30_00 }]);
    expect(made?.files.map(({ name }) => name)).toEqual([
      'Aging 2026-02-28.csv',
      'Aging 2026-02-28.pdf',
      'Tax report 2026-02-01 2026-02-28.csv',
      'Tax report 2026-02-01 2026-02-28.pdf',
      'Number report 2025.csv',
      'Number report 2025.pdf',
    ]);
    const [aging] = made?.files ?? [];
    const saved = { commandId: newId(), id, sha256: aging?.sha256 ?? '' };
    expect(await program.must('periods.saveReport', saved)).toEqual({ saved: true });
    const [name = ''] = await readdir(chosen);
    const bytes = await readFile(join(chosen, name));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(aging?.sha256);
    expect(bytes.toString('utf8')).toContain('Alder & Sons,GBP,120.00,0.00,0.00,0.00,0.00,30.00,90.00');
    expect(await program.call('periods.saveReport', { ...saved, id: newId() })).toMatchObject({
      error: { kind: 'not-found', what: 'period' },
    });
    // A file that is named must be there when the record is checked.
    expect(await program.must('companies.verify', {})).toMatchObject({ intact: true });
  });
});
