import { describe, expect, it } from 'vitest';
import { minor } from '../domain/money.ts';
import { event } from './event-types.ts';
import {
  arrivedAfter,
  type Close,
  closeStands,
  earliestEffect,
  firstOpen,
  knew,
  mostOf,
  openFrom,
} from './periods.ts';

const close = (more: Partial<Close> = {}): Close => ({
  through: '2026-01-31',
  known: { desk: 7 },
  cuts: {},
  device: 'till',
  sequence: 4,
  reopened: false,
  sealed: false,
  ...more,
});

describe('what is closed', () => {
  it('PC1: everything up to the last day of the closes that stand; nothing without one', () => {
    expect(openFrom([])).toBeNull();
    expect(openFrom([close(), close({ through: '2025-12-31' })])).toBe('2026-02-01');
    expect(openFrom([close({ reopened: true }), close({ through: '2025-12-31' })])).toBe('2026-01-01');
    expect(openFrom([close({ reopened: true })])).toBeNull();
    expect(openFrom([close({ through: '9999-12-31' })])).toBe('9999-12-31');
  });

  it('PC1: what is sealed stays closed, whoever reopened it without knowing', () => {
    expect(closeStands({ reopened: true, sealed: true })).toBe(true);
    expect(closeStands({ reopened: true, sealed: false })).toBe(false);
  });

  it('PC2: a closed day gives way to the first open one', () => {
    expect(firstOpen('2026-01-15', '2026-02-01')).toBe('2026-02-01');
    expect(firstOpen('2026-02-01', '2026-02-01')).toBe('2026-02-01');
    expect(firstOpen('2026-01-15', null)).toBe('2026-01-15');
  });
});

describe('what arrived after a close', () => {
  it('PC3: a close knew what it names of each desktop, and what its own desktop had written before it', () => {
    expect(knew(close(), { device: 'desk', sequence: 7 })).toBe(true);
    expect(knew(close(), { device: 'desk', sequence: 8 })).toBe(false);
    expect(knew(close(), { device: 'shop', sequence: 1 })).toBe(false);
    expect(knew(close(), { device: 'till', sequence: 3 })).toBe(true);
    expect(knew(close(), { device: 'till', sequence: 4 })).toBe(false);
  });

  it('PC3: late is what counts from a closed day and was not known, while the close stands', () => {
    const unknown = { device: 'desk', sequence: 8 };
    expect(arrivedAfter(close(), unknown, '2026-01-31')).toBe(true);
    expect(arrivedAfter(close(), unknown, '2026-02-01')).toBe(false);
    expect(arrivedAfter(close(), { device: 'desk', sequence: 7 }, '2026-01-31')).toBe(false);
    expect(arrivedAfter(close({ reopened: true }), unknown, '2026-01-31')).toBe(false);
  });

  it('PC3: only what is issued, received or settled counts from a day', () => {
    const voided = event('document.voided', 'one', '2026-01-20', { reason: '' });
    const earlier = event('payment.voided', 'two', '2026-01-10', { reason: '' });
    const discarded = event('draft.discarded', 'three', '2026-01-01', {});
    expect(earliestEffect([voided, earlier, discarded])).toBe('2026-01-10');
    expect(earliestEffect([discarded])).toBeNull();
  });
});

describe('what did not fit when a period was closed', () => {
  it('EV6: may stand for no more than it did, by the least of the closes that stand', () => {
    const most = mostOf([
      close({ cuts: { one: minor(50), two: minor(10) } }),
      close({ cuts: { one: minor(20), two: minor(30) } }),
      close({ cuts: { one: minor(0), three: minor(0) }, reopened: true }),
    ]);
    expect([...most]).toEqual([
      ['one', 20],
      ['two', 10],
    ]);
  });
});
