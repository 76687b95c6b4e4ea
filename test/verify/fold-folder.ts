/** The fold behind `npm run verify`: the program's own books, on a database in memory, over a journal that is only read. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openBooks } from '../../electron/books/books-core.ts';
import { FreshFold } from '../../electron/company/fresh-fold.ts';
import { nodePort } from '../../electron/journal/node-port.ts';
import type { FoldJournal, FoldReport } from '../../electron/journal/verify-folder.ts';
import { FrameReader } from '../../shared/journal/reader.ts';
import { JOURNAL_FOLDER, listSegments } from '../../shared/journal/segments.ts';

/** @param report called while the fold goes on, with frames folded and to fold. */
export function foldFolder(folder: string, report: (done: number, total: number) => void): FoldJournal {
  return async (head) => {
    const port = nodePort(folder);
    const reader = new FrameReader(port, JOURNAL_FOLDER);
    const segments = listSegments(port, JOURNAL_FOLDER);
    const last = segments.at(-1);
    if (!last) return NOTHING;
    const range = { segments, length: sizeOf(port, last.name), head: head.number };
    const faults: unknown[] = [];
    const books = await openBooks({
      indexedDB: new IDBFactory(),
      keyRange: IDBKeyRange,
      name: 'verify',
      onEnd: (fault) => faults.push(fault),
    });
    const begun = await FreshFold.begin(books, {
      position: () => head,
      readFrom: async (number, bytes) => reader.read(range, number, { bytes, frames: 100_000 }),
    });
    if (!begun.ok) return impossible(begun.error.kind);
    try {
      const progress = { report: (done: number) => report(done, head.number), cancelled: false };
      const digest = await begun.value.digestAt(head.number, progress);
      return digest.ok ? told(begun.value) : impossible(String(faults[0] ?? digest.error.kind));
    } finally {
      reader.close();
      await begun.value.close();
    }
  };
}

const NOTHING: FoldReport = { lines: [], problems: [] };

const impossible = (why: string): FoldReport => ({
  lines: [],
  problems: [`The journal cannot be folded (${why})`],
});

function sizeOf(port: ReturnType<typeof nodePort>, name: string): number {
  const file = port.open(`${JOURNAL_FOLDER}/${name}`, 'read');
  try {
    return file.size();
  } finally {
    file.close();
  }
}

function told({ checkpoints: { agreed, incomparable, differsAt } }: FreshFold): FoldReport {
  const lines = [`${agreed} checkpoints agree with a fresh fold of the commits before them`];
  if (incomparable > 0)
    lines.push(
      `${incomparable} checkpoints were made by another version's projections and cannot be compared`,
    );
  const problems =
    differsAt === null
      ? []
      : [`Checkpoint in frame ${differsAt}: differs from a fresh fold of the commits before it`];
  return { lines, problems };
}
