/** Frames as the projections take them: read, checked and hashed before the transaction begins, which no other work may hold up. */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import {
  type Commit,
  type CommitBytes,
  type Confirmation,
  type Envelope,
  readEnvelope,
  toHex,
} from '../../shared/events/commit.ts';
import {
  type Acknowledgement,
  decodeAcknowledgement,
  unpackForeign,
} from '../../shared/events/confirmation.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import { readEvent } from '../../shared/events/upcast.ts';
import { commitBytesIn, commitIn, FRAME } from './log.ts';
import type { AuthorRow } from './rows.ts';

/** An event as this program reads it, or the entity whose event it cannot read yet (EV7). */
export type ReadEvent =
  | { readonly event: DomainEvent; readonly index: number }
  | { readonly event: undefined; readonly index: number; readonly entity: string };

export interface DecodedCommit {
  readonly type: 'commit';
  readonly number: number;
  readonly envelope: Envelope;
  readonly confirmation: Confirmation | null;
  readonly events: readonly ReadEvent[];
}

export interface DecodedAcknowledgement {
  readonly type: 'acknowledgement';
  readonly acknowledgement: Acknowledgement;
}

export type Decoded = DecodedCommit | DecodedAcknowledgement;

export function readEvents(commit: Commit): ReadEvent[] {
  return commit.events.map((stored, index) => {
    const event = readEvent(stored);
    return event ? { event, index } : { event: undefined, index, entity: stored.entity };
  });
}

/** What a frame says; `undefined` for frames that are only kept. */
export function decodeFrame(frame: BooksFrame): Decoded | undefined {
  if (frame.kind === FRAME.acknowledgement) {
    const acknowledgement = decodeAcknowledgement(frame.payload);
    return acknowledgement && { type: 'acknowledgement', acknowledgement };
  }
  const commit = commitIn(frame);
  if (!commit) return undefined;
  const header = frame.kind === FRAME.foreignCommit ? unpackForeign(frame.payload)?.header : undefined;
  return {
    type: 'commit',
    number: frame.number,
    envelope: commit.envelope,
    confirmation: header ?? null,
    events: readEvents(commit),
  };
}

/** Where each device's own chain stands after these frames: its last commit, hashed (EV2), also one of which only a newer program reads more. */
export async function authorsOf(
  frames: readonly BooksFrame[],
  decoded: readonly (Decoded | undefined)[],
): Promise<AuthorRow[]> {
  const last = new Map<string, { envelope: Envelope; frame: BooksFrame }>();
  for (const [index, frame] of frames.entries()) {
    const entry = decoded[index];
    const bytes = entry === undefined ? commitBytesIn(frame) : undefined;
    const envelope = entry?.type === 'commit' ? entry.envelope : bytes && readEnvelope(bytes);
    if (!envelope) continue;
    const known = last.get(envelope.device);
    if (!known || envelope.sequence > known.envelope.sequence) last.set(envelope.device, { envelope, frame });
  }
  return Promise.all(
    [...last.values()].map(async ({ envelope, frame }) => {
      const bytes = commitBytesIn(frame);
      const { device, sequence, clock, recorded } = envelope;
      return { device, sequence, clock, recorded, hash: bytes ? await hashOf(bytes) : '' };
    }),
  );
}

/** `authorHash` (EV2) with the platform's own digest, which answers later. */
async function hashOf({ envelope, body }: CommitBytes): Promise<string> {
  const bodyHash = await digest(body);
  const joined = new Uint8Array(envelope.length + bodyHash.length);
  joined.set(envelope, 0);
  joined.set(bodyHash, envelope.length);
  return toHex(await digest(joined));
}

const digest = async (bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
