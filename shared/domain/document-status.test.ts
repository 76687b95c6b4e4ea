import { describe, expect, it } from 'vitest';
import { documentStatus, type StatusFacts } from './document-status.ts';
import { minor } from './money.ts';

const invoice: StatusFacts = {
  kind: 'invoice',
  total: minor(100),
  outstanding: minor(100),
  dueDate: '2026-03-10',
  void: false,
};
const status = (more: Partial<StatusFacts>, asOf = '2026-03-10') =>
  documentStatus({ ...invoice, ...more }, asOf);

describe('document status', () => {
  it('AG1: is overdue from the day after the due date, part paid or not', () => {
    expect(status({})).toBe('issued');
    expect(status({}, '2026-03-11')).toBe('overdue');
    expect(status({ outstanding: minor(40) })).toBe('part-paid');
    expect(status({ outstanding: minor(40) }, '2026-03-11')).toBe('overdue');
  });

  it('DO2: is paid when nothing is outstanding, also for a total of zero', () => {
    expect(status({ outstanding: minor(0) }, '2027-01-01')).toBe('paid');
    expect(status({ total: minor(0), outstanding: minor(0) })).toBe('paid');
  });

  it('DO1: is void whatever else is true', () => {
    expect(status({ void: true, outstanding: minor(0) }, '2027-01-01')).toBe('void');
  });

  it('DO4: never calls a credit note overdue', () => {
    expect(status({ kind: 'creditNote' }, '2027-01-01')).toBe('issued');
    expect(status({ kind: 'creditNote', outstanding: minor(1) }, '2027-01-01')).toBe('part-paid');
  });
});
