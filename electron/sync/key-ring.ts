/**
 * The keys of one company on this desktop (DV5). They come by the record (`key.given`), sealed to this desktop's exchange key or to
 * a recovery code, and by pairing. What is kept beside the journal (`keys/ring.json`) is a copy: it can be made again from the record,
 * and the record can be read without it, since the journal itself is never sealed.
 *
 * Keys count only from devices that are trusted: the founder's, those that a trusted one has introduced, and those that were
 * there when this desktop was paired. So a server cannot slip in a key of its own, whatever it makes up.
 */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ok, type Result, type StorageError } from '../../shared/errors/index.ts';
import { type CommitBytes, decodeCommit } from '../../shared/events/commit.ts';
import type { DomainEvent, EventData } from '../../shared/events/event-types.ts';
import { zId } from '../../shared/events/primitives.ts';
import { openBody, readSeal, sealBody } from '../../shared/events/sealed-body.ts';
import { readEvent } from '../../shared/events/upcast.ts';
import { z } from '../../shared/events/zod.ts';
import type { JournalHandle } from '../company/journal-handle.ts';
import { JsonFile } from '../company/json-file.ts';
import { forOwnerOnly } from '../security/key-file.ts';
import {
  aead,
  type ExchangeKey,
  newNonce,
  newSecret,
  open,
  openFile,
  seal,
  sealedName,
  sealFile,
} from '../security/sealing.ts';
import type { BodySealing, SealedName, VouchedActs } from './body-sealing.ts';
import { mayHold } from './glance.ts';
import { commitOf, framesFrom } from './outgoing.ts';

const zKey = z.object({ id: zId, epoch: z.number().int().min(1), secret: z.base64() });
export type CompanyKey = z.output<typeof zKey>;

const zRing = z.object({
  /** Frame up to which the record was looked through. */
  at: z.number().int().min(0),
  keys: z.array(zKey),
  /** Every key of the record, held or not, and who has it. */
  given: z.record(zId, z.object({ epoch: z.number().int(), to: z.array(zId) })),
  recipients: z.record(
    zId,
    z.object({ kind: z.enum(['device', 'recovery']), publicKey: z.string(), retired: z.boolean() }),
  ),
  trusted: z.array(zId),
  shut: z.array(zId),
});
type Ring = z.output<typeof zRing>;

const EMPTY: Ring = { at: 0, keys: [], given: {}, recipients: {}, trusted: [], shut: [] };

/** What a paired desktop is given beside its place in the office. */
export const zKeyHandover = z.object({ keys: z.array(zKey), trusted: z.array(zId) });
export type KeyHandover = z.output<typeof zKeyHandover>;

export interface KeyRingOptions {
  readonly company: string;
  readonly companyFolder: string;
  readonly device: string;
  readonly exchange: ExchangeKey;
  readonly journal: Pick<JournalHandle, 'readFrom'>;
}

/** What the keys that a paired desktop is given are sealed for. */
export const handoverPurpose = (pairing: string): string => `pairing\n${pairing}`;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const purposeOf = (company: string, key: string, epoch: number): string => `${company}\n${key}\n${epoch}`;

const ringFile = (companyFolder: string): JsonFile<typeof zRing> =>
  new JsonFile(join(companyFolder, 'keys', 'ring.json'), zRing);

async function writeRing(file: JsonFile<typeof zRing>, ring: Ring): Promise<boolean> {
  const written = await file.write(ring);
  if (written.ok) await forOwnerOnly(file.path);
  return written.ok;
}

/** Lays down what pairing brought, before the company's record is there. */
export function keepHandover(companyFolder: string, { keys, trusted }: KeyHandover): Promise<boolean> {
  const given = Object.fromEntries(keys.map(({ id, epoch }) => [id, { epoch, to: [] }]));
  return writeRing(ringFile(companyFolder), { ...EMPTY, keys, trusted, given });
}

export class KeyRing implements BodySealing {
  private readonly options: KeyRingOptions;
  private readonly file: JsonFile<typeof zRing>;
  private ring: Ring = EMPTY;
  private recovery: ExchangeKey | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  /** Called when keys, or who should have them, may have changed. */
  onChanged: () => void = () => {};

  private constructor(options: KeyRingOptions) {
    this.options = options;
    this.file = ringFile(options.companyFolder);
  }

  /** A ring that was damaged is made again from the record. One that cannot be read is an error: without it nothing would be sealed. */
  static async open(options: KeyRingOptions): Promise<Result<KeyRing, StorageError>> {
    const ring = new KeyRing(options);
    const kept = await ring.file.load();
    if (!kept.ok) return kept;
    if (kept.value.state === 'read') ring.ring = kept.value.value;
    if (ring.on || kept.value.state === 'damaged') await ring.follow();
    return ok(ring);
  }

  get on(): boolean {
    return Object.keys(this.ring.given).length > 0;
  }

  /** The newest epoch of the record, 0 when bodies are not sealed. */
  get epoch(): number {
    return Math.max(0, ...Object.values(this.ring.given).map(({ epoch }) => epoch));
  }

  /** The key under which bodies are sealed now; `null` while this desktop lacks it. */
  get current(): CompanyKey | null {
    const newest = this.ring.keys.filter(({ epoch }) => epoch === this.epoch);
    return newest.sort((a, b) => (a.id < b.id ? -1 : 1))[0] ?? null;
  }

  get handover(): KeyHandover {
    const { keys, trusted } = this.ring;
    return { keys, trusted };
  }

  seal(bytes: CommitBytes): CommitBytes | undefined {
    if (!this.on || carriesKeys(bytes)) return bytes;
    const key = this.current;
    if (key === null) return undefined;
    const { envelope, body } = bytes;
    const secret = Buffer.from(key.secret, 'base64');
    const said = { envelope, body, hash: sha256(body), nonce: newNonce() };
    return { envelope, body: sealBody(aead, { id: key.id, secret }, said) };
  }

  open(bytes: CommitBytes): CommitBytes | 'no-key' | undefined {
    const sealed = readSeal(bytes.body);
    if (!sealed) return bytes;
    const key = this.ring.keys.find(({ id }) => id === sealed.key);
    if (!key) return 'no-key';
    const body = openBody(aead, Buffer.from(key.secret, 'base64'), bytes);
    return body && sha256(body).equals(sealed.hash) ? { envelope: bytes.envelope, body } : undefined;
  }

  names(hash: string): readonly SealedName[] {
    const keys = [...this.ring.keys].sort((a, b) => b.epoch - a.epoch || (a.id < b.id ? -1 : 1));
    return keys.map(({ secret: kept }) => {
      const secret = Buffer.from(kept, 'base64');
      const name = sealedName(secret, hash);
      return {
        name,
        seal: (plain) => sealFile(secret, name, plain),
        unseal: (sealed) => openFile(secret, name, sealed),
        open: (sealed) => {
          const plain = openFile(secret, name, sealed);
          return plain && sha256(plain).toString('hex') === hash ? plain : undefined;
        },
      };
    });
  }

  /** From now on boxes for this recovery code are opened too; everything is looked through again. */
  async recoverWith(recovery: ExchangeKey): Promise<boolean> {
    this.recovery = recovery;
    this.ring = { ...this.ring, at: 0 };
    await this.follow();
    return this.current !== null;
  }

  useRecovery(recovery: ExchangeKey): void {
    this.recovery = recovery;
  }

  follow(): Promise<void> {
    return this.inTurn(async () => {
      const draft = structuredClone(this.ring);
      for await (const read of framesFrom(this.options.journal, draft.at + 1)) {
        if (!read.ok) return;
        draft.at = read.value.number;
        const founds = draft.trusted.length === 0;
        if (!founds && !mayHold(read.value.payload, 'keys', 'device')) continue;
        const commit = commitOf(read.value);
        const decoded = commit && decodeCommit(commit.bytes);
        if (decoded) this.take(draft, { device: decoded.envelope.device, events: decoded.events });
      }
      await this.keep(draft);
    });
  }

  learn(acts: readonly VouchedActs[]): Promise<void> {
    return this.inTurn(async () => {
      const draft = structuredClone(this.ring);
      for (const act of acts) this.take(draft, act);
      await this.keep(draft);
    });
  }

  /** Events that give what this desktop holds to whoever lacks it. */
  owed(): readonly KeyEvent[] {
    return this.ring.keys.flatMap((key) => {
      const has = new Set(this.ring.given[key.id]?.to);
      const boxes = this.boxesOf(key, (id) => !has.has(id));
      return Object.keys(boxes).length === 0
        ? []
        : [{ type: 'key.given', entity: key.id, data: { epoch: key.epoch, boxes } } as const];
    });
  }

  /** Events that begin a new epoch, with a key for everybody who is not shut out. */
  rotate(
    also: Readonly<Record<string, string>> = {},
    without: ReadonlySet<string> = new Set(),
  ): readonly KeyEvent[] {
    const key: CompanyKey = {
      id: randomUUID(),
      epoch: this.epoch + 1,
      secret: Buffer.from(newSecret()).toString('base64'),
    };
    const boxes = this.boxesOf(key, (id) => !(id in also || without.has(id)));
    for (const [id, publicKey] of Object.entries(also)) boxes[id] = this.box(key, publicKey);
    return [{ type: 'key.given', entity: key.id, data: { epoch: key.epoch, boxes } }];
  }

  /** Events that switch sealing on, or put a new recovery code in the place of the one before. */
  begin(recovery: ExchangeKey): readonly KeyEvent[] {
    const { device, exchange } = this.options;
    const id = randomUUID();
    const replaced = Object.entries(this.ring.recipients).filter(
      ([, { kind, retired }]) => kind === 'recovery' && !retired,
    );
    const recipient = (entity: string, data: EventData<'key.recipient'>): KeyEvent => ({
      type: 'key.recipient',
      entity,
      data,
    });
    const without = new Set(replaced.map(([entity]) => entity));
    return [
      ...replaced.map(([entity, { kind, publicKey }]) =>
        recipient(entity, { kind, publicKey, retired: true }),
      ),
      recipient(device, { kind: 'device', publicKey: exchange.publicKey, retired: false }),
      recipient(id, { kind: 'recovery', publicKey: recovery.publicKey, retired: false }),
      ...this.rotate({ [device]: exchange.publicKey, [id]: recovery.publicKey }, without),
    ];
  }

  private boxesOf(key: CompanyKey, wanted: (id: string) => boolean): Record<string, string> {
    const { recipients, shut } = this.ring;
    const boxes: Record<string, string> = {};
    for (const [id, { publicKey, retired }] of Object.entries(recipients))
      if (!retired && !shut.includes(id) && wanted(id)) boxes[id] = this.box(key, publicKey);
    return boxes;
  }

  private box({ id, epoch, secret }: CompanyKey, publicKey: string): string {
    return seal(publicKey, Buffer.from(secret, 'base64'), purposeOf(this.options.company, id, epoch));
  }

  private take(ring: Ring, { device, events }: VouchedActs): void {
    if (ring.trusted.length === 0) ring.trusted.push(device);
    if (device !== this.options.device && !ring.trusted.includes(device)) return;
    for (const stored of events) {
      const event = readEvent(stored as Parameters<typeof readEvent>[0]);
      if (event) this.takeEvent(ring, device, event);
    }
  }

  private takeEvent(ring: Ring, device: string, event: DomainEvent): void {
    const { entity } = event;
    if (event.type === 'device.set') {
      const { publicKey, revoked } = event.data.fields;
      if (publicKey !== undefined && entity !== device && !ring.trusted.includes(entity))
        ring.trusted.push(entity);
      if (revoked === undefined) return;
      ring.shut = ring.shut.filter((id) => id !== entity);
      if (!revoked) return;
      ring.shut.push(entity);
      ring.trusted = ring.trusted.filter((id) => id !== entity);
    } else if (event.type === 'key.recipient') {
      const retired = event.data.retired || (ring.recipients[entity]?.retired ?? false);
      ring.recipients[entity] = { ...event.data, retired };
    } else if (event.type === 'key.given') {
      const { boxes } = event.data;
      const { epoch, to } = ring.given[entity] ?? { epoch: event.data.epoch, to: [] };
      ring.given[entity] = { epoch, to: [...new Set([...to, ...Object.keys(boxes)])] };
      if (!ring.keys.some(({ id }) => id === entity)) this.unlock(ring, entity, epoch, boxes);
    }
  }

  private unlock(ring: Ring, id: string, epoch: number, boxes: Readonly<Record<string, string>>): void {
    const { company, device, exchange } = this.options;
    const purpose = purposeOf(company, id, epoch);
    for (const [recipient, box] of Object.entries(boxes)) {
      const by = recipient === device ? exchange : this.recovery;
      const secret = by && open(by, box, purpose);
      if (!secret) continue;
      ring.keys.push({ id, epoch, secret: Buffer.from(secret).toString('base64') });
      return;
    }
  }

  private async keep(ring: Ring): Promise<void> {
    const before = JSON.stringify({ ...this.ring, at: 0 });
    const changed = before !== JSON.stringify({ ...ring, at: 0 });
    this.ring = ring;
    // While nothing is sealed, the record can be looked through again at any time.
    if (this.on) await writeRing(this.file, ring);
    if (changed) this.onChanged();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

/** An event of the keys before it is dated. */
export type KeyEvent =
  | { readonly type: 'key.recipient'; readonly entity: string; readonly data: EventData<'key.recipient'> }
  | { readonly type: 'key.given'; readonly entity: string; readonly data: EventData<'key.given'> };

/** The events of a commit that brings keys; none of any other. */
export function keyEvents(bytes: CommitBytes): VouchedActs['events'] {
  if (!mayHold(bytes.body, 'keys')) return [];
  const events = decodeCommit(bytes)?.events ?? [];
  return events.every(({ type }) => type === 'key.recipient' || type === 'key.given') ? events : [];
}

/** Commits that bring keys travel in the clear: they hold nothing else, and whoever lacks a key finds it there. */
export const carriesKeys = (bytes: CommitBytes): boolean => keyEvents(bytes).length > 0;
