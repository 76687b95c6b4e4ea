/** The paper's typefaces for tests that render in their own thread. */
import { join } from 'node:path';
import { readFaces } from '../../electron/documents/paper-faces.ts';

export const FACES = readFaces(join(import.meta.dirname, '..', '..', 'electron', 'documents', 'fonts'));
