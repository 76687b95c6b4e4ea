/** `npm run bench:server -- [--commits N] [--companies N] [--devices N]`: rates, delays and memory of the sync server. */
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode(async (args) => {
  const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
  const { ensureBuilt } = await import('./build-app.mjs');
  // The first sync is measured between two real applications.
  await ensureRuntime();
  const built = await ensureBuilt();
  if (built !== 0) return built;
  return run(...onDisplay(projectNode(), [join(ROOT, 'test/bench/server-bench.ts'), ...args]));
});
