/** What a new invoice may be entered a second time from (DO2): told from memory on the day itself (BO5), from rows for other days. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Desk,
  draftFor,
  issue,
  leaveOffice,
  newId,
  type Office,
  openOffice,
  type Program,
} from './harness.ts';

const DAY = 86_400_000;
let desk: Desk;
let program: Program;
let office: Office;

afterEach(async () => {
  await leaveOffice(desk, program);
  vi.useRealTimers();
});

/** Whether the program asks if an invoice at a price is the one entered before. */
async function asks(price: string, more: Parameters<typeof draftFor>[2] = {}): Promise<boolean> {
  const draft = draftFor(office, price, more);
  const { findings } = await program.must('invoices.check', { id: newId(), draft });
  return findings.some(({ code }) => code === 'likely-duplicate-amount');
}

/** Credits an invoice of £120 by so much of it, before tax. */
async function credit(invoice: string, unitPrice: string): Promise<void> {
  const { draft } = await program.must('invoices.credit', { id: invoice });
  const lines = draft.lines.map((line) => ({ ...line, unitPrice }));
  await program.must('invoices.issue', {
    commandId: newId(),
    id: newId(),
    draft: { ...draft, lines, credits: { invoices: [invoice], period: null, reason: 'Came back' } },
    overrides: [],
  });
}

describe.each([
  ['of the day itself, from memory', 0],
  ['of a day which the books do not hold, from rows', 400],
])('invoices that look alike, %s', (_name, ahead) => {
  beforeEach(async () => {
    ({ desk, program, office } = await openOffice());
    // Whether the day is that of the books: the program has a clock of its own.
    vi.useFakeTimers({ toFake: ['Date'], now: program.clock.time + ahead * DAY });
  });

  it('one of the same amount is asked about, those of others are not', async () => {
    expect(await asks('100')).toBe(false);
    await issue(program, office, '100');
    expect(await asks('100')).toBe(true);
    expect(await asks('100.01')).toBe(false);
    expect(await asks('100', { currency: 'EUR' })).toBe(false);
  });

  it('a draft with an order number is compared by that and by its amount', async () => {
    await issue(program, office, '100');
    expect(await asks('100', { orderNumber: 'PO 9' })).toBe(true);
    expect(await asks('101', { orderNumber: 'PO 9' })).toBe(false);
  });

  it('one that is void, or credited whole, is no double; one credited in part is', async () => {
    expect(await asks('100')).toBe(false);
    const gone = await issue(program, office, '100');
    await program.must('invoices.void', { commandId: newId(), id: gone.id, reason: 'typed twice' });
    expect(await asks('100')).toBe(false);
    const { id } = await issue(program, office, '100');
    await credit(id, '40');
    expect(await asks('100')).toBe(true);
    await credit(id, '60');
    expect(await asks('100')).toBe(false);
  });

  it('one of three days before is asked about, one of four is not', async () => {
    expect(await asks('100')).toBe(false);
    await issue(program, office, '100');
    program.clock.time += 3 * DAY;
    vi.setSystemTime(program.clock.time + ahead * DAY);
    expect(await asks('100')).toBe(true);
    program.clock.time += DAY;
    vi.setSystemTime(program.clock.time + ahead * DAY);
    expect(await asks('100')).toBe(false);
  });
});
