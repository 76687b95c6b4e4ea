/** Layers: who may import whom, by the rules of `.dependency-cruiser.mjs`. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { finding, projectFiles } from './files.mjs';

const FOLDERS = ['shared', 'electron', 'renderer', 'server', 'build', 'test'];

/**
 * dependency-cruiser asks for TypeScript without JSX whatever the file is called, and cannot leave out type imports.
 * Both are put right where it calls the parser, before it is loaded.
 */
const parsing = { withTypes: true };
/** @typedef {{ body: { typeOnly?: boolean }[] }} Module */
/** @type {{ parseFileSync: (file: string, options: object) => Module }} */
const parser = createRequire(import.meta.url)('@swc/core');
const parseFile = parser.parseFileSync;
parser.parseFileSync = (file, options) => {
  const module = parseFile(file, { ...options, tsx: file.endsWith('.tsx') });
  return parsing.withTypes ? module : { ...module, body: module.body.filter((item) => !item.typeOnly) };
};
const { cruise } = await import('dependency-cruiser');

/**
 * @param {string} root
 * @param {import('dependency-cruiser').ICruiseOptions} options
 * @param {import('dependency-cruiser').IForbiddenRuleType[]} forbidden
 */
async function violations(root, options, forbidden) {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(folders, {
    ...options,
    ruleSet: { forbidden },
    validate: true,
    baseDir: root,
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text');
  return {
    files: output.modules.map((module) => module.source),
    problems: output.summary.violations.map(
      ({ rule, from, to, cycle }) =>
        `${from}: ${rule.name}: ${cycle ? cycle.map((step) => step.name).join(' → ') : to}`,
    ),
  };
}

/**
 * @param {string} root
 * @returns {Promise<import('./files.mjs').Finding>}
 */
export async function checkLayers(root) {
  const { default: config, valueRules } = await import(
    pathToFileURL(join(root, '.dependency-cruiser.mjs')).href
  );
  parsing.withTypes = true;
  const all = await violations(root, config.options, config.forbidden);
  parsing.withTypes = false;
  const values = await violations(root, config.options, valueRules);
  const expected = await projectFiles(root, /^(shared|electron|renderer|server|build|test)\/.*\.(tsx?|mjs)$/);
  return finding(expected, new Set(all.files), [...all.problems, ...values.problems]);
}
