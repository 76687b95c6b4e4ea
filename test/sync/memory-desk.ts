/**
 * A desktop of the simulation: a journal in memory with the sync's own session over it. What a crash leaves is the
 * journal alone. The record is folded by the reference fold when somebody looks.
 */

import { createHash } from 'node:crypto';
import { signatureFrame, writeCommit } from '../../electron/company/author.ts';
import type { DeviceKey } from '../../electron/security/device-key.ts';
import { type BodySealing, NOT_SEALED } from '../../electron/sync/body-sealing.ts';
import type { SyncHost } from '../../electron/sync/sync-host.ts';
import { SyncSession } from '../../electron/sync/sync-session.ts';
import { type Transport, WireClient } from '../../electron/sync/wire-client.ts';
import type { LookupName } from '../../shared/contract/books-port.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { adopt } from '../../shared/events/clock.ts';
import {
  authorHash,
  type Commit,
  type Confirmation,
  decodeCommit,
  type Envelope,
  NO_PREVIOUS,
  readEnvelope,
  toHex,
  unpackCommit,
} from '../../shared/events/commit.ts';
import { decodeAcknowledgement, type SyncPlace, unpackForeign } from '../../shared/events/confirmation.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { digest, fold } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import { followPlace } from '../../shared/events/sync-place.ts';
import { FRAME_KIND, type Frame, type NewFrame } from '../../shared/journal/frame.ts';
import { COMPANY } from '../books/record.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const UNREADABLE = err({ kind: 'unavailable', what: 'journal' } as const);

/** How an append is broken on purpose, to see that the simulation notices. */
export type Mutant = 'cursor-apart' | 'torn-command' | null;

export class MemoryDesk {
  readonly device: string;
  readonly key: DeviceKey;
  readonly frames: Frame[] = [];
  session: SyncSession | null = null;
  disowned = false;
  /** What of the record cannot be read or written for now: a lookup, the journal, or an append of what came. */
  failing: LookupName | 'journal' | 'receive' | null = null;
  /** How often a lookup that is failing works before it does. */
  sparing = 0;
  /** The next append finds the machine dying: before it, or after it. */
  dying: 'before' | 'after' | null = null;
  private readonly transport: Transport;
  private readonly random: () => number;
  private readonly mutant: Mutant;
  /** Clock of this desktop less the true time, milliseconds. */
  private readonly skew: number;
  /** Keys of a sealed company, as far as this desk has them; they come and go while it runs. */
  sealing: BodySealing;
  private life = 0;
  private standing: SyncPlace | null = null;
  private followed = 0;

  constructor(given: {
    readonly device: string;
    readonly key: DeviceKey;
    readonly transport: Transport;
    readonly random: () => number;
    readonly skew: number;
    readonly mutant: Mutant;
    readonly sealing?: BodySealing;
  }) {
    this.device = given.device;
    this.key = given.key;
    this.transport = given.transport;
    this.random = given.random;
    this.skew = given.skew;
    this.mutant = given.mutant;
    this.sealing = given.sealing ?? NOT_SEALED;
  }

  now = (): number => Date.now() + this.skew;

  start(): void {
    this.life += 1;
    this.session = new SyncSession({
      host: this.host(this.life),
      client: new WireClient({
        transport: this.transport,
        caller: { device: this.device, key: this.key },
        now: this.now,
      }),
      around: {
        now: this.now,
        random: this.random,
        later: (milliseconds, call) => {
          const timer = setTimeout(call, milliseconds);
          return () => clearTimeout(timer);
        },
      },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      onChange: () => {},
    });
    this.session.start();
  }

  /** The machine dies: nothing of what was under way reaches the journal any more. */
  crash(): void {
    this.life += 1;
    this.dying = null;
    void this.session?.close();
    this.session = null;
  }

  /** Carries out one command. */
  commit(id: string, events: readonly DomainEvent[]): void {
    const parts = this.mutant === 'torn-command' ? events.map((each) => [each]) : [events];
    for (const [index, part] of parts.entries()) {
      const partId = index === 0 ? id : `${id.slice(0, -4)}ffff`;
      const identity = { company: COMPANY, device: this.device, key: this.key };
      const clock = { now: this.now, offset: () => 0 };
      const act = { id: partId, actor: id, command: 'test', events: part };
      const written = writeCommit(identity, this.author(), clock, act);
      const { envelope, body } = written.bytes;
      const packed = new Uint8Array(4 + envelope.length + body.length);
      new DataView(packed.buffer).setUint32(0, envelope.length, true);
      packed.set(envelope, 4);
      packed.set(body, 4 + envelope.length);
      this.append([
        { kind: FRAME_KIND.ownCommit, payload: packed },
        { kind: FRAME_KIND.signature, payload: signatureFrame(identity, written.state) },
      ]);
      this.session?.committed();
    }
  }

  /** Where it stands with the server. Frames only come, so each is followed once. */
  get place(): SyncPlace | null {
    for (const frame of this.frames.slice(this.followed)) {
      const said = frame.kind === FRAME_KIND.acknowledgement && decodeAcknowledgement(frame.payload);
      if (said) this.standing = followPlace(this.standing, said);
    }
    this.followed = this.frames.length;
    return this.standing;
  }

  /** Own commits that were ever recorded. */
  get written(): number {
    return this.author().sequence;
  }

  /** Own commits that the server has not acknowledged. */
  get unsent(): number {
    return this.author().sequence - (this.place?.sent?.sequence ?? 0);
  }

  state(): FoldedState {
    const commits: Commit[] = [];
    const confirmations: (Confirmation & { id: string })[] = [];
    for (const frame of this.frames) {
      const foreign = frame.kind === FRAME_KIND.foreignCommit ? unpackForeign(frame.payload) : undefined;
      const commit = commitIn(frame);
      if (commit) commits.push(commit);
      if (commit && foreign) confirmations.push({ id: commit.envelope.id, ...foreign.header });
      const said =
        frame.kind === FRAME_KIND.acknowledgement ? decodeAcknowledgement(frame.payload) : undefined;
      for (const entry of said?.entries ?? []) confirmations.push({ ...entry, epoch: said?.epoch ?? '' });
    }
    return fold({ commits, confirmations });
  }

  digest(): string {
    return digest(this.state(), sha256);
  }

  private author() {
    let state = {
      sequence: 0,
      hash: NO_PREVIOUS,
      clock: null as string | null,
      recorded: null as number | null,
    };
    for (const frame of this.frames) {
      const commit = commitIn(frame);
      if (!commit) continue;
      const { device, sequence, clock, recorded } = commit.envelope;
      // A place may come once more with its commit.
      if (device === this.device && sequence > state.sequence)
        state = { ...state, sequence, hash: hashIn(frame), recorded };
      state.clock =
        device === this.device ? later(state.clock, clock) : adopt(state.clock, clock, this.now());
    }
    return state;
  }

  private host(life: number): SyncHost {
    const answers: { readonly [Name in LookupName]?: (input: never) => unknown } = {
      sync: () => ({ place: this.place, authors: this.authors() }),
      known: ({ ids }: { ids: readonly string[] }) => {
        const known = new Set(this.frames.flatMap((frame) => commitIn(frame)?.envelope.id ?? []));
        return ids.filter((id) => known.has(id));
      },
      devices: () =>
        Object.entries(this.state().records.devices).map(([id, { fields }]) => ({
          id,
          revision: '',
          fields,
        })),
    };
    return {
      company: COMPANY,
      caller: { device: this.device, key: this.key },
      journal: {
        position: () => {
          throw new Error('not asked for');
        },
        readFrom: async (number) =>
          this.failing === 'journal' ? UNREADABLE : ok(this.frames.slice(number - 1, number + 99)),
      },
      files: { get: async () => undefined, has: async () => true, put: async () => undefined },
      lookup: (async (name: LookupName, input: never) =>
        this.fails(name) ? UNREADABLE : ok(answers[name]?.(input))) as SyncHost['lookup'],
      receive: async (frames) => {
        if (life !== this.life || this.failing === 'receive') return UNREADABLE;
        const brings = frames.some(({ kind }) => kind === FRAME_KIND.foreignCommit);
        // Only an append with commits can be torn from its cursor: the mutant waits for one, to be found in few days.
        if (this.dying === 'before' && (brings || this.mutant !== 'cursor-apart')) {
          if (this.mutant === 'cursor-apart')
            this.append(frames.filter(({ kind }) => kind === FRAME_KIND.acknowledgement));
          this.crash();
          return err({ kind: 'unavailable', what: 'journal' });
        }
        this.append(frames);
        if (this.dying === 'after') this.crash();
        return ok(undefined);
      },
      sealing: this.nowSealing(),
      reauthor: async () => ok(undefined),
      disown: () => {
        this.disowned = true;
      },
    };
  }

  private nowSealing(): BodySealing {
    const now = () => this.sealing;
    return {
      get on() {
        return now().on;
      },
      seal: (bytes) => now().seal(bytes),
      open: (bytes) => now().open(bytes),
      follow: () => now().follow(),
      learn: (acts) => now().learn(acts),
      names: (hash) => now().names(hash),
    };
  }

  private fails(name: LookupName): boolean {
    if (this.failing !== name) return false;
    this.sparing -= 1;
    return this.sparing < 0;
  }

  private authors() {
    const last = new Map<string, { device: string; sequence: number; hash: string; clock: string }>();
    for (const frame of this.frames) {
      const envelope = envelopeIn(frame);
      if (!envelope) continue;
      const { device, sequence, clock } = envelope;
      if (sequence > (last.get(device)?.sequence ?? 0))
        last.set(device, { device, sequence, hash: hashIn(frame), clock });
    }
    return [...last.values()];
  }

  private append(frames: readonly NewFrame[]): void {
    for (const frame of frames)
      this.frames.push({ ...frame, number: this.frames.length + 1, chain: new Uint8Array(32) });
  }
}

const later = (mark: string | null, clock: string): string => (mark === null || clock > mark ? clock : mark);

function packedIn(frame: Frame): Uint8Array | undefined {
  if (frame.kind === FRAME_KIND.ownCommit) return frame.payload;
  return frame.kind === FRAME_KIND.foreignCommit ? unpackForeign(frame.payload)?.commit : undefined;
}

interface ReadFrame {
  readonly envelope: Envelope | undefined;
  readonly commit: Commit | undefined;
  readonly hash: string;
}

/** Frames never change, so each is read once. */
const read = new WeakMap<Frame, ReadFrame>();

function readFrame(frame: Frame): ReadFrame {
  const known = read.get(frame);
  if (known) return known;
  const packed = packedIn(frame);
  const bytes = packed && unpackCommit(packed);
  const said = {
    envelope: bytes && readEnvelope(bytes),
    commit: bytes && decodeCommit(bytes),
    hash: bytes ? toHex(authorHash(bytes, sha256)) : '',
  };
  read.set(frame, said);
  return said;
}

const envelopeIn = (frame: Frame): Envelope | undefined => readFrame(frame).envelope;
const commitIn = (frame: Frame): Commit | undefined => readFrame(frame).commit;
const hashIn = (frame: Frame): string => readFrame(frame).hash;

/** The commit by which a desk says who it is. */
export const introduction = (desk: MemoryDesk): DomainEvent =>
  event('device.set', desk.device, '2026-01-10', { fields: { name: 'Desk', publicKey: desk.key.publicKey } });
