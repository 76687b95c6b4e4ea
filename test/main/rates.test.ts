/** Exchange rates from the file to the document (MO4). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRates } from '../../shared/domain/rates-csv.ts';
import { type Desk, leaveOffice, newId, openOffice, type Program, startProgram } from './harness.ts';

let desk: Desk;
let program: Program;

beforeEach(async () => {
  ({ desk, program } = await openOffice());
});
afterEach(() => leaveOffice(desk, program));

const FILE = 'Date,USD,GBP,\n2026-02-27,1.0812,0.8634,\n2025-12-31,1.05,0.83,\n';

const rate = (day: string, value: string | null, from = 'EUR', to = 'USD') => ({
  from,
  to,
  day,
  rate: value,
  source: 'bank',
});
const save = (...rates: ReturnType<typeof rate>[]) =>
  program.must('rates.save', { commandId: newId(), rates });

describe('kept exchange rates', () => {
  it('are read from a file in one step, over the turn of a year, and survive a restart', async () => {
    const reading = readRates(FILE, '2026-03-02', 'ECB');
    if (!reading.ok) throw new Error('the file was refused');
    const { saved } = await program.must('rates.save', {
      commandId: newId(),
      rates: [...reading.value.rates],
    });
    expect(saved).toBe(4);
    const { id: company } = await program.must('company.get', {});
    await program.app.close();
    program = await startProgram(desk);
    await program.must('companies.open', { id: company });
    expect(await program.must('rates.pairs', {})).toMatchObject([
      { from: 'EUR', to: 'GBP', day: '2026-02-27', rate: '0.8634', source: 'ECB', count: 2 },
      { from: 'EUR', to: 'USD', day: '2026-02-27', rate: '1.0812', count: 2 },
    ]);
    expect(await program.must('rates.list', { from: 'EUR', to: 'USD' })).toMatchObject([
      { day: '2026-02-27' },
      { day: '2025-12-31' },
    ]);
  });

  it('are offered by day, by way of a third currency too, over the turn of the year', async () => {
    await save(rate('2025-12-31', '1.05'), rate('2025-12-31', '0.83', 'EUR', 'GBP'));
    const propose = (from: string, to: string, day: string) =>
      program.must('rates.propose', { from, to, day });
    expect(await propose('EUR', 'GBP', '2026-01-02')).toEqual({
      rate: '0.83',
      date: '2025-12-31',
      source: 'bank',
    });
    expect(await propose('USD', 'GBP', '2026-01-02')).toMatchObject({ source: 'bank (EUR)' });
    expect(await propose('EUR', 'GBP', '2025-12-30')).toBeNull();
    expect(await propose('EUR', 'GBP', '2026-02-15')).toBeNull();
  });

  it('can be mended and taken out; what stands already changes nothing', async () => {
    await save(rate('2026-02-27', '1.08'));
    expect(await save(rate('2026-02-27', '1.08'))).toEqual({ saved: 0 });
    expect(await save(rate('2026-02-27', '1.09'))).toEqual({ saved: 1 });
    expect(await program.must('rates.list', { from: 'EUR', to: 'USD' })).toMatchObject([{ rate: '1.09' }]);
    expect(await save(rate('2026-02-27', null))).toEqual({ saved: 1 });
    expect(await program.must('rates.list', { from: 'EUR', to: 'USD' })).toEqual([]);
    expect(await save(rate('2026-02-27', null))).toEqual({ saved: 0 });
  });

  it('are kept all or none: one bad rate names its place and nothing is kept', async () => {
    const reply = await program.call('rates.save', {
      commandId: newId(),
      rates: [rate('2026-02-27', '1.08'), rate('2026-03-03', '1.08'), rate('2026-02-26', '0')],
    });
    expect(reply).toEqual({
      ok: false,
      error: {
        kind: 'invalid',
        fields: [
          { path: 'rates.1.day', problem: 'in-the-future' },
          { path: 'rates.2.rate', problem: 'not-an-exchange-rate' },
        ],
      },
    });
    expect(await program.must('rates.pairs', {})).toEqual([]);
  });
});
