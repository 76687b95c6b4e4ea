/** Every screen at 200 %, and those of a company with nothing in it: looked at by axe and kept as pictures. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foundOffice, settled } from '../app/office.ts';
import { launch, type Program } from './harness.ts';
import { beginAnew, cutOff, DEEPER, findings, reach, SECTIONS } from './look.ts';

let program: Program;

describe('a screen at 200 %', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=en-GB', '--force-device-scale-factor=1'] });
    await program.ask('companies.createDemo', {
      commandId: randomUUID(),
      profile: 'GB',
      name: 'Harbour Office Supplies',
      invoices: 60,
    });
    await settled(program);
    await program.resize(1920, 1080);
    await program.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(2);
    });
    await program.page.waitForFunction(() => innerWidth === 960);
  });

  afterAll(() => program.close());
  beforeEach(() => beginAnew(program));

  it.each([...SECTIONS, ...DEEPER])('%s: nothing is cut off', async (_name, keys, heading) => {
    await reach(program, keys, heading);
    expect(await cutOff(program)).toEqual([]);
  });
});

describe('an empty company', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  });

  afterAll(() => program.close());

  it('is preceded by a first screen without serious findings', async () => {
    await program.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await findings(program)).toEqual([]);
    await program.page.keyboard.press('Enter');
    await program.page.getByLabel('Company name').waitFor();
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
  });

  it.each(SECTIONS)('%s says what to do, with a button or nothing to do', async (name, keys, heading) => {
    if (name === 'dashboard') {
      await foundOffice(program);
      await program.page.getByRole('navigation').waitFor();
    }
    await reach(program, keys, heading);
    await program.shot(`empty-${name}`);
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
    const text = (await program.page.getByRole('main').textContent()) ?? '';
    expect(text.length).toBeGreaterThan(30);
  });
});
