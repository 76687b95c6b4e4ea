/**
 * Whether the projection's files may be believed (SV3). PGlite never flushes; so they are flushed once, when the server
 * stops, and only then does the mark say how far they go. Without it the projection is made anew from the journal.
 */
import { closeSync, fdatasyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAtomic, removeSmallFile, writeAtomic } from '../../electron/journal/atomic-file.ts';
import { syncFolder } from '../../electron/journal/node-port.ts';

/** The last frame that the projection holds: its number and chain, hex. */
export interface ProjectionMark {
  readonly number: number;
  readonly chain: string;
}

const NAME = 'projection.json';

export async function readMark(folder: string): Promise<ProjectionMark | null> {
  const read = await readAtomic(join(folder, NAME), (text) => {
    const value = parsed(text);
    return typeof value.number === 'number' && typeof value.chain === 'string'
      ? { number: value.number, chain: value.chain }
      : null;
  });
  return read.ok && read.value.state === 'read' ? read.value.value : null;
}

function parsed(text: string): Partial<ProjectionMark> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** Flushes every file of the projection, then writes the mark. */
export async function writeMark(folder: string, projection: string, mark: ProjectionMark): Promise<void> {
  flushAll(projection);
  await writeAtomic(join(folder, NAME), JSON.stringify(mark));
}

/** Takes the mark away before the projection is opened; what happens from then on is not flushed. */
export async function removeMark(folder: string): Promise<void> {
  await removeSmallFile(join(folder, NAME));
  syncFolder(folder);
}

function flushAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) flushAll(path);
    else if (entry.isFile()) flushFile(path);
  }
  syncFolder(folder);
}

function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}
