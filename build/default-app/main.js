/**
 * What an Electron without an application of its own runs: `electron [-r module] [switches] <folder> [arguments]`.
 * It must be an ES module, because `ready` waits for one: so the program's own entry still runs before `ready`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const required = [];
let folder;
for (let at = 1; at < process.argv.length && folder === undefined; at += 1) {
  const argument = process.argv[at];
  if (argument === '-r' || argument === '--require') {
    at += 1;
    required.push(process.argv[at]);
  } else if (!argument.startsWith('-')) {
    folder = resolve(argument);
  }
}

if (folder === undefined) {
  process.stderr.write('Name the folder of a program to run.\n');
  app.exit(1);
} else {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(folder);
  const require = createRequire(join(folder, 'package.json'));
  for (const module of required) require(resolve(module));
  try {
    await import(pathToFileURL(join(folder, manifest.main)).href);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    app.exit(1);
  }
}
