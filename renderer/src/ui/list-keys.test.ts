import { describe, expect, it } from 'vitest';
import { chosenAfter, cursorAfter, followedTo, type Selection } from './list-keys.ts';

describe('keys of a list', () => {
  it('move by a row, a page, or to an end, and stay within', () => {
    expect(cursorAfter('ArrowDown', 3, 10, 5)).toBe(4);
    expect(cursorAfter('ArrowUp', 0, 10, 5)).toBe(0);
    expect(cursorAfter('PageDown', 8, 10, 5)).toBe(9);
    expect(cursorAfter('PageUp', 8, 10, 5)).toBe(3);
    expect(cursorAfter('Home', 8, 10, 5)).toBe(0);
    expect(cursorAfter('End', 0, 10, 5)).toBe(9);
  });

  it('leave other keys alone, and every key in an empty list', () => {
    expect(cursorAfter('a', 0, 10, 5)).toBeNull();
    expect(cursorAfter('ArrowDown', 0, 0, 5)).toBeNull();
  });
});

describe('choosing rows', () => {
  const start: Selection = { cursor: 2, anchor: 2, chosen: new Set() };
  const id = (index: number): string => `row${index}`;

  it('extends from the anchor with Shift, forth and back', () => {
    const down = chosenAfter(start, 4, true, id);
    expect([...down.chosen]).toEqual(['row2', 'row3', 'row4']);
    expect([...chosenAfter(down, 1, true, id).chosen]).toEqual(['row1', 'row2']);
  });

  it('chooses nothing by moving alone', () => {
    const moved = chosenAfter({ ...start, chosen: new Set(['row2']) }, 5, false, id);
    expect(moved).toEqual({ cursor: 5, anchor: 5, chosen: new Set() });
  });
});

describe('rows that change underneath', () => {
  const at = (cursor: number, anchor = cursor): Selection => ({ cursor, anchor, chosen: new Set(['c']) });

  it('take a cursor that was moved along with its row, and the chosen stay chosen', () => {
    expect(followedTo(at(2), 'c', ['new', 'a', 'b', 'c'])).toEqual(at(3));
    expect(followedTo(at(2, 1), 'c', ['b', 'c', 'd'])).toEqual(at(1, 0));
    expect(followedTo(at(2, 0), 'c', ['b', 'c', 'd'])).toEqual(at(1, 0));
  });

  it('leave it where it is at the top, and where its row is gone', () => {
    expect(followedTo(at(0), 'a', ['new', 'a', 'b'])).toEqual(at(0));
    expect(followedTo(at(2), 'c', ['a', 'b', 'd'])).toEqual(at(2));
  });
});
