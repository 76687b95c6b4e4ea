/** `npm run coverage`: fails where a branch of journal, merge or protocol is taken by no test. */
import { projectNode, tool } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode((args) =>
  run(projectNode(), [tool('vitest/vitest.mjs'), 'run', '--config=vitest.coverage.config.ts', ...args]),
);
