/** `npm run torture -- [--count <crash cases>] [--seed <number>] [--only <word>]`: crashes, kills and rots journal, program and sync. */
import { join } from 'node:path';
import { NODE_FLAGS, projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';

await onProjectNode(async (args) => {
  const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
  const { ensureBuilt } = await import('./build-app.mjs');
  const { run } = await import('./run.mjs');

  await ensureRuntime();
  const built = await ensureBuilt();
  if (built !== 0) return built;
  return run(...onDisplay(projectNode(), [...NODE_FLAGS, join(ROOT, 'test/crash/torture-cli.ts'), ...args]));
});
