/** Finds the two faces of the paper on disk, in the source tree and in the packaged program alike. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceFiles } from './pdf-messages.ts';

/** The TTF files from a folder: `electron/documents/fonts`, or where the package keeps its copy. Rejects when one is missing. */
export async function readFaces(folder: string): Promise<FaceFiles> {
  const [regular, bold] = await Promise.all(
    ['paper-regular.ttf', 'paper-bold.ttf'].map((name) => readFile(join(folder, name))),
  );
  if (!regular || !bold) throw new Error('the typefaces of the paper are missing');
  return { regular: new Uint8Array(regular), bold: new Uint8Array(bold) };
}
