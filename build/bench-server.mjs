/** `npm run bench:server -- [--commits N] [--companies N] [--devices N]`: rates, delays and memory of the sync server. */
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode((args) => run(projectNode(), [join(ROOT, 'test/bench/server-bench.ts'), ...args]));
