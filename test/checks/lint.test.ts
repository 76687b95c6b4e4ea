import { describe, expect, it } from 'vitest';
import { checkLint } from '../../build/checks/lint.mjs';
import { plantedProject } from './planted-project.ts';

const VIOLATIONS: Readonly<Record<string, readonly [text: string, rule: string]>> = {
  'shared/domain/any.ts': ['export const loose = (value: any) => value;\n', 'lint/suspicious/noExplicitAny'],
  'shared/domain/format.ts': ['export const wide   =   "x"\n', 'format'],
  'shared/domain/unused.ts': [
    "import { domain } from './innocent.ts';\n",
    'lint/correctness/noUnusedImports',
  ],
  'electron/floating.ts': [
    'async function work() {}\nexport function begin() {\n  work();\n}\n',
    'lint/nursery/noFloatingPromises',
  ],
  'electron/extension.ts': [
    "export { electron } from './innocent';\n",
    'lint/correctness/useImportExtensions',
  ],
  'electron/drawn.test.ts': ["import fc from 'fast-check';\n\nfc.nat();\n", 'lint/style/noRestrictedImports'],
  'electron/skipped.test.ts': ["it.skip('x', () => {});\n", 'lint/suspicious/noSkippedTests'],
  'electron/sorted.ts': [
    "import { a } from './z.ts';\nimport { b } from './b.ts';\n\nexport const both = [a, b];\n",
    'assist/source/organizeImports',
  ],
};

describe('lint', () => {
  it('refuses a planted violation of each kind, and names the file', async () => {
    const { root } = plantedProject(
      'linked',
      Object.fromEntries(Object.entries(VIOLATIONS).map(([file, [text]]) => [file, text])),
    );
    const { problems } = await checkLint(root);
    for (const [file, [, rule]] of Object.entries(VIOLATIONS)) {
      expect(problems.some((problem) => problem.startsWith(file) && problem.endsWith(`: ${rule}`))).toBe(
        true,
      );
    }
    expect(problems.filter((problem) => problem.includes('innocent'))).toEqual([]);
  });

  it('fails when a file of a kind that it knows was left out', async () => {
    const { root, plant } = plantedProject('linked');
    plant('biome.json', JSON.stringify({ files: { includes: ['shared/**'] } }));
    const { problems } = await checkLint(root);
    expect(problems).toContain('electron/innocent.ts: was not looked at');
  });
});
