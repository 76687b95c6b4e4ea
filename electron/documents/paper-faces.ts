/** Finds the faces of the paper on disk, in the source tree and in the packaged program alike. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperFaces } from './typography.ts';

/** The TTF files from a folder: `electron/documents/fonts`, or where the package keeps its copy. Throws when one is missing. */
export function readFaces(folder: string): PaperFaces {
  return {
    regular: readFileSync(join(folder, 'paper-regular.ttf'), 'latin1'),
    bold: readFileSync(join(folder, 'paper-bold.ttf'), 'latin1'),
    sans: readFileSync(join(folder, 'sans-regular.ttf'), 'latin1'),
    sansBold: readFileSync(join(folder, 'sans-bold.ttf'), 'latin1'),
  };
}
