/** The paper's typefaces for tests that render in their own thread. */
import { join } from 'node:path';
import { readFaces } from '../../electron/documents/paper-faces.ts';
import { loadShaper } from '../../electron/documents/shaper.ts';

const FONTS = join(import.meta.dirname, '..', '..', 'electron', 'documents', 'fonts');

export const FACES = readFaces(FONTS);

/** Draws the scripts that the faces lack. */
export const SHAPER = await loadShaper(FONTS);
