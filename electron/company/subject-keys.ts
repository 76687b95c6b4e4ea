/**
 * The keys of personal data on this desktop (EV10): a file for each in `<company>/keys/personal/`, beside the journal and never in
 * it. A key is on the medium before anything is sealed under it, and destroying it is the erasure of all that was (AU4).
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppError, err, ok, type Result, type StorageError } from '../../shared/errors/index.ts';
import { type KeySubject, type NamedKey, zKeySubject } from '../../shared/events/personal.ts';
import { zId } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import { storageErrorOf } from '../../shared/journal/storage-fault.ts';
import { flushFolder, namesIn } from '../journal/atomic-file.ts';
import { forOwnerOnly } from '../security/key-file.ts';
import { newSecret } from '../security/sealing.ts';
import { JsonFile } from './json-file.ts';

const zSubjectKey = zKeySubject.extend({ id: zId, secret: z.base64() });
/** A key of personal data, `secret` base64. */
export type SubjectKey = z.output<typeof zSubjectKey>;

/** Subject, generation and id are told by the name, so that a key is destroyed without being read. */
const NAME = /^([0-9a-f-]{36})\.(\d+)\.([0-9a-f-]{36})\.json/;

interface Named extends KeySubject {
  readonly id: string;
  /** Of the key itself, or of a copy that a crash or damage left beside it. */
  readonly name: string;
}

function readName(name: string): Named | undefined {
  const [, subject, generation, id] = NAME.exec(name) ?? [];
  if (subject === undefined || id === undefined) return undefined;
  return { subject, generation: Number(generation), id, name };
}

export class SubjectKeys {
  private readonly folder: string;
  private readonly read = new Map<string, SubjectKey>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(companyFolder: string) {
    this.folder = join(companyFolder, 'keys', 'personal');
  }

  /** The keys that are here. */
  async held(): Promise<readonly (KeySubject & { readonly id: string })[]> {
    const files = await this.files();
    return (files.ok ? files.value : []).filter(({ name }) => name.endsWith('.json'));
  }

  /** The key of this id; `undefined` when it is not here, or is damaged: then it may be fetched again. */
  async get({ id, subject, generation }: KeySubject & { readonly id: string }) {
    const known = this.read.get(id);
    if (known) return known;
    const key = await this.file({ id, subject, generation }).read();
    if (key?.id !== id || key.subject !== subject || key.generation !== generation) return undefined;
    this.read.set(id, key);
    return key;
  }

  /** A key of this subject and generation: one that is here, or a new one, which is on the medium when this answers. */
  of(subject: string, generation: number): Promise<Result<SubjectKey, AppError>> {
    return this.inTurn(async () => {
      for (const named of await this.held()) {
        const fits = named.subject === subject && named.generation === generation;
        const key = fits ? await this.get(named) : undefined;
        if (key) return ok(key);
      }
      const secret = Buffer.from(newSecret()).toString('base64');
      return this.write({ id: randomUUID(), subject, generation, secret });
    });
  }

  /** Keeps a key that another desktop made. */
  put(bytes: Uint8Array, expected: NamedKey & { readonly id: string }): Promise<boolean> {
    return this.inTurn(async () => {
      const key = parseKey(bytes);
      const fits =
        key?.id === expected.id &&
        key.subject === expected.subject &&
        key.generation === expected.generation &&
        checkOf(key) === expected.check;
      return fits && (await this.write(key)).ok;
    });
  }

  /**
   * Destroys every key of the subject up to a generation: overwritten, flushed, removed. What a disk or its copies keep of a
   * file that is gone, no program can say.
   */
  destroy(subject: string, through: number): Promise<Result<void, AppError>> {
    return this.inTurn(async () => {
      const files = await this.files();
      if (!files.ok) return files;
      const doomed = files.value.filter((named) => named.subject === subject && named.generation <= through);
      try {
        for (const { id, name } of doomed) {
          this.read.delete(id);
          await shred(join(this.folder, name));
        }
        if (doomed.length > 0) await flushFolder(this.folder);
        return ok(undefined);
      } catch (thrown) {
        return err(storageErrorOf(thrown, 'write'));
      }
    });
  }

  private async files(): Promise<Result<readonly Named[], StorageError>> {
    const names = await namesIn(this.folder);
    return names.ok ? ok([...names.value].sort().flatMap((name) => readName(name) ?? [])) : names;
  }

  private file({ id, subject, generation }: KeySubject & { readonly id: string }) {
    return new JsonFile(join(this.folder, `${subject}.${generation}.${id}.json`), zSubjectKey);
  }

  private async write(key: SubjectKey): Promise<Result<SubjectKey, AppError>> {
    const file = this.file(key);
    const written = await file.write(key);
    if (!written.ok) return written;
    await forOwnerOnly(file.path);
    this.read.set(key.id, key);
    return ok(key);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

/** What the record says of a key, without saying the key. */
export const checkOf = ({ secret }: SubjectKey): string =>
  createHash('sha256').update(Buffer.from(secret, 'base64')).digest('hex');

/** A key as it is kept and as it travels. */
export const keyBytes = (key: SubjectKey): Uint8Array => Buffer.from(JSON.stringify(key), 'utf8');

function parseKey(bytes: Uint8Array): SubjectKey | undefined {
  try {
    return zSubjectKey.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

async function shred(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await stat(path);
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path);
}
