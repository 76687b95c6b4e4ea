import { err, ok, type Result } from '../errors/result.ts';
import type { StorageError } from '../errors/storage-error.ts';
import { FRAME_KIND, type Frame } from './frame.ts';
import { Journal } from './journal.ts';
import { createFirstSegment, START } from './open-journal.ts';
import type { JournalPort } from './port.ts';
import { freeName } from './recovery.ts';
import type { JournalHead } from './scan.ts';
import { JOURNAL_FOLDER, listSegments, QUARANTINE_FOLDER, SEGMENT_BYTES } from './segments.ts';
import { storageErrorOf } from './storage-fault.ts';

/** A lost journal on its way back (BO3). */
export interface JournalRebuild {
  /** Writes the next frames; they start with the `open` frame 1 and must give the chains that they carry. */
  add(frames: readonly Frame[]): Result<JournalHead, StorageError>;
  /** Puts the new journal in its place. Until then there is none. */
  finish(): Result<JournalHead, StorageError>;
}

/**
 * Begins to write a lost journal again from frames that the books or the server hold (BO3): in a folder of its own, put
 * in place whole at the end, never over a journal that has a segment (`exists`).
 */
export function startRebuild(port: JournalPort): Result<JournalRebuild, StorageError> {
  try {
    if (listSegments(port, JOURNAL_FOLDER).length > 0) {
      return err({ kind: 'storage', reason: 'exists', path: JOURNAL_FOLDER });
    }
    const folder = freeName(port, '', 'journal-rebuild');
    createFirstSegment(port, folder);
    const journal = new Journal(port, folder, SEGMENT_BYTES, START);
    return ok({
      add(frames) {
        const first = frames[0];
        if (first?.number === 1 && first.kind !== FRAME_KIND.open) {
          return err({ kind: 'storage', reason: 'not-continuing', number: 1 });
        }
        const added = journal.appendExisting(frames);
        return added.ok ? ok(journal.head) : added;
      },
      finish() {
        journal.close();
        return putInPlace(port, folder, journal.head);
      },
    });
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'rebuild'));
  }
}

/** `startRebuild` for frames that are all at hand. */
export function rebuildJournal(
  port: JournalPort,
  frames: Iterable<Frame>,
): Result<JournalHead, StorageError> {
  const rebuild = startRebuild(port);
  if (!rebuild.ok) return rebuild;
  let batch: Frame[] = [];
  for (const frame of frames) {
    batch.push(frame);
    if (batch.length < BATCH_FRAMES) continue;
    const added = rebuild.value.add(batch);
    if (!added.ok) return added;
    batch = [];
  }
  const added = rebuild.value.add(batch);
  return added.ok ? rebuild.value.finish() : added;
}

const BATCH_FRAMES = 500;

/** Moves the whole journal folder into quarantine, so that it can be rebuilt; answers the new path (JO9). */
export function setAsideJournal(port: JournalPort): Result<string, StorageError> {
  try {
    port.makeFolder(QUARANTINE_FOLDER);
    const target = `${QUARANTINE_FOLDER}/${freeName(port, QUARANTINE_FOLDER, JOURNAL_FOLDER)}`;
    port.rename(JOURNAL_FOLDER, target);
    port.syncFolder(QUARANTINE_FOLDER);
    port.syncFolder('');
    return ok(target);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'rename'));
  }
}

function putInPlace(port: JournalPort, folder: string, head: JournalHead): Result<JournalHead, StorageError> {
  if (head.number === 0) return err({ kind: 'storage', reason: 'missing', path: folder });
  if (port.list('').includes(JOURNAL_FOLDER)) {
    // Without a segment it is no journal, but whatever else lies in it is kept.
    const aside = setAsideJournal(port);
    if (!aside.ok) return aside;
  }
  try {
    port.rename(folder, JOURNAL_FOLDER);
    port.syncFolder('');
    return ok(head);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'rename'));
  }
}
