/** `npm run verify -- <company folder>`: checks a company's journal, commits, signatures, files and checkpoints; changes nothing. */
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode((args) =>
  run(projectNode(), [join(ROOT, 'test/verify/verify-cli.ts'), ...args], { cwd: process.cwd() }),
);
