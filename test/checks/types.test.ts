import { describe, expect, it } from 'vitest';
import { checkTypes } from '../../build/checks/types.mjs';
import { plantedProject } from './planted-project.ts';

/** A file in each environment that uses what does not exist there. */
const FOREIGN = {
  'shared/domain/page.ts': 'export const title = document.title;\n',
  'shared/journal/node.ts': 'export const bytes = Buffer.alloc(1);\n',
  'shared/events/clock.ts': 'setTimeout(() => undefined, 1);\n',
  'shared/contract/process.ts': 'export const home = process.env;\n',
  'electron/page.ts': 'export const title = window.document.title;\n',
  'electron/books/node.ts': 'export const home = process.env;\n',
  'renderer/src/node.ts': 'export const bytes = Buffer.alloc(1);\n',
  'shared/domain/reaches.ts': "export { schema } from '../events/documents.ts';\n",
  'renderer/src/reaches.ts': "export { electron } from '../../electron/innocent.ts';\n",
  'renderer/src/journal.ts': "export { journal } from '../../shared/journal/innocent.ts';\n",
  'electron/books/reaches.ts': "export { electron } from '../innocent.ts';\n",
  'electron/loose.ts': 'export const first = ([] as string[])[0].length;\nexport enum Kind { A }\n',
};

describe('types', () => {
  it('let no layer see the environment or the layers that it must not use', async () => {
    const { root } = plantedProject('linked', FOREIGN);
    const { problems } = await checkTypes(root);
    const files = new Set(problems.map((problem) => problem.slice(0, problem.indexOf('('))));
    expect(files).toEqual(new Set(Object.keys(FOREIGN)));
  });

  it('find nothing in innocent files', async () => {
    const { root } = plantedProject('linked');
    const { looked, expected, problems } = await checkTypes(root);
    expect(problems).toEqual([]);
    expect(looked).toBe(expected);
    expect(expected).toBeGreaterThan(12);
  });

  it('fail when a source file belongs to no project', async () => {
    const { root, plant } = plantedProject('linked');
    plant('somewhere/else.ts', 'export const lost = 1;\n');
    const { problems } = await checkTypes(root);
    expect(problems).toEqual(['somewhere/else.ts: was not looked at']);
  });
});
