/** A small project with the real configuration, into which a test plants violations. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ROOT } from '../../build/paths.mjs';

const CONFIGURATION = [
  '.dependency-cruiser.mjs',
  '.gitignore',
  'biome.json',
  'electron.vite.config.ts',
  'knip.json',
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'vitest.config.ts',
  'build/tsconfig.json',
  // What its test settings read.
  'build/paths.mjs',
  'electron/tsconfig.json',
  'electron/books/tsconfig.json',
  'electron/books/tsconfig.preload.json',
  'renderer/tsconfig.json',
  'server/tsconfig.json',
  'shared/environment.d.ts',
  'shared/contract/tsconfig.json',
  'shared/domain/tsconfig.json',
  'shared/errors/tsconfig.json',
  'shared/events/tsconfig.json',
  'shared/journal/tsconfig.json',
  'shared/einvoice/tsconfig.json',
  'shared/wire/tsconfig.json',
  'test/tsconfig.json',
];

/** One innocent file in every folder that a compiler project covers. */
const INNOCENT = {
  'build/tool.mjs': 'export const tool = 1;\n',
  'electron/innocent.ts': 'export const electron = 1;\n',
  'electron/books/innocent.ts': 'export const books = 1;\n',
  'electron/books/preload.ts': 'export const preload = document.title;\n',
  'server/innocent.ts': 'export const server = 1;\n',
  'renderer/src/innocent.tsx': 'export const page = 1;\n',
  'shared/contract/innocent.ts': 'export const contract = 1;\n',
  'shared/domain/innocent.ts': 'export const domain = 1;\n',
  'shared/errors/innocent.ts': 'export const errors = 1;\n',
  'shared/events/documents.ts':
    'export const schema = 1;\nexport interface Kind {\n  readonly kind: string;\n}\n',
  'shared/events/settlement.ts': 'export const rule = 1;\n',
  'shared/journal/innocent.ts': 'export const journal = 1;\n',
  'shared/einvoice/innocent.ts': 'export const einvoice = 1;\n',
  'shared/wire/innocent.ts': 'export const wire = 1;\n',
  'test/innocent.test.ts': 'export const tested = 1;\n',
};

/** Packages that layer rules name; a stub each, so that they resolve inside the planted project. */
const PACKAGES = ['electron', 'dexie', 'zod', 'react', 'decimal.js'];

export interface PlantedProject {
  readonly root: string;
  /** Writes one more file. */
  plant(path: string, text: string): void;
}

/**
 * Makes the project in a temporary folder, which is removed when the test ends.
 * @param packages `linked`: the real packages; `stubs`: empty ones of the names that layer rules know
 */
export function plantedProject(
  packages: 'linked' | 'stubs',
  planted: Readonly<Record<string, string>> = {},
): PlantedProject {
  const root = mkdtempSync(join(tmpdir(), 'counterfoil-planted-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const plant = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const file of CONFIGURATION) cpSync(join(ROOT, file), join(root, file));
  for (const [path, text] of Object.entries({ ...INNOCENT, ...planted })) plant(path, text);
  if (packages === 'linked') {
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  } else {
    for (const name of PACKAGES) {
      plant(
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
      );
      plant(`node_modules/${name}/index.js`, 'module.exports = {};\n');
    }
  }
  execFileSync('git', ['init', '--quiet', root]);
  return { root, plant };
}
