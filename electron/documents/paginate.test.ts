import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { paginate } from './paginate.ts';

const pages = { first: 100, later: 150, carry: 10, tail: 40 };
const total = (page: readonly number[], heights: readonly number[]) =>
  page.reduce((sum, index) => sum + (heights[index] ?? 0), 0);

describe('paginate', () => {
  it('keeps a short table and its totals on one page', () => {
    expect(paginate([20, 20, 20], pages)).toEqual([[0, 1, 2]]);
  });

  it('takes the last line along when only the totals no longer fit', () => {
    expect(paginate([20, 20, 20, 20], pages)).toEqual([[0, 1, 2], [3]]);
  });

  it('gives a table without lines one page', () => {
    expect(paginate([], pages)).toEqual([[]]);
  });

  it('passes the first page where its head leaves no room, if it may', () => {
    const narrow = { ...pages, first: 50, mayPassFirst: true };
    expect(paginate([20], narrow)).toEqual([[], [0]]);
    expect(paginate([45, 20], narrow)).toEqual([[], [0, 1]]);
    expect(paginate([20, 20], narrow)).toEqual([[0], [1]]);
    expect(paginate([20], { ...narrow, mayPassFirst: false })).toEqual([[0]]);
  });

  it('loses no line, overfills no page and never leaves totals alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 1, maxLength: 120 }), (heights) => {
        const result = paginate(heights, pages);
        expect(result.flat()).toEqual(heights.map((_, index) => index));
        result.forEach((page, index) => {
          expect(page.length).toBeGreaterThan(0);
          const room = index === 0 ? pages.first : pages.later - pages.carry;
          const after = index === result.length - 1 ? pages.tail : pages.carry;
          expect(total(page, heights) + after).toBeLessThanOrEqual(room);
        });
      }),
    );
  });
});
