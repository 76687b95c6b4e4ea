import { describe, expect, it } from 'vitest';
import { formatNumber, type Series } from './numbering.ts';
import { type SuccessionRow, successionOf } from './series-succession.ts';

const row = (id: string, more: Partial<SuccessionRow> = {}): SuccessionRow => ({
  ...({ id, device: 'd', kind: 'invoice', prefix: 'INV-', year: null, width: 4, next: 1 } satisfies Series),
  ...{ closed: null, lastIssue: null },
  ...more,
});
const today = '2026-03-02';
const succession = (rows: readonly SuccessionRow[], mark = 0, fiscalYearStart = 1) =>
  successionOf(rows, rows.at(-1) as SuccessionRow, { today, mark, fiscalYearStart });

describe('how numbering goes on when a series is closed', () => {
  it('NU5: a counter that never begins again goes on behind its last number under a new series', () => {
    const blocked = row('a', { next: 58, lastIssue: '2036-05-01' });
    expect(succession([blocked])).toEqual({
      ...{ last: 57, lost: 0, goesOn: null },
      successor: { prefix: 'INV-', year: null, width: 4, next: 58 },
    });
  });

  it('NU5: a series of a year that has not come gives way to the one of this year beside it', () => {
    const usual = row('a', { year: 2026, next: 12, lastIssue: '2026-03-01' });
    const blocked = row('b', { year: 2036, next: 3, lastIssue: '2036-05-01' });
    expect(succession([usual, blocked]).goesOn).toBe('INV-2026-0012');
    // One that is blocked itself, closed, or another desktop's, is no way out.
    expect(succession([{ ...usual, lastIssue: '2026-03-03' }, blocked]).goesOn).toBeNull();
    expect(succession([{ ...usual, closed: { on: today, reason: '' } }, blocked]).goesOn).toBeNull();
    expect(succession([{ ...usual, device: 'e' }, blocked]).goesOn).toBeNull();
    expect(succession([{ ...usual, prefix: 'R-' }, blocked])).toMatchObject({
      goesOn: null,
      successor: { year: 2026, next: 1 },
    });
  });

  it('NU5, DV3: numbers that only the marks remember are lost, and are not given again', () => {
    const found = succession([row('a', { next: 11 })], 14);
    expect(found).toMatchObject({ last: 14, lost: 4, successor: { next: 15 } });
  });

  it('NU2: what an earlier closed series of these letters has given is not given again', () => {
    const first = row('a', { year: 2026, next: 30, closed: { on: today, reason: 'x' } });
    const second = row('b', { year: 2026, next: 30, lastIssue: '2026-09-01' });
    expect(succession([first, second]).successor).toEqual({ prefix: 'INV-', year: 2026, width: 4, next: 30 });
  });

  it('PC5: the successor shows the fiscal year of today', () => {
    const blocked = row('b', { year: 2036, next: 3, lastIssue: '2036-05-01' });
    const { successor } = succession([blocked], 0, 4);
    expect(successor && formatNumber(successor, successor.next)).toBe('INV-2025-0001');
  });

  it('NU4: numbers that would become too long need other letters', () => {
    const full = row('a', { prefix: 'INVOICE-', width: 8, next: 100_000_000 });
    expect(succession([full]).successor).toBeNull();
  });
});
