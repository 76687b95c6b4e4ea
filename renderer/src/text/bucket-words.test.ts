import { describe, expect, it } from 'vitest';
import { bucketWords } from './bucket-words.ts';

describe('bucketWords', () => {
  it('AG1: by due date begins with current and leaves no day out', () => {
    expect(bucketWords([30, 60, 90], 'due')).toEqual([
      { key: 'bucket.current' },
      { key: 'bucket.range', from: 1, to: 30 },
      { key: 'bucket.range', from: 31, to: 60 },
      { key: 'bucket.range', from: 61, to: 90 },
      { key: 'bucket.over', days: 90 },
    ]);
  });

  it('AG1: by issue date the first bucket holds the day of issue', () => {
    expect(bucketWords([15, 45, 120], 'issue')).toEqual([
      { key: 'bucket.range', from: 0, to: 15 },
      { key: 'bucket.range', from: 16, to: 45 },
      { key: 'bucket.range', from: 46, to: 120 },
      { key: 'bucket.over', days: 120 },
    ]);
  });
});
