import { describe, expect, it } from 'vitest';
import { checkLayers } from '../../build/checks/layers.mjs';
import { plantedProject } from './planted-project.ts';

/** File, what it says, and the rule that must refuse it. */
const VIOLATIONS: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['shared/errors/bad.ts', "import '../domain/innocent.ts';\n", 'layer-shared-errors'],
  ['shared/domain/bad.ts', "import '../events/documents.ts';\n", 'layer-shared-domain'],
  ['shared/domain/outward.ts', "import '../../electron/innocent.ts';\n", 'layer-shared-domain'],
  ['shared/events/bad.ts', "import '../contract/innocent.ts';\n", 'layer-shared-events'],
  ['shared/contract/bad.ts', "import '../events/settlement.ts';\n", 'layer-shared-contract'],
  [
    'shared/contract/computes.ts',
    "import { domain } from '../domain/innocent.ts';\n",
    'contract-types-of-domain',
  ],
  ['shared/journal/bad.ts', "import '../domain/innocent.ts';\n", 'layer-shared-journal'],
  ['shared/wire/bad.ts', "import '../domain/innocent.ts';\n", 'layer-shared-wire'],
  ['shared/wire/rules.ts', "import '../events/settlement.ts';\n", 'layer-shared-wire'],
  ['shared/einvoice/events.ts', "import '../events/documents.ts';\n", 'layer-shared-einvoice'],
  ['electron/page.ts', "import '../renderer/src/innocent.tsx';\n", 'layer-electron'],
  ['electron/reaches.ts', "import './books/innocent.ts';\n", 'layer-electron'],
  ['server/page.ts', "import '../electron/innocent.ts';\n", 'layer-server'],
  ['server/accounting.ts', "import '../shared/events/settlement.ts';\n", 'layer-server'],
  ['electron/books/bad.ts', "import '../innocent.ts';\n", 'layer-electron-books'],
  ['electron/books/journal.ts', "import '../../shared/journal/innocent.ts';\n", 'layer-electron-books'],
  ['renderer/src/bad.ts', "import '../../electron/innocent.ts';\n", 'layer-renderer'],
  [
    'renderer/src/screen.tsx',
    "import '../../electron/innocent.ts';\nexport const X = () => <p>x</p>;\n",
    'layer-renderer',
  ],
  ['renderer/src/journal.ts', "import '../../shared/journal/innocent.ts';\n", 'layer-renderer'],
  [
    'renderer/src/schema.ts',
    "import { schema } from '../../shared/events/documents.ts';\n",
    'renderer-types-of-events',
  ],
  ['renderer/src/features/a/a.ts', "import '../b/b.ts';\n", 'feature-reaches-into-feature'],
  ['electron/commands/window.ts', "import 'electron';\n", 'electron-module'],
  ['renderer/src/window.ts', "import 'electron';\n", 'electron-module'],
  ['electron/dexie.ts', "import 'dexie';\n", 'dexie-module'],
  ['renderer/src/dexie.ts', "import 'dexie';\n", 'dexie-module'],
  ['electron/commands/files.ts', "import 'node:fs';\n", 'files-of-the-journal'],
  ['electron/commands/promises.ts', "import 'node:fs/promises';\n", 'files-of-the-journal'],
  ['shared/domain/node.ts', "import 'node:crypto';\n", 'no-node-outside-node'],
  ['renderer/src/node.ts', "import 'node:path';\n", 'no-node-outside-node'],
  ['electron/books/node.ts', "import 'node:path';\n", 'no-node-outside-node'],
  ['shared/domain/react.ts', "import 'react';\n", 'packages-of-shared'],
  ['electron/tested.ts', "import '../test/innocent.test.ts';\n", 'product-imports-test'],
  ['electron/tested.ts', "import '../test/innocent.test.ts';\n", 'layer-electron'],
  ['shared/domain/one.ts', "import './two.ts';\n", 'no-cycle'],
  [
    'renderer/src/child.tsx',
    "import type { parent } from './parent.tsx';\nexport type Child = typeof parent;\n",
    'no-cycle',
  ],
];

/** Imports that look alike and are allowed. */
const ALLOWED: Readonly<Record<string, string>> = {
  'shared/domain/two.ts': "import './one.ts';\nimport 'decimal.js';\n",
  'renderer/src/features/b/b.ts': 'export const b = 1;\n',
  'renderer/src/parent.tsx': "import { Child } from './child.tsx';\nexport const parent = <Child />;\n",
  'renderer/src/names.ts':
    "import type { Kind } from '../../shared/events/documents.ts';\nexport type { Kind };\n",
  'electron/adapters/window.ts': "import 'electron';\nimport 'node:fs';\n",
  'electron/journal/files.ts': "import 'node:fs';\n",
  'electron/books/store.ts': "import 'dexie';\nimport '../../shared/contract/innocent.ts';\n",
  'shared/domain/node.test.ts': "import 'node:fs';\n",
};

const planted = () =>
  plantedProject('stubs', {
    ...ALLOWED,
    ...Object.fromEntries(VIOLATIONS.map(([file, text]) => [file, text])),
  });

describe('layers', () => {
  it('refuses a planted violation of each rule, and nothing beside', async () => {
    const { root } = planted();
    const { problems } = await checkLayers(root);
    const found = problems.map((problem) => problem.split(': ').slice(0, 2).join(': '));
    const wanted = VIOLATIONS.map(([file, , rule]) => `${file}: ${rule}`);
    expect(new Set(found)).toEqual(new Set(wanted));
  });

  it('has a planted violation for every rule that there is', async () => {
    const { default: config, valueRules } = await import('../../.dependency-cruiser.mjs');
    const rules = [...(config.forbidden ?? []), ...valueRules].map((rule) => rule.name);
    expect(new Set(VIOLATIONS.map(([, , rule]) => rule))).toEqual(new Set(rules));
  });

  it('fails when the cruiser leaves files out', async () => {
    const { root, plant } = plantedProject('stubs');
    plant(
      '.dependency-cruiser.mjs',
      "export const valueRules = [];\nexport default { forbidden: [], options: { exclude: '^shared' } };\n",
    );
    const { looked, expected, problems } = await checkLayers(root);
    expect(looked).toBeLessThan(expected);
    expect(problems).toContain('shared/domain/innocent.ts: was not looked at');
  });
});
