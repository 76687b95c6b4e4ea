/** Writes this device's commits: sequence without gaps, chain of author hashes, hybrid clock, signature (EV1, EV2, EV8). */
import { hash, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import { type Clock as Stamp, tick } from '../../shared/events/clock.ts';
import {
  authorHash,
  COMMIT_FORMAT,
  type Commit,
  type CommitBytes,
  type Envelope,
  encodeCommit,
  NO_PREVIOUS,
  toHex,
} from '../../shared/events/commit.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import type { Clock } from '../ports.ts';
import type { DeviceKey } from '../security/device-key.ts';

/** Where the device's own chain stands; `clock` is the high-water mark of every clock seen in the journal (EV8). */
export interface AuthorState {
  readonly sequence: number;
  readonly hash: string;
  readonly clock: Stamp | null;
  /** Instant of the newest commit, UTC milliseconds. */
  readonly recorded: number | null;
}

export const NEW_AUTHOR: AuthorState = { sequence: 0, hash: NO_PREVIOUS, clock: null, recorded: null };

export interface Written {
  readonly envelope: Envelope;
  readonly bytes: CommitBytes;
  /** The chain after this commit: becomes the author's state once the journal has it. */
  readonly state: AuthorState;
}

export interface AuthorIdentity {
  readonly company: string;
  readonly device: string;
  readonly key: DeviceKey;
}

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
const utf8 = new TextEncoder();
const SALT_BYTES = 16;
/** Chance is asked for so many salts at once: each question costs as much as hashing a commit. */
const SALTS_AT_ONCE = 256;
let chance = Buffer.alloc(0);

/** 16 random bytes in base64, never the same ones twice. */
function newSalt(): string {
  if (chance.length === 0) chance = randomBytes(SALT_BYTES * SALTS_AT_ONCE);
  const salt = chance.toString('base64', 0, SALT_BYTES);
  // What was given is not there to be read again.
  chance.fill(0, 0, SALT_BYTES);
  chance = chance.subarray(SALT_BYTES);
  return salt;
}

/** Writes the next commit of a chain that stands at `state`. Pure but for the clock. */
export function writeCommit(
  identity: AuthorIdentity,
  state: AuthorState,
  clock: Clock,
  act: {
    readonly id: string;
    readonly actor: string;
    readonly command: string;
    readonly events: readonly DomainEvent[];
  },
): Written {
  const recorded = clock.now();
  const envelope: Envelope = {
    format: COMMIT_FORMAT,
    id: act.id,
    company: identity.company,
    device: identity.device,
    sequence: state.sequence + 1,
    previous: state.hash,
    clock: tick(state.clock, recorded),
    recorded,
    offset: clock.offset(recorded),
    actor: act.actor,
    command: act.command,
    keyEpoch: 0,
  };
  const bytes = encodeCommit(envelope, act.events, newSalt());
  const { sequence } = envelope;
  const own = toHex(authorHash(bytes, sha256));
  return { envelope, bytes, state: { sequence, hash: own, clock: envelope.clock, recorded } };
}

/**
 * Writes a commit again as the next of another device's chain (DV3): id, clock, recording and events stay, since it is the
 * same act; only who vouches for it changes.
 */
export function rewriteCommit(
  identity: AuthorIdentity,
  state: AuthorState,
  { envelope: before, events }: Commit,
): Written {
  const { company, device } = identity;
  const envelope = { ...before, company, device, sequence: state.sequence + 1, previous: state.hash };
  const bytes = encodeCommit(envelope, events, newSalt());
  const { clock, recorded } = before;
  return {
    envelope,
    bytes,
    state: {
      sequence: envelope.sequence,
      hash: toHex(authorHash(bytes, sha256)),
      clock: state.clock !== null && state.clock > clock ? state.clock : clock,
      recorded: Math.max(state.recorded ?? 0, recorded),
    },
  };
}

/** Payload of the signature frame that vouches for the last commit of a batch and so for all before it (EV2). */
export function signatureFrame(identity: AuthorIdentity, state: AuthorState): Uint8Array {
  const signature = identity.key.sign(utf8.encode(state.hash));
  return utf8.encode(
    canonicalJson({
      device: identity.device,
      sequence: state.sequence,
      hash: state.hash,
      signature: Buffer.from(signature).toString('base64'),
    }),
  );
}
