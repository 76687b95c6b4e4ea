/** `npm run torture -- [--count <crash cases>] [--seed <number>]`: crashes, kills and rots the journal. */
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode((args) => run(projectNode(), [join(ROOT, 'test/crash/torture-cli.ts'), ...args]));
