import { describe, expect, it } from 'vitest';
import { isAccepted } from '../../build/checks/licence-list.mjs';
import { checkPins } from '../../build/checks/pins.mjs';
import { plantedProject } from './planted-project.ts';

interface Entry {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

/** A project that wants `dexie` in `wanted` and has `entry` in its lock file; the stub installed is 1.0.0. */
function project(wanted: string, entry: Entry) {
  const { root, plant } = plantedProject('stubs');
  plant('package.json', JSON.stringify({ dependencies: { dexie: wanted } }));
  plant(
    'package-lock.json',
    JSON.stringify({ packages: { '': { dependencies: { dexie: wanted } }, 'node_modules/dexie': entry } }),
  );
  return root;
}

const GOOD: Entry = { version: '1.0.0', license: 'MIT', integrity: 'sha512-x' };

describe('pins', () => {
  it('accept an exact version that is locked, installed and licensed', async () => {
    expect((await checkPins(project('1.0.0', GOOD))).problems).toEqual([]);
  });

  it.each([
    ['a range', '^1.0.0', GOOD, 'package.json: dexie ^1.0.0 is not exact'],
    [
      'another version in the lock file',
      '1.0.0',
      { ...GOOD, version: '1.0.1' },
      'package-lock.json: dexie is 1.0.1',
    ],
    ['another version on disk', '1.0.1', { ...GOOD, version: '1.0.1' }, 'node_modules: dexie is 1.0.0'],
    [
      'a licence that is not on the list',
      '1.0.0',
      { ...GOOD, license: 'AGPL-3.0' },
      'dexie 1.0.0: licence AGPL-3.0',
    ],
    ['no licence', '1.0.0', { version: '1.0.0', integrity: 'sha512-x' }, 'dexie 1.0.0: licence unknown'],
    ['no integrity', '1.0.0', { version: '1.0.0', license: 'MIT' }, 'node_modules/dexie has no integrity'],
    [
      'a registry by name',
      '1.0.0',
      { ...GOOD, resolved: 'https://example.org/dexie.tgz' },
      'names where it came from',
    ],
  ] as const)('refuse %s', async (_what, wanted, entry, problem) => {
    const { problems } = await checkPins(project(wanted, entry));
    expect(problems.some((line) => line.includes(problem))).toBe(true);
  });

  it('fail on a lock file that names nothing', async () => {
    const { root, plant } = plantedProject('stubs');
    plant('package.json', '{}');
    plant('package-lock.json', '{"packages":{"":{}}}');
    expect((await checkPins(root)).problems).toEqual(['package-lock.json: there was nothing to look at']);
  });
});

describe('licence expressions', () => {
  it.each([
    ['MIT OR GPL-3.0', true],
    ['(MIT AND Zlib)', true],
    ['MIT or MPL-2.0', true],
    ['MIT and GPL-3.0', false],
    ['MIT AND GPL-3.0', false],
    ['GPL-3.0 OR MIT AND ISC', true],
    ['GPL-3.0', false],
    ['', false],
  ])('%s: %s', (expression, accepted) => {
    expect(isAccepted('some-package', expression)).toBe(accepted);
  });
});
