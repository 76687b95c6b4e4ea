/** `npm run verify -- [--without-fold] <company folder>`. */
import { parseArgs } from 'node:util';
import { verifyFolder } from '../../electron/journal/verify-folder.ts';
import { foldFolder } from './fold-folder.ts';

const { values, positionals } = parseArgs({
  options: { 'without-fold': { type: 'boolean' } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('Usage: npm run verify -- [--without-fold] <company folder>');
  process.exitCode = 2;
} else {
  let told = Date.now();
  const fold = foldFolder(folder, (done, total) => {
    if (Date.now() - told < 2_000) return;
    told = Date.now();
    console.error(`Folding: ${done} of ${total} frames`);
  });
  const { lines, outcome } = await verifyFolder(folder, values['without-fold'] ? undefined : fold);
  for (const line of lines) console.log(line);
  process.exitCode = { sound: 0, damaged: 1, unreadable: 2 }[outcome];
}
