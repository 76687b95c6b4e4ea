/** `npm run coverage`: fails where a branch of journal, merge or protocol is taken by no test. */
import { NODE_FLAGS, projectNode, tool } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode((args) =>
  run(projectNode(), [
    ...NODE_FLAGS,
    tool('vitest/vitest.mjs'),
    'run',
    '--config=vitest.coverage.config.ts',
    ...args,
  ]),
);
