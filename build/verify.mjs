/** `npm run verify -- <company folder>`: checks a company's journal, commits, signatures and blobs; changes nothing. */
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';
import { run } from './run.mjs';

await onProjectNode((args) =>
  run(projectNode(), [join(ROOT, 'electron/journal/verify-cli.ts'), ...args], { cwd: process.cwd() }),
);
