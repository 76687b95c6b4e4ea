import { describe, expect, it } from 'vitest';
import { chosenAfter, cursorAfter, type Selection } from './list-keys.ts';

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
