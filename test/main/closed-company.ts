/** The journal of a company on disk, read and written beside the program. */
import { JournalClient } from '../../electron/journal/journal-client.ts';
import { nodePort } from '../../electron/journal/node-port.ts';
import type { Frame, NewFrame } from '../../shared/journal/frame.ts';
import { verifyJournal } from '../../shared/journal/verify.ts';
import { value } from '../crash/test-journal.ts';

export function framesIn(folder: string): Frame[] {
  const frames: Frame[] = [];
  value(verifyJournal(nodePort(folder), { inspect: (frame) => frames.push(frame) }));
  return frames;
}

/** Adds frames to the journal of a company that no program has open. */
export async function appendTo(folder: string, frames: readonly NewFrame[]): Promise<void> {
  const journal = new JournalClient({
    folder,
    thread: new URL('../../electron/journal/writer-thread.ts', import.meta.url),
  });
  value(await journal.scan());
  const identity = { journalId: '', incarnation: '', installId: '', app: '' };
  value(await journal.open({ applied: null, acknowledged: null }, identity));
  value(await journal.append(frames));
  await journal.close();
}
