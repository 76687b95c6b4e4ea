/** Every screen at 200 %, and those of a company with nothing in it: looked at by axe and kept as pictures. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foundOffice, settled } from '../app/office.ts';
import { launch, type Program } from './harness.ts';
import {
  beginAnew,
  cutOff,
  findings,
  NO_SPOOLER,
  reach,
  SCREENS,
  SECTION_SCREENS,
  stands,
  stopPrintRun,
  THEMES,
} from './look.ts';

let program: Program;

describe('a screen at 200 %', () => {
  beforeAll(async () => {
    program = await launch({
      arguments: ['--lang=en-GB', '--force-device-scale-factor=1'],
      environment: NO_SPOOLER,
    });
    await program.ask('companies.createDemo', {
      commandId: randomUUID(),
      profile: 'GB',
      name: 'Harbour Office Supplies',
      invoices: 60,
    });
    await settled(program);
    await stopPrintRun(program);
    await program.resize(1920, 1080);
    await program.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(2);
    });
    await program.page.waitForFunction(() => innerWidth === 960);
  });

  afterAll(() => program.close());
  beforeEach(() => beginAnew(program));

  it.each(SCREENS)('$name: nothing is cut off', async ({ way }) => {
    await reach(program, ...way);
    expect(await cutOff(program)).toEqual([]);
  });
});

describe('an empty company', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  });

  afterAll(() => program.close());

  it.each(THEMES)(
    '%s: is preceded by a first screen and three ways in, none with a serious finding',
    async (theme) => {
      const { page } = program;
      await program.ask('settings.save', { theme });
      const begin = async () => {
        await page.reload();
        await page.getByRole('heading', { level: 1 }).waitFor();
        await stands(program);
      };
      const look = async (name: string) => {
        await stands(program);
        await program.shot(`first-run-${name}-${theme}`);
        expect(await findings(program), name).toEqual([]);
        expect(await cutOff(program), name).toEqual([]);
      };
      await begin();
      await look('welcome');
      const ways = await page.getByRole('main').getByRole('button').locator('strong').allTextContents();
      const inside = ways.filter((way) => way !== 'Look around in a demo company');
      expect(inside).toHaveLength(3);
      for (const way of inside) {
        await begin();
        await page.getByRole('button', { name: way }).click();
        await page.getByRole('button', { name: 'Back', exact: true }).waitFor();
        await look(way.toLowerCase().replaceAll(/[^a-z]+/g, '-'));
      }
    },
  );

  it.each(SECTION_SCREENS)('$name says what to do, with a button or nothing to do', async ({ name, way }) => {
    if (name === 'dashboard') {
      await foundOffice(program);
      await program.page.getByRole('navigation').waitFor();
    }
    await reach(program, ...way);
    await program.shot(`empty-${name}`);
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
    const text = (await program.page.getByRole('main').textContent()) ?? '';
    expect(text.length).toBeGreaterThan(30);
  });
});
