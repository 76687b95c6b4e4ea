import type { JournalFile, JournalPort } from '../../shared/journal/port.ts';
import { decideRecovery } from '../../shared/journal/recovery.ts';
import { PRODUCT, type Subject } from './journal-model.ts';

/** Journals that are broken on purpose. The torture is worth something only if it finds every one of them. */
export const MUTANTS: Readonly<Record<string, Subject>> = {
  'the flush is skipped': withFile((file) => ({ ...file, flush: () => undefined })),
  'a failed flush is tried again on the same handle': withFile((file) => ({
    ...file,
    flush: () => twice(file.flush),
  })),
  'a short write counts as a whole one': withFile((file) => ({
    ...file,
    write: (bytes, at) => {
      file.write(bytes, at);
      return bytes.length;
    },
  })),
  'cutting back is skipped': withFile((file) => ({ ...file, truncate: () => undefined })),
  'the folder is not flushed': withPort((port) => ({ ...methodsOf(port), syncFolder: () => undefined })),
  'the header check is skipped': withPort((port) => ({ ...methodsOf(port), crc32: () => 0 })),
  'the chain is skipped': withPort((port) => ({ ...methodsOf(port), sha256: () => new Uint8Array(32) })),
  'a tail is cut though a later append stands behind it': {
    ...PRODUCT,
    decide: (scan, known) =>
      decideRecovery({ ...scan, tail: scan.tail && { ...scan.tail, laterAppend: false } }, known),
  },
  'a tail is cut though the books know more': {
    ...PRODUCT,
    decide: (scan) => decideRecovery(scan, { applied: null, acknowledged: null }),
  },
  'a torn tail counts as corruption': {
    ...PRODUCT,
    decide: (scan, known) =>
      decideRecovery({ ...scan, tail: scan.tail && { ...scan.tail, laterAppend: true } }, known),
  },
};

function withPort(wrap: (port: JournalPort) => JournalPort): Subject {
  return { ...PRODUCT, wrap };
}

function withFile(wrap: (file: JournalFile) => JournalFile): Subject {
  return withPort((port) => ({
    ...methodsOf(port),
    create: (path) => wrap(port.create(path)),
    open: (path, access) => wrap(port.open(path, access)),
  }));
}

/** The port's methods as an object of their own, to replace some of them. */
function methodsOf(port: JournalPort): JournalPort {
  return {
    list: (folder) => port.list(folder),
    makeFolder: (folder) => port.makeFolder(folder),
    syncFolder: (folder) => port.syncFolder(folder),
    create: (path) => port.create(path),
    open: (path, access) => port.open(path, access),
    rename: (from, to) => port.rename(from, to),
    sha256: (bytes) => port.sha256(bytes),
    crc32: (bytes, start, end) => port.crc32(bytes, start, end),
  };
}

function twice(flush: () => void): void {
  try {
    flush();
  } catch {
    flush();
  }
}
