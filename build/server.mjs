/** `npm run server -- --data <folder> [--port N]`: the sync server; see `docs/sync.md`. */
import { join } from 'node:path';
import { NODE_FLAGS, projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode((args) =>
  run(projectNode(), [...NODE_FLAGS, join(ROOT, 'server/main.ts'), ...args], { cwd: process.cwd() }),
);
