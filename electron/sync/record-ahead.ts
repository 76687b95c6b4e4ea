/**
 * The record of a first fetch, known before the books have folded it: pages go into the journal while those before them are
 * still on their way to the books, so a pull must not ask the books between two (SY5). All of it follows from the frames.
 */
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import { decodeAcknowledgement, type SyncPlace } from '../../shared/events/confirmation.ts';
import { followPlace } from '../../shared/events/sync-place.ts';
import { FRAME_KIND, type NewFrame } from '../../shared/journal/frame.ts';
import type { JournalHandle } from '../company/journal-handle.ts';
import { commitOf, framesFrom } from './outgoing.ts';
import type { PullReader } from './pull-reader.ts';
import { introduced } from './vouching.ts';

export class RecordAhead implements PullReader {
  private place: SyncPlace | null = null;
  private readonly ends = new Map<string, number>();
  private readonly ids = new Set<string>();
  private readonly publicKeys = new Map<string, string>();

  /** Reads what is there already: a fetch that was cut goes on. */
  static async read(journal: Pick<JournalHandle, 'readFrom'>): Promise<Result<RecordAhead, AppError>> {
    const record = new RecordAhead();
    for await (const frame of framesFrom(journal, 1)) {
      if (!frame.ok) return frame;
      record.take([frame.value]);
    }
    return ok(record);
  }

  /** Frames that are in the journal from now on. */
  take(frames: readonly NewFrame[]): void {
    for (const frame of frames) {
      if (frame.kind === FRAME_KIND.acknowledgement) {
        const said = decodeAcknowledgement(frame.payload);
        if (said) this.place = followPlace(this.place, said);
        continue;
      }
      const commit = commitOf(frame);
      if (!commit) continue;
      const { id, device, sequence } = commit.envelope;
      this.ids.add(id);
      this.ends.set(device, Math.max(sequence, this.ends.get(device) ?? 0));
      for (const [introducing, key] of introduced(commit.bytes)) this.publicKeys.set(introducing, key);
    }
  }

  async standing() {
    const authors = Array.from(this.ends, ([device, sequence]) => ({ device, sequence }));
    return ok({ place: this.place, authors });
  }

  async known(ids: readonly string[]) {
    return ok(new Set(ids.filter((id) => this.ids.has(id))));
  }

  async keys() {
    return ok(this.publicKeys);
  }
}
