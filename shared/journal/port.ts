/**
 * What the journal needs from its machine: synchronous file calls, SHA-256 and CRC-32. Paths are relative to the
 * company's folder and use `/`. Every call may throw an object with a `code` (`ENOSPC`, `EIO`, `EROFS` …).
 */
export interface JournalPort {
  /** Names in a folder, unsorted; none when the folder does not exist. */
  list(folder: string): readonly string[];
  /** Makes the folder when it is not there. */
  makeFolder(folder: string): void;
  /** Makes names created in or renamed into the folder survive a power cut. */
  syncFolder(folder: string): void;
  /** Creates a file for reading and writing; throws `EEXIST` when it is there already. */
  create(path: string): JournalFile;
  /** Opens an existing file. */
  open(path: string, access: 'read' | 'write'): JournalFile;
  /** Moves a file or folder; a file in the way is replaced in one step. */
  rename(from: string, to: string): void;
  sha256(bytes: Uint8Array): Uint8Array;
  /** CRC-32 (IEEE 802.3) of `bytes[start … end)` as an unsigned number. */
  crc32(bytes: Uint8Array, start: number, end: number): number;
}

/** One open file. Offsets and lengths are bytes. */
export interface JournalFile {
  /** Reads up to `into.length` bytes and answers how many; 0 at the end. */
  read(into: Uint8Array, at: number): number;
  /** Writes and answers how many bytes were taken, which may be fewer than given. */
  write(bytes: Uint8Array, at: number): number;
  /** `fdatasync`: returns only when the bytes and the length are on the medium. */
  flush(): void;
  truncate(length: number): void;
  size(): number;
  close(): void;
}
