/** The paper's typefaces for tests that render in their own thread. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FONTS = join(import.meta.dirname, '..', '..', 'electron', 'documents', 'fonts');

export const FACES = {
  regular: readFileSync(join(FONTS, 'paper-regular.ttf'), 'latin1'),
  bold: readFileSync(join(FONTS, 'paper-bold.ttf'), 'latin1'),
};
