import { describe, expect, it } from 'vitest';
import { minor } from '../../../../shared/domain/money.ts';
import type { AgingRow } from './aging-rows.ts';
import { figureTrack } from './figure-track.ts';

const row = (balance: number): AgingRow => ({
  customer: 'c',
  number: '1',
  name: 'Ada',
  currency: 'EUR',
  buckets: [],
  unapplied: minor(0),
  balance: minor(balance),
});
const pixels = (rows: AgingRow[], header = 'Open') =>
  Number(/^minmax\((\d+)px, 1fr\)$/.exec(figureTrack(header, rows, ({ balance }) => balance, false))?.[1]);

describe('figureTrack', () => {
  it('grows with the longest figure, the minus of a credit included', () => {
    expect(pixels([row(100), row(1_234_567_89)])).toBeGreaterThan(pixels([row(100)]));
    expect(pixels([row(-1_234_567_89)])).toBeGreaterThan(pixels([row(1_234_567_89)]));
  });

  it('holds its header where there are only small figures or none', () => {
    expect(pixels([], 'Over 90 days')).toBeGreaterThanOrEqual('Over 90 days'.length * 7);
  });
});
