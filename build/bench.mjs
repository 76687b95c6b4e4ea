/**
 * `npm run bench -- [--invoices N] [--keep] [--data FOLDER [--seed-only]]`: the jobs J1–J9 on the real program, beside floors of the same
 * run. A folder that has been seeded already is measured as it is.
 */
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode(async (args) => {
  const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
  const { ensureBuilt } = await import('./build-app.mjs');
  await ensureRuntime();
  const built = await ensureBuilt();
  if (built !== 0) return built;
  return run(...onDisplay(projectNode(), [join(ROOT, 'test/bench/bench-cli.ts'), ...args]));
});
