/** Every page of the settings and every shelf of documents, as the window itself lists them: in German, light and dark. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../app/office.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings, reach, setTheme, stands, THEMES } from './look.ts';

let program: Program;

/** What is wrong with what is shown, each finding with the name of the page. */
async function wrong(name: string): Promise<string[]> {
  await stands(program);
  await program.shot(name);
  return [...(await findings(program)), ...(await cutOff(program))].map((finding) => `${name}: ${finding}`);
}

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=de-DE'], size: [1024, 700] });
  await program.ask('companies.createDemo', {
    ...{ commandId: randomUUID(), profile: 'DE', name: 'Hafen Bürobedarf', invoices: 60 },
  });
  await settled(program);
  await program.ask('settings.save', { language: 'de' });
});

afterAll(() => program.close());

describe.each(THEMES)('%s', (theme) => {
  beforeAll(() => setTheme(program, theme));

  it('no page of the settings has a serious finding or cut words', async () => {
    await reach(program, ['g', 's'], 'Einstellungen');
    const tabs = program.page
      .getByRole('navigation', { name: 'Einstellungen nach Thema' })
      .getByRole('button');
    const found: string[] = [];
    for (const tab of await tabs.all()) {
      await tab.click();
      await expect.poll(() => tab.getAttribute('aria-current')).toBe('page');
      found.push(...(await wrong(`tab-${await tab.textContent()}-${theme}`)));
    }
    expect(await tabs.count()).toBeGreaterThan(1);
    expect(found).toEqual([]);
  });

  it('no shelf of documents has one', async () => {
    const { page } = program;
    await reach(program, ['g', 'q'], /./);
    const shelf = page.getByRole('combobox', { name: 'Welche Belege' });
    await shelf.click();
    const names = await page.getByRole('option').allTextContents();
    await page.keyboard.press('Escape');
    expect(names.length).toBeGreaterThan(1);
    const found: string[] = [];
    for (const name of names) {
      await shelf.click();
      await page.getByRole('option', { name, exact: true }).click();
      await expect.poll(() => shelf.inputValue()).toBe(name);
      found.push(...(await wrong(`shelf-${name}-${theme}`)));
    }
    expect(found).toEqual([]);
  });
});
