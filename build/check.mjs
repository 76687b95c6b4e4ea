/** `npm run check`: types, layers, lint and format, dead code, pins and licences. One line each; details of what failed. */
import { ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';

const SHOWN = 40;

await onProjectNode(async (names) => {
  const { CHECKS } = await import('./checks/checks.mjs');
  const chosen = CHECKS.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0)
    throw new Error(`there is no such check; there are ${CHECKS.map(({ name }) => name).join(', ')}`);
  let failed = 0;
  for (const { name, check } of chosen) {
    const { looked, expected, problems } = await check(ROOT);
    const verdict = problems.length === 0 ? 'ok' : `${problems.length} problems`;
    console.log(`${name.padEnd(10)} ${verdict.padEnd(14)} looked at ${looked} of ${expected}`);
    for (const problem of problems.slice(0, SHOWN)) console.log(`  ${problem}`);
    if (problems.length > SHOWN) console.log(`  … and ${problems.length - SHOWN} more`);
    if (problems.length > 0) failed += 1;
  }
  console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${chosen.length} checks failed.`);
  return failed === 0 ? 0 : 1;
});
