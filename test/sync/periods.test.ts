/** Closed periods of two whole programs: what one desktop wrote before it heard of a close arrives, and is marked (PC3). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type Office, type Program, paymentOf } from '../main/harness.ts';
import { type Desks, twoDesktops } from './desks.ts';
import { quiet } from './office-line.ts';

const FEBRUARY = '2026-02-28';

let desks: Desks;
let mine: Program;
let other: Program;
let office: Office;

beforeEach(async () => {
  ({ desks, mine, other, office } = await twoDesktops('manager'));
});
afterEach(() => desks.clear());

const pause = async (program: Program, paused: boolean): Promise<void> => {
  await program.must('sync.pause', { paused });
  if (!paused) await quiet(program);
};

const post = (program: Program, date: string, amount: number) =>
  program.must('payments.post', { ...paymentOf(office, amount, []), date });

const listOn = async (program: Program) => (await program.must('periods.list', {})).closes;

describe('a close and a desktop without a line', () => {
  it('PC3: what it wrote before it heard of the close stands "as now", marked, and not "as closed"', async () => {
    await post(mine, '2026-02-10', 50_00);
    await quiet(mine, other);
    await pause(other, true);
    const late = await post(other, '2026-02-20', 30_00);
    const { id } = await mine.must('periods.close', {
      commandId: newId(),
      through: FEBRUARY,
      absent: [],
      note: '',
    });
    await quiet(mine);
    await pause(other, false);
    await quiet(mine, other);

    for (const program of [mine, other]) {
      expect(await listOn(program)).toMatchObject([
        { through: FEBRUARY, state: 'closed', figures: [{ currency: 'GBP', credit: 50_00 }], late: 1 },
      ]);
      expect(await program.must('periods.compare', { id })).toMatchObject({
        now: [{ currency: 'GBP', credit: 80_00 }],
        count: 1,
        arrivals: [{ type: 'received', day: '2026-02-20', subject: { what: 'payment', id: late.id } }],
      });
      expect(await program.must('payments.get', { id: late.id })).toMatchObject({ arrivedAfter: FEBRUARY });
      expect(await program.must('aging.report', { asOf: FEBRUARY, by: 'due' })).toMatchObject({ tied: true });
    }
    // It has heard of the close now.
    expect(
      await other.call('payments.post', { ...paymentOf(office, 10_00, []), date: '2026-02-20' }),
    ).toMatchObject({ ok: false, error: { kind: 'invalid', fields: [{ problem: 'period-closed' }] } });
    // Reopened and closed again, the entry is one that the close knows.
    await mine.must('periods.reopen', { commandId: newId(), id, reason: 'a payment came late' });
    await mine.must('periods.close', { commandId: newId(), through: FEBRUARY, absent: [], note: '' });
    await quiet(mine, other);
    expect((await listOn(other)).map(({ state, late: count }) => [state, count])).toEqual([
      ['closed', 0],
      ['reopened', 0],
    ]);
    expect(await other.must('payments.get', { id: late.id })).toMatchObject({ arrivedAfter: null });
  });

  it('PC4: a desktop that nothing of a later day is known of is named, or connects first', async () => {
    mine.clock.time = Date.parse('2026-04-01T12:00:00Z');
    const closing = { commandId: newId(), through: '2026-03-31', note: '' };
    const { desktops } = await mine.must('periods.check', { through: '2026-03-31' });
    const { company } = await mine.must('app.state', {});
    const own = company.state === 'open' ? company.device : '';
    const [behind] = desktops.filter(({ id }) => id !== own);
    expect(behind).toMatchObject({ isBeyond: false });
    expect(await mine.call('periods.close', { ...closing, absent: [] })).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'desktops-missing', params: { names: behind?.name } },
    });
    await mine.must('periods.close', { ...closing, absent: [behind?.id ?? ''] });
    expect(await listOn(mine)).toMatchObject([{ absent: [behind?.name] }]);
  });

  it('PC1: a seal outlives a reopening that did not know of it', async () => {
    const { id } = await mine.must('periods.close', {
      commandId: newId(),
      through: FEBRUARY,
      absent: [],
      note: '',
    });
    await quiet(mine, other);
    await pause(other, true);
    await mine.must('periods.seal', { commandId: newId(), id });
    await other.must('periods.reopen', { commandId: newId(), id, reason: 'a cheque was forgotten' });
    const late = await post(other, '2026-02-20', 30_00);
    await quiet(mine);
    await pause(other, false);
    await quiet(mine, other);
    for (const program of [mine, other]) {
      expect(await program.must('periods.list', {})).toMatchObject({
        openFrom: '2026-03-01',
        closes: [{ state: 'sealed', late: 1 }],
      });
      expect(await program.must('payments.get', { id: late.id })).toMatchObject({ arrivedAfter: FEBRUARY });
    }
  });
});
