import { describe, expect, it } from 'vitest';
import { checkDeadCode } from '../../build/checks/dead-code.mjs';
import { plantedProject } from './planted-project.ts';

describe('dead code', () => {
  it('names a file and an export that nothing uses, and leaves alone what is used', async () => {
    const { root } = plantedProject('linked', {
      'shared/domain/forgotten.ts': 'export const forgotten = 1;\n',
      'shared/domain/half.ts': 'export const used = 1;\nexport const unused = 2;\n',
      'electron/main.ts': "import { used } from '../shared/domain/half.ts';\n\nexport const start = used;\n",
    });
    const { problems } = await checkDeadCode(root);
    expect(problems).toContain('shared/domain/forgotten.ts: unused files: shared/domain/forgotten.ts');
    expect(problems).toContain('shared/domain/half.ts:2: unused exports: unused');
    expect(problems.filter((problem) => problem.endsWith(': used'))).toEqual([]);
  });

  it('fails when fewer files were analysed than there are', async () => {
    const { root, plant } = plantedProject('linked');
    plant('knip.json', JSON.stringify({ project: ['shared/**/*.ts'] }));
    const { looked, expected, problems } = await checkDeadCode(root);
    expect(looked).toBeLessThan(expected);
    expect(problems).toContain(`knip analysed ${looked} of ${expected} files`);
  });
});
