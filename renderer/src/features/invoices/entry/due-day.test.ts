import { describe, expect, it } from 'vitest';
import { minor } from '../../../../../shared/domain/money.ts';
import { draftInstalments, dueDayOf } from './due-day.ts';

const NET30 = {
  name: 'Net 30',
  kind: 'days',
  days: 30,
  months: 0,
  day: 1,
  discountPercent: null,
  discountDays: 0,
} as const;
const terms = new Map([['net30', NET30]]);

describe('the due date of a draft', () => {
  it('follows from the terms and the issue date, today where that is open', () => {
    expect(
      dueDayOf({ kind: 'invoice', issueDate: null, dueDate: null, terms: 'net30' }, terms, '2026-01-31'),
    ).toBe('2026-03-02');
    expect(
      dueDayOf(
        { kind: 'invoice', issueDate: '2026-02-01', dueDate: null, terms: 'net30' },
        terms,
        '2026-01-31',
      ),
    ).toBe('2026-03-03');
  });

  it('of an offer is thirty days after its issue, whatever the terms say', () => {
    const offer = { kind: 'quote', issueDate: null, dueDate: null, terms: 'net30' } as const;
    expect(dueDayOf({ ...offer, terms: null }, terms, '2026-02-01')).toBe('2026-03-03');
    expect(dueDayOf({ ...offer, dueDate: '2026-12-31' }, terms, '2026-02-01')).toBe('2026-12-31');
  });

  it('AG3: of instalments is the first; a typed due date leaves none', () => {
    const first = { percent: '30', kind: 'days', days: 0, months: 0, day: 1 } as const;
    const parts = new Map([['parts', { ...NET30, instalments: [first] }]]);
    const header = { kind: 'invoice', issueDate: null, dueDate: null, terms: 'parts' } as const;
    expect(dueDayOf(header, parts, '2026-01-31')).toBe('2026-01-31');
    expect(draftInstalments(header, parts, '2026-01-31', minor(100))).toEqual([
      { due: '2026-01-31', amount: 30 },
      { due: '2026-03-02', amount: 70 },
    ]);
    const typed = { ...header, dueDate: '2026-05-05' };
    const quote = { ...header, kind: 'quote' } as const;
    for (const other of [typed, quote, { ...header, terms: 'gone' }])
      expect(draftInstalments(other, parts, '2026-01-31', minor(100))).toEqual([]);
    expect(draftInstalments(header, parts, '2026-01-31', undefined)).toEqual([]);
  });

  it('is the typed one where there is one, and nothing without terms', () => {
    expect(
      dueDayOf(
        { kind: 'invoice', issueDate: null, dueDate: '2026-05-05', terms: 'net30' },
        terms,
        '2026-01-31',
      ),
    ).toBe('2026-05-05');
    expect(
      dueDayOf({ kind: 'invoice', issueDate: null, dueDate: null, terms: null }, terms, '2026-01-31'),
    ).toBeNull();
    expect(
      dueDayOf({ kind: 'invoice', issueDate: null, dueDate: null, terms: 'gone' }, terms, '2026-01-31'),
    ).toBeNull();
  });
});
