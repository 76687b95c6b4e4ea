/** Every screen of a demo company, at both ends of the sizes, light and dark: looked at by axe and kept as pictures. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../app/office.ts';
import { launch, type Program } from './harness.ts';
import {
  beginAnew,
  cutOff,
  findings,
  NO_SPOOLER,
  reach,
  SCREENS,
  setTheme,
  stands,
  stopPrintRun,
  THEMES,
} from './look.ts';

const SIZES = [
  [1024, 700],
  [1920, 1080],
] as const;

let program: Program;

describe('a demo company of 300 invoices', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=en-GB'], environment: NO_SPOOLER });
    await program.ask('companies.createDemo', {
      commandId: randomUUID(),
      profile: 'GB',
      name: 'Harbour Office Supplies',
      invoices: 300,
    });
    await settled(program);
    await stopPrintRun(program);
  });

  afterAll(() => program.close());

  describe.each(THEMES)('%s', (theme) => {
    beforeAll(() => setTheme(program, theme));

    beforeEach(() => beginAnew(program));

    it.each(SCREENS)(
      '$name: nothing serious for axe, nothing cut off, at either end of the sizes',
      async ({ name, way }) => {
        await reach(program, ...way);
        for (const [width, height] of SIZES) {
          await program.resize(width, height);
          await stands(program);
          await program.shot(`demo-${name}-${theme}-${width}`);
          expect(await findings(program), `${width} wide`).toEqual([]);
          expect(await cutOff(program), `${width} wide`).toEqual([]);
        }
      },
    );
  });
});
