/**
 * Who listens to which line of the form (pure). A key changes one line of five hundred; asking each of the thousand cells
 * in sight whether it is meant costs more than the change itself (J9).
 */

type Marks = Readonly<Record<string, unknown>>;

/** The parts of the form's state that cells of a line show; only whether they are still the same matters here. */
interface Parts {
  readonly entry: { readonly header: unknown; readonly lines: Marks };
  readonly amounts: Marks;
  /** By field path. */
  readonly unread: Marks;
  /** By field path. */
  readonly findings: Marks;
  readonly supplyOpen: unknown;
  readonly baseOpen: unknown;
}

/** Lines in whose fields a mark came, went or changed. */
function linesMarked(before: Marks, after: Marks): ReadonlySet<string> {
  const lines = new Set<string>();
  if (before === after) return lines;
  for (const path of [...Object.keys(before), ...Object.keys(after)]) {
    if (before[path] === after[path]) continue;
    const [part, line] = path.split('.');
    if (part === 'lines' && line !== undefined) lines.add(line);
  }
  return lines;
}

/** Tells whether a cell of a line may look different now; what belongs to the whole form touches every line. */
function changedLines(before: Parts, after: Parts): (line: string) => boolean {
  const parts = [before, after].map(({ entry, supplyOpen, baseOpen }) => [
    entry.header,
    supplyOpen,
    baseOpen,
  ]);
  if (parts[0]?.some((part, index) => part !== parts[1]?.[index])) return () => true;
  const unread = linesMarked(before.unread, after.unread);
  const found = linesMarked(before.findings, after.findings);
  return (line) =>
    before.entry.lines[line] !== after.entry.lines[line] ||
    before.amounts[line] !== after.amounts[line] ||
    unread.has(line) ||
    found.has(line);
}

export interface LineWatch {
  /** Calls `listener` when something about the line changes; answers the function that stops it. */
  readonly watch: (line: string, listener: () => void) => () => void;
  readonly tell: (before: Parts, after: Parts) => void;
}

export function createLineWatch(): LineWatch {
  const watched = new Map<string, Set<() => void>>();
  return {
    watch: (line, listener) => {
      const listeners = watched.get(line) ?? new Set();
      watched.set(line, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && watched.get(line) === listeners) watched.delete(line);
      };
    },
    tell: (before, after) => {
      const isChanged = changedLines(before, after);
      for (const [line, listeners] of watched) {
        if (isChanged(line)) for (const listener of listeners) listener();
      }
    },
  };
}
