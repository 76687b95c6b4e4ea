import { hash } from 'node:crypto';
import { crc32 } from '../../shared/journal/crc32.ts';
import type { JournalFile, JournalPort } from '../../shared/journal/port.ts';
import type { Random } from './random.ts';

/** What the port does wrong at one call; a fault that does not fit the call waits for the next one that it fits. */
export type Fault =
  /** The machine stops: this call and all later ones throw, and only flushed bytes are sure to remain. */
  | 'crash'
  /** A write takes only some of its bytes. */
  | 'short-write'
  /** A write takes some of its bytes, then there is no room, for `ENOSPC_CALLS` calls. */
  | 'disk-full'
  /** The call throws `EIO` and does nothing, or only a part when it is a write. */
  | 'io'
  /** A flush throws `EIO`, forgets what it should have written, and later flushes say that all is well. */
  | 'flush-lost';

/** The bytes of one file: what programs see, what the medium holds, and which sectors differ. */
interface Inode {
  data: Uint8Array;
  disk: Uint8Array;
  readonly dirty: Set<number>;
  resized: boolean;
}

interface NameChange {
  readonly folders: readonly string[];
  apply(tree: Tree): void;
}

interface Tree {
  readonly files: Map<string, Inode>;
  readonly folders: Set<string>;
}

const SECTOR = 512;
const ENOSPC_CALLS = 4;

/**
 * A file system in memory that forgets like a real one. Writes reach the medium only by a flush, sector by sector in
 * any order before it; names only by a flush of their folder.
 */
export class FaultPort implements JournalPort {
  /** Calls made so far, and what to do at which of them (the first call is 1). */
  calls = 0;
  faults = new Map<number, Fault>();
  crashed = false;
  readonly #random: Random;
  #now: Tree = { files: new Map(), folders: new Set(['']) };
  #durable: Tree = { files: new Map(), folders: new Set(['']) };
  #changes: NameChange[] = [];
  #fullUntil = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  sha256(bytes: Uint8Array): Uint8Array {
    return hash('sha256', bytes, 'buffer');
  }

  crc32(bytes: Uint8Array, start: number, end: number): number {
    return crc32(bytes, start, end);
  }

  list(folder: string): readonly string[] {
    this.#call();
    const prefix = folder === '' ? '' : `${folder}/`;
    const names = new Set<string>();
    for (const path of [...this.#now.files.keys(), ...this.#now.folders]) {
      if (path !== '' && path.startsWith(prefix) && path !== folder) {
        names.add(path.slice(prefix.length).split('/')[0] as string);
      }
    }
    return [...names];
  }

  makeFolder(folder: string): void {
    this.#call();
    if (this.#now.folders.has(folder)) return;
    this.#change([parentOf(folder)], (tree) => tree.folders.add(folder));
  }

  syncFolder(folder: string): void {
    this.#call();
    const kept: NameChange[] = [];
    for (const change of this.#changes) {
      if (change.folders.includes(folder)) change.apply(this.#durable);
      else kept.push(change);
    }
    this.#changes = kept;
  }

  create(path: string): JournalFile {
    this.#call();
    if (this.#now.files.has(path)) throw fault('EEXIST');
    const inode: Inode = {
      data: new Uint8Array(0),
      disk: new Uint8Array(0),
      dirty: new Set(),
      resized: false,
    };
    this.#change([parentOf(path)], (tree) => tree.files.set(path, inode));
    return this.#file(inode);
  }

  open(path: string): JournalFile {
    this.#call();
    const inode = this.#now.files.get(path);
    if (inode === undefined) throw fault('ENOENT');
    return this.#file(inode);
  }

  rename(from: string, to: string): void {
    this.#call();
    this.#change([parentOf(from), parentOf(to)], (tree) => moveName(tree, from, to));
  }

  /** Takes a name away; the folder's next flush makes that last. */
  remove(path: string): void {
    this.#call();
    this.#change([parentOf(path)], (tree) => tree.files.delete(path));
  }

  /** The machine after the crash: what was flushed, and of the rest what chance left. */
  restart(): void {
    for (const change of this.#changes) if (this.#random.oneIn(2)) change.apply(this.#durable);
    this.#changes = [];
    // What lies in a folder whose own name is lost, however far up, cannot be found any more.
    const reachable = (path: string): boolean =>
      path === '' || (this.#durable.folders.has(parentOf(path)) && reachable(parentOf(path)));
    const files = [...this.#durable.files].filter(([path]) => reachable(path));
    for (const inode of new Set(files.map(([, each]) => each))) this.#settle(inode);
    this.#durable = { files: new Map(files), folders: new Set([...this.#durable.folders].filter(reachable)) };
    this.#now = { files: new Map(files), folders: new Set(this.#durable.folders) };
    this.crashed = false;
    this.plan([]);
  }

  /** Counts calls from here on and lets these go wrong; whatever was wrong before is over. */
  plan(faults: Iterable<readonly [number, Fault]>): void {
    this.calls = 0;
    this.faults = new Map(faults);
    this.#fullUntil = 0;
  }

  /** Lets the test look without counting its calls. */
  peek<T>(look: () => T): T {
    const { calls, faults } = this;
    this.faults = new Map();
    try {
      return look();
    } finally {
      this.calls = calls;
      this.faults = faults;
    }
  }

  /** The bytes of a file as programs see them; changing them is bit rot. */
  bytesOf(path: string): Uint8Array {
    return (this.#now.files.get(path) as Inode).data;
  }

  paths(): readonly string[] {
    return [...this.#now.files.keys()];
  }

  folders(): readonly string[] {
    return [...this.#now.folders];
  }

  #settle(inode: Inode): void {
    const { disk, data, dirty } = inode;
    const way = this.#random.below(4);
    const sectors = [...dirty].sort((one, other) => one - other);
    const keptPrefix = this.#random.below(sectors.length + 1);
    const kept = sectors.filter((_, index) => {
      if (way === 0) return false;
      if (way === 1) return true;
      return way === 2 ? index < keptPrefix : this.#random.oneIn(2);
    });
    const lastKept = Math.min(data.length, ((kept.at(-1) ?? -1) + 1) * SECTOR);
    const sizeKept = inode.resized && this.#random.oneIn(2);
    const after = new Uint8Array(sizeKept ? data.length : Math.max(disk.length, lastKept));
    after.set(disk.subarray(0, after.length));
    for (const sector of kept) {
      const start = sector * SECTOR;
      after.set(data.subarray(start, Math.min(start + SECTOR, after.length)), Math.min(start, after.length));
    }
    inode.data = after;
    inode.disk = after.slice();
    inode.dirty.clear();
    inode.resized = false;
  }

  #change(folders: readonly string[], apply: (tree: Tree) => void): void {
    apply(this.#now);
    this.#changes.push({ folders, apply });
  }

  /** Counts a call and throws what is planned for it; answers the fault that a write or flush handles by itself. */
  #call(handles: readonly Fault[] = []): Fault | undefined {
    if (this.crashed) throw fault('CRASH');
    this.calls += 1;
    const planned = this.faults.get(this.calls);
    if (planned === 'crash') {
      this.crashed = true;
      if (!handles.includes('crash')) throw fault('CRASH');
    }
    if (planned === 'disk-full') this.#fullUntil = this.calls + ENOSPC_CALLS;
    if (planned !== undefined && handles.includes(planned)) return planned;
    if (planned === 'io') throw fault('EIO');
    const next = this.calls + 1;
    if (planned !== undefined && planned !== 'crash' && !this.faults.has(next))
      this.faults.set(next, planned);
    return undefined;
  }

  #file(inode: Inode): JournalFile {
    return {
      read: (into, at) => {
        this.#call();
        const part = inode.data.subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      write: (bytes, at) => this.#write(inode, bytes, at),
      flush: () => {
        const planned = this.#call(['flush-lost', 'crash']);
        if (planned === 'crash') throw fault('CRASH');
        if (planned !== 'flush-lost') writeBack(inode);
        inode.dirty.clear();
        inode.resized = false;
        if (planned === 'flush-lost') throw fault('EIO');
      },
      truncate: (length) => {
        this.#call();
        for (let sector = Math.floor(length / SECTOR); sector * SECTOR < inode.data.length; sector += 1) {
          inode.dirty.add(sector);
        }
        inode.resized ||= length !== inode.data.length;
        inode.data = inode.data.slice(0, length);
      },
      size: () => {
        this.#call();
        return inode.data.length;
      },
      close: () => {
        this.#call();
      },
    };
  }

  #write(inode: Inode, bytes: Uint8Array, at: number): number {
    const planned = this.#call(['short-write', 'disk-full', 'io', 'crash']);
    if (planned === undefined && this.calls < this.#fullUntil) throw fault('ENOSPC');
    const count = planned === undefined ? bytes.length : this.#random.below(bytes.length);
    if (count > 0) this.#store(inode, bytes.subarray(0, count), at);
    if (planned === 'crash') throw fault('CRASH');
    if (planned === 'io') throw fault('EIO');
    if (planned === 'disk-full' && count === 0) throw fault('ENOSPC');
    return count;
  }

  #store(inode: Inode, bytes: Uint8Array, at: number): void {
    const end = at + bytes.length;
    if (end > inode.data.length) {
      const longer = new Uint8Array(end);
      longer.set(inode.data);
      inode.data = longer;
      inode.resized = true;
    }
    inode.data.set(bytes, at);
    for (let sector = Math.floor(at / SECTOR); sector * SECTOR < end; sector += 1) inode.dirty.add(sector);
  }
}

/** What a flush does: only what is known to differ is written. */
function writeBack(inode: Inode): void {
  const { data, dirty } = inode;
  const reach = Math.min(data.length, (Math.max(-1, ...dirty) + 1) * SECTOR);
  const disk = new Uint8Array(inode.resized ? data.length : Math.max(inode.disk.length, reach));
  disk.set(inode.disk.subarray(0, disk.length));
  for (const sector of dirty) {
    const start = sector * SECTOR;
    if (start < disk.length)
      disk.set(data.subarray(start, start + SECTOR).subarray(0, disk.length - start), start);
  }
  inode.disk = disk;
}

function fault(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function moveName(tree: Tree, from: string, to: string): void {
  const moved = (path: string): string | null =>
    path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : null;
  for (const [path, inode] of [...tree.files]) {
    const target = moved(path);
    if (target === null) continue;
    tree.files.delete(path);
    tree.files.set(target, inode);
  }
  for (const path of [...tree.folders]) {
    const target = moved(path);
    if (target === null) continue;
    tree.folders.delete(path);
    tree.folders.add(target);
  }
}
