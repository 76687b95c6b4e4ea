/** The notices of what is shipped: every package that the program is built of, with its licence. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectFiles } from './checks/files.mjs';

/** Where the notices lie in the project. */
export const NOTICES = 'THIRD-PARTY-NOTICES.md';

/** Shipped although no source names them: their faces, cut to our scripts, are embedded in documents. */
const FACES = [
  'dejavu-fonts-ttf',
  '@expo-google-fonts/arimo',
  '@expo-google-fonts/noto-sans-arabic',
  '@expo-google-fonts/noto-sans-devanagari',
  '@expo-google-fonts/noto-sans-hebrew',
];

/** Given by Electron itself. */
const RUNTIME = 'electron';

/**
 * @typedef {{ version?: string, license?: string, dependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string> }} Entry
 */

/** @type {{ parseSync: (source: string, options: object) => { body: { type: string, typeOnly?: boolean, source?: { value: string } }[] } }} */
const parser = createRequire(import.meta.url)('@swc/core');

/** The package that an import names; `undefined` for our own files and Node's modules. @param {string} specifier */
function packageOf(specifier) {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return undefined;
  const [scope, name] = specifier.split('/');
  return scope?.startsWith('@') ? `${scope}/${name}` : scope;
}

/** The packages that the program's sources import as values. @param {string} root */
async function importedPackages(root) {
  const sources = await projectFiles(root, /^(shared|electron|renderer)\/.*(?<!\.test|\.d)\.tsx?$/);
  /** @type {Set<string>} */
  const names = new Set();
  for (const file of sources) {
    const text = readFileSync(join(root, file), 'utf8');
    const { body } = parser.parseSync(text, {
      syntax: 'typescript',
      tsx: file.endsWith('.tsx'),
    });
    for (const { source, typeOnly } of body) {
      const name = source && !typeOnly ? packageOf(source.value) : undefined;
      if (name !== undefined) names.add(name);
    }
    // What is loaded at its first use is shipped like the rest.
    for (const [, specifier = ''] of text.matchAll(/\bimport\('([^']+)'\)/g)) {
      const name = packageOf(specifier);
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

/**
 * Where npm put the package that `from` asks for: beside it, or in a folder further out.
 * @param {Record<string, Entry>} packages of the lock file
 * @param {string} from
 * @param {string} name
 */
function locate(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '') return undefined;
  }
}

/** The licence texts that a package brings. @param {string} folder */
function licenceTexts(folder) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  return files.sort().map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
}

/**
 * The text of `THIRD-PARTY-NOTICES.md`, the same for the same sources and lock file.
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function noticesOf(root) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @type {Record<string, Entry>} */
  const packages = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const names = await importedPackages(root);
  for (const name of [...Object.keys(manifest.dependencies ?? {}), ...FACES]) names.add(name);
  names.delete(RUNTIME);

  /** @type {Set<string>} */
  const shipped = new Set();
  const waiting = [...names].flatMap((name) => locate(packages, '', name) ?? []);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (shipped.has(path) || !existsSync(join(root, path))) continue;
    shipped.add(path);
    const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = name.startsWith('@types/') ? undefined : locate(packages, path, name);
      if (found !== undefined) waiting.push(found);
    }
  }

  const sections = [...shipped].map((path) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { version, license } = packages[path] ?? {};
    const texts = licenceTexts(join(root, path)).map((text) => `\n\`\`\`text\n${text}\n\`\`\`\n`);
    return {
      title: `${name} ${version}`,
      text: `## ${name} ${version}\n\nLicence: ${license}\n${texts.join('')}`,
    };
  });
  const unique = new Map(
    sections.sort((a, b) => (a.title < b.title ? -1 : 1)).map(({ title, text }) => [title, text]),
  );
  return `# Third-party notices

Counterfoil is built of the packages below and runs on Electron, whose own notices and Chromium's
(\`LICENSE.electron.txt\`, \`LICENSES.chromium.html\`) lie beside the program. Made by \`npm run notices\`.

${[...unique.values()].join('\n')}`;
}
