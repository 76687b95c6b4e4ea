/** How keys move and choose in a list; pure. */

export interface Selection {
  /** Index of the row under the cursor. */
  readonly cursor: number;
  /** Where a range of chosen rows began. */
  readonly anchor: number;
  readonly chosen: ReadonlySet<string>;
}

/** The row that a key leads to, or `null` for a key that does not move. `page` is the number of rows that fit. */
export function cursorAfter(key: string, cursor: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const within = (index: number): number => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return within(cursor + 1);
    case 'ArrowUp':
    case 'k':
      return within(cursor - 1);
    case 'PageDown':
      return within(cursor + page);
    case 'PageUp':
      return within(cursor - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The selection after the cursor went to `to`; with `extend` (Shift) everything from the anchor on is chosen. */
export function chosenAfter(
  before: Selection,
  to: number,
  extend: boolean,
  idAt: (index: number) => string,
): Selection {
  if (!extend) return { cursor: to, anchor: to, chosen: new Set() };
  const from = Math.min(before.anchor, to);
  const until = Math.max(before.anchor, to);
  const chosen = new Set(Array.from({ length: until - from + 1 }, (_, offset) => idAt(from + offset)));
  return { cursor: to, anchor: before.anchor, chosen };
}

/**
 * The selection over rows that have changed underneath: a cursor that was moved stays on its row, wherever that stands now,
 * so that Enter never opens another than the clerk was looking at. One that stands at the top stays at the top.
 */
export function followedTo(before: Selection, stoodOn: string, ids: readonly string[]): Selection {
  const cursor = before.cursor === 0 ? -1 : ids.indexOf(stoodOn);
  if (cursor < 0) return before;
  return { ...before, cursor, anchor: Math.max(0, before.anchor + cursor - before.cursor) };
}
