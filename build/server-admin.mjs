/** `npm run server:admin -- [--data <folder>] <command>`: companies, devices, codes, backups of the sync server. */
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode((args) =>
  run(projectNode(), [join(ROOT, 'server/admin/main.ts'), ...args], { cwd: process.cwd() }),
);
