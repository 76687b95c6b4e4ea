import { describe, expect, it } from 'vitest';
import { alikePercent, blankInstalment, restPercent } from './instalment-values.ts';

const of = (...percents: string[]) => percents.map((percent) => ({ ...blankInstalment(1), percent }));

describe('the form of instalments', () => {
  it('AG3: the last takes what is left, in exact percent; nothing can be said while one cannot be read', () => {
    expect([restPercent([]), restPercent(of('30')), restPercent(of('33.333333', '33.333333'))]).toEqual([
      '100',
      '70',
      '33.333334',
    ]);
    for (const typed of [of('50', '50'), of('80', '30'), of(''), of('x')])
      expect(restPercent(typed)).toBeNull();
  });

  it('shares alike, so that the last is never the least', () => {
    expect([2, 3, 4, 7].map(alikePercent)).toEqual(['50', '33.333333', '25', '14.285714']);
  });

  it('begins at once and goes on month by month', () => {
    expect([0, 1, 2].map((before) => blankInstalment(before).days)).toEqual([0, 30, 60]);
  });
});
