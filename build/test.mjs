/** `npm test`: the same set-up as `npm start`, then every test. Arguments go to the runner: `npm test -- shared/journal`. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_FLAGS, OUT, projectNode, tool } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';

const RESULTS = join(OUT, 'test-results.json');

await onProjectNode(async (args) => {
  const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
  const { ensureBuilt } = await import('./build-app.mjs');
  const { run } = await import('./run.mjs');
  const { closingLines } = await import('./test-summary.mjs');

  await ensureRuntime();
  const built = await ensureBuilt();
  if (built !== 0) return built;
  rmSync(RESULTS, { force: true });
  const runner = [...NODE_FLAGS, tool('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json'];
  const code = await run(...onDisplay(projectNode(), [...runner, `--outputFile.json=${RESULTS}`, ...args]));
  const { line, failures, failed } = closingLines(RESULTS);
  for (const failure of failures) console.log(failure);
  console.log(line);
  return code !== 0 ? code : failed ? 1 : 0;
});
