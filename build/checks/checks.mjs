/** The checks of `npm run check`, in their order: what tells most comes first. */
import { checkDeadCode } from './dead-code.mjs';
import { checkLayers } from './layers.mjs';
import { checkLint } from './lint.mjs';
import { checkNotices } from './notices.mjs';
import { checkPins } from './pins.mjs';
import { checkTypes } from './types.mjs';

/** @type {readonly { name: string, check: (root: string) => Promise<import('./files.mjs').Finding> }[]} */
export const CHECKS = [
  { name: 'types', check: checkTypes },
  { name: 'layers', check: checkLayers },
  { name: 'lint', check: checkLint },
  { name: 'dead-code', check: checkDeadCode },
  { name: 'pins', check: checkPins },
  { name: 'notices', check: checkNotices },
];
