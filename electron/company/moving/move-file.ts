/**
 * The move file (DV3, ADR 42): a company's folder on its way to another computer. A head, the files one after the other, each
 * with its SHA-256, and an end with the device's key sealed to the receiver. Without its end it opens nowhere.
 *
 *     CFMOVE1\n  u32 length, head  { u32 length, name and size, bytes, SHA-256 }*  end  u32 length of the end  CFMOVED\n
 *
 * Lengths are little endian; head, names and end are JSON. The end's digest covers the head and all names and hashes.
 */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zId } from '../../../shared/events/primitives.ts';
import { z } from '../../../shared/events/zod.ts';
import { flushFolder } from '../../journal/atomic-file.ts';
import { makeLastingFolder } from '../../journal/node-port.ts';

const zHead = z.object({
  format: z.literal(1),
  company: zId,
  name: z.string().max(300),
  /** Made up, to try things with. */
  demo: z.boolean(),
  device: zId,
  /** Public half of the receiving computer's pair, base64. */
  receiver: z.string().max(60),
  /** Instant, UTC milliseconds. */
  at: z.number().int(),
});

const zEnd = z.object({
  files: z.number().int().min(0),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** The device's key, sealed to the receiver. */
  box: z.base64(),
  /** Name by which the old computer called itself. */
  computer: z.string().max(300),
  sequence: z.number().int().min(0),
  series: z.record(zId, z.number().int().min(0)),
  /** The company's server, where it has one. */
  server: z.object({ address: z.string().max(300), pin: z.string().max(64) }).nullable(),
});

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}$/;
const zEntry = z.object({ file: z.string().max(300).regex(NAME), size: z.number().int().min(0) });

export type MoveHead = z.output<typeof zHead>;
export type MoveEnd = z.output<typeof zEnd>;

const BEGIN = Buffer.from('CFMOVE1\n');
const DONE = Buffer.from('CFMOVED\n');
const HASH = 32;
const CHUNK = 1024 * 1024;
const LONGEST = 1024 * 1024;

/** Folders and files of a company that stay behind: the books are built anew, and the lock is somebody's. */
const STAYS = /^(books|lock.*|.*\.tmp)$/;
/** Arrives last and leaves first: where it lies, there is a company. */
const JOURNAL = 'journal';
const KEYS = 'keys';

/** A move file that is not whole, or none at all. */
export class MoveFileFault extends Error {
  readonly what: 'not-one' | 'not-whole';

  constructor(what: MoveFileFault['what']) {
    super(what);
    this.what = what;
  }
}

/** Told of bytes so far, and of how many. */
export type OnBytes = (done: number, total: number) => void;

/** A move file that is being written, beside its place; it has neither end nor name until `finish`. */
export class MoveFileWriter {
  private readonly path: string;
  private readonly file: FileHandle;
  private readonly digest = createHash('sha256');
  private files = 0;

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.file = file;
  }

  /** Writes everything but the end; nothing is left when it rejects. */
  static async write(
    path: string,
    head: MoveHead,
    folder: string,
    onBytes: OnBytes,
  ): Promise<MoveFileWriter> {
    const writer = new MoveFileWriter(path, await open(unfinished(path), 'w'));
    try {
      await writer.put(BEGIN);
      await writer.say(head);
      const names = await filesIn(folder);
      const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      let done = 0;
      for (const [index, name] of names.entries()) {
        await writer.add(name, join(folder, name), sizes[index] ?? 0, (bytes) => {
          done += bytes;
          onBytes(done, total);
        });
      }
      await writer.file.sync();
      return writer;
    } catch (thrown) {
      await writer.abandon();
      throw thrown;
    }
  }

  /** Writes the end and gives the file its name; durable when it answers. */
  async finish(end: Omit<MoveEnd, 'files' | 'digest'>): Promise<void> {
    const bytes = utf8({ ...end, files: this.files, digest: this.digest.digest('hex') });
    await this.put(Buffer.concat([bytes, lengthOf(bytes), DONE]));
    await this.file.sync();
    await this.file.close();
    await rename(unfinished(this.path), this.path);
    await flushFolder(dirname(this.path));
  }

  /** Leaves nothing behind but a finished file. */
  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await rm(unfinished(this.path), { force: true }).catch(() => undefined);
  }

  private async add(
    name: string,
    path: string,
    size: number,
    onBytes: (bytes: number) => void,
  ): Promise<void> {
    await this.say({ file: name, size });
    const source = await open(path, 'r');
    try {
      const hash = createHash('sha256');
      for (let at = 0; at < size; ) {
        const chunk = await read(source, at, Math.min(CHUNK, size - at));
        hash.update(chunk);
        await this.put(chunk);
        at += chunk.length;
        onBytes(chunk.length);
      }
      const sum = hash.digest();
      this.digest.update(sum);
      await this.put(sum);
      this.files += 1;
    } finally {
      await source.close();
    }
  }

  private async say(what: unknown): Promise<void> {
    const bytes = utf8(what);
    this.digest.update(bytes);
    await this.put(Buffer.concat([lengthOf(bytes), bytes]));
  }

  private async put(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.file.write(bytes, at, bytes.length - at);
      if (bytesWritten === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' });
      at += bytesWritten;
    }
  }
}

/** Where what stands in a move file. */
interface Place {
  /** The head, as it was written. */
  readonly head: Buffer;
  /** Where the first file's name stands, and where the end begins. */
  readonly from: number;
  readonly to: number;
}

/** A whole move file, open for reading. */
export class MoveFile {
  readonly head: MoveHead;
  readonly end: MoveEnd;
  private readonly file: FileHandle;
  private readonly place: Place;

  private constructor(file: FileHandle, head: MoveHead, end: MoveEnd, place: Place) {
    this.file = file;
    this.head = head;
    this.end = end;
    this.place = place;
  }

  /** Reads head and end; rejects with `MoveFileFault` for a file that is none, or has no end. */
  static async open(path: string): Promise<MoveFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size < BEGIN.length || !(await read(file, 0, BEGIN.length)).equals(BEGIN))
        throw new MoveFileFault('not-one');
      const said = await sayingAt(file, BEGIN.length, size);
      const head = parsed(zHead, said.bytes);
      const foot = size - DONE.length - 4;
      if (foot < said.next || !(await read(file, foot + 4, DONE.length)).equals(DONE))
        throw new MoveFileFault('not-whole');
      const to = foot - (await read(file, foot, 4)).readUInt32LE();
      if (to < said.next) throw new MoveFileFault('not-whole');
      const end = parsed(zEnd, await read(file, to, foot - to));
      return new MoveFile(file, head, end, { head: said.bytes, from: said.next, to });
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
  }

  /** Takes everything out into `folder`, which is made anew, and proves it; rejects with `MoveFileFault` where a byte differs. */
  async unpack(folder: string, onBytes: OnBytes): Promise<void> {
    try {
      await this.unpackInto(folder, onBytes);
    } catch (thrown) {
      await rm(folder, { recursive: true, force: true });
      throw thrown;
    }
  }

  private async unpackInto(folder: string, onBytes: OnBytes): Promise<void> {
    const { head, from, to } = this.place;
    await rm(folder, { recursive: true, force: true });
    makeLastingFolder(folder);
    const digest = createHash('sha256').update(head);
    const folders = new Set<string>([folder]);
    let files = 0;
    for (let at = from; at < to; files += 1) {
      const said = await sayingAt(this.file, at, to);
      const { file, size } = parsed(zEntry, said.bytes);
      if (said.next + size + HASH > to) throw new MoveFileFault('not-whole');
      const target = join(folder, file);
      await mkdir(dirname(target), { recursive: true });
      for (let above = dirname(target); !folders.has(above); above = dirname(above)) folders.add(above);
      digest.update(said.bytes);
      await this.takeOut(target, said.next, size, digest);
      onBytes(said.next + size, to);
      at = said.next + size + HASH;
    }
    if (files !== this.end.files || digest.digest('hex') !== this.end.digest)
      throw new MoveFileFault('not-whole');
    for (const each of folders) await flushFolder(each);
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async takeOut(target: string, from: number, size: number, digest: Hash): Promise<void> {
    const out = await open(target, 'wx');
    try {
      const hash = createHash('sha256');
      for (let done = 0; done < size; ) {
        const chunk = await read(this.file, from + done, Math.min(CHUNK, size - done));
        hash.update(chunk);
        await out.write(chunk);
        done += chunk.length;
      }
      const sum = hash.digest();
      if (!(await read(this.file, from + size, HASH)).equals(sum)) throw new MoveFileFault('not-whole');
      digest.update(sum);
      await out.sync();
    } finally {
      await out.close();
    }
  }
}

/**
 * Puts what was unpacked into a company's folder. What lay there of a copy that had moved away goes aside, into a folder within
 * it, but for the books: their window may hold them. The journal leaves first and comes last. Keys of the copy are not kept:
 * those that come are all that still count, and one that was destroyed meanwhile must not come back (EV10).
 */
export async function putInPlace(unpacked: string, folder: string, aside: string): Promise<void> {
  const present = await namesIn(folder);
  if (present.length === 0) {
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
  } else {
    const target = join(folder, `${ASIDE}${aside}`);
    await mkdir(target, { recursive: true });
    const leaving = present.filter((name) => !STAYS.test(name) && !name.startsWith(ASIDE));
    for (const name of journalFirst(leaving)) {
      if (name === KEYS) await rm(join(folder, name), { recursive: true });
      else await rename(join(folder, name), join(target, name));
    }
    for (const name of journalFirst(await namesIn(unpacked)).reverse())
      await rename(join(unpacked, name), join(folder, name));
    await flushFolder(folder);
    await rm(unpacked, { recursive: true, force: true });
  }
  await flushFolder(dirname(folder));
}

/** Whether a company's folder holds a record, and whether one that had lain there before went aside for this file. */
export async function recordIn(
  folder: string,
  aside: string,
): Promise<{ readonly isHere: boolean; readonly gaveWay: boolean }> {
  const [names, before] = await Promise.all([namesIn(folder), namesIn(join(folder, `${ASIDE}${aside}`))]);
  return { isHere: names.includes(JOURNAL), gaveWay: before.includes(JOURNAL) };
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Begins the names of folders in which lies what was here before a device came back; they do not travel. */
const ASIDE = 'before-';

const journalFirst = (names: readonly string[]): string[] =>
  names.toSorted((one, other) => Number(other === JOURNAL) - Number(one === JOURNAL));

const unfinished = (path: string): string => `${path}.part`;

/** Files of a company's folder that travel, by their names within it. */
async function filesIn(folder: string, under = ''): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(join(folder, under), { withFileTypes: true });
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    if (STAYS.test(entry.name) || (under === '' && entry.name.startsWith(ASIDE))) continue;
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    // What somebody else left there, such as a system's own notes, is not of the company.
    if (!NAME.test(name)) continue;
    if (entry.isDirectory()) found.push(...(await filesIn(folder, name)));
    else if (entry.isFile()) found.push(name);
  }
  return found;
}

const utf8 = (what: unknown): Buffer => Buffer.from(JSON.stringify(what), 'utf8');

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return length;
}

/** JSON behind its length, and where it ends. */
async function sayingAt(file: FileHandle, at: number, to: number): Promise<{ bytes: Buffer; next: number }> {
  const length = at + 4 <= to ? (await read(file, at, 4)).readUInt32LE() : LONGEST + 1;
  if (length > LONGEST || at + 4 + length > to) throw new MoveFileFault('not-whole');
  return { bytes: await read(file, at + 4, length), next: at + 4 + length };
}

function parsed<Schema extends z.ZodType>(schema: Schema, bytes: Buffer): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new MoveFileFault('not-whole');
  }
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) throw new MoveFileFault('not-whole');
    done += bytesRead;
  }
  return bytes;
}
