/** Every screen of a demo company and of an empty one, at both ends of the sizes, light and dark: looked at by axe and kept as pictures. */
import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foundOffice, issueInput, postInput, settled } from '../app/office.ts';
import { launch, type Program } from './harness.ts';

const SIZES = [
  [1024, 700],
  [1920, 1080],
] as const;
const THEMES = ['light', 'dark'] as const;

/** Each screen: how to reach it by keys, and the heading by which it is known. */
const SECTIONS = [
  ['dashboard', ['g', 'd'], 'Dashboard'],
  ['invoices', ['g', 'i'], 'Invoices'],
  ['payments', ['g', 'p'], 'Payments'],
  ['customers', ['g', 'c'], 'Customers'],
  ['items', ['g', 't'], 'Items'],
  ['aging', ['g', 'a'], 'Aged debtors'],
  ['settings', ['g', 's'], 'Settings'],
] as const;
const DEEPER = [
  ['invoice', ['g', 'i', 'Enter'], /^Invoice /],
  ['payment', ['g', 'p', 'Enter'], /^Payment/],
  ['customer', ['g', 'c', 'Enter'], /./],
  ['draft', ['g', 'd', 'Control+n'], 'Invoice draft'],
  ['payment-new', ['g', 'd', 'Control+Shift+P'], 'Post payment'],
  ['customer-new', ['g', 'd', 'Control+Shift+C'], 'New customer'],
] as const;

let program: Program;

/** Serious and critical findings, each with the places where it stands. */
async function findings(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: program.page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Text that is cut off although the screen does not say so with an ellipsis, and a page that scrolls sideways. */
const cutOff = () =>
  program.page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    for (const part of document.querySelectorAll<HTMLElement>('button, h1, h2, label, dt, dd, th')) {
      const { overflow, textOverflow } = getComputedStyle(part);
      const isCut = part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0;
      if (isCut && overflow !== 'visible' && textOverflow !== 'ellipsis') {
        found.push(part.outerHTML.slice(0, 160));
      }
    }
    return found;
  });

async function reach(keys: readonly string[], heading: string | RegExp): Promise<void> {
  const { page } = program;
  for (const key of keys) {
    // A list answers Enter once it has its rows and the focus.
    if (key === 'Enter') await page.locator('tr[data-cursor]').first().waitFor({ timeout: 10_000 });
    await page.keyboard.press(key);
  }
  await page.getByRole('heading', { level: 1, name: heading }).waitFor({ timeout: 10_000 });
  await page.waitForTimeout(500);
}

const setTheme = async (theme: 'light' | 'dark') => {
  await program.ask('settings.save', { theme });
  await program.page.reload();
  await program.page.getByRole('navigation').waitFor();
};

/** Begins anew at the first screen, whatever stood open before. */
async function beginAnew(): Promise<void> {
  await program.page.reload();
  await program.page.getByRole('navigation').waitFor();
  await program.page.getByRole('heading', { level: 1 }).waitFor();
}

describe('a demo company of 300 invoices', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=en-GB'] });
    await program.ask('companies.createDemo', {
      commandId: randomUUID(),
      profile: 'GB',
      name: 'Harbour Office Supplies',
      invoices: 300,
    });
    await settled(program);
  });

  afterAll(() => program.close());

  describe.each(THEMES)('%s', (theme) => {
    beforeAll(() => setTheme(theme));

    describe.each(SIZES)('%i × %i', (width, height) => {
      beforeAll(() => program.resize(width, height));
      beforeEach(beginAnew);

      it.each([...SECTIONS, ...DEEPER])(
        '%s: nothing serious for axe, nothing cut off',
        async (name, keys, heading) => {
          await reach(keys, heading);
          await program.shot(`demo-${name}-${theme}-${width}`);
          expect(await findings()).toEqual([]);
          expect(await cutOff()).toEqual([]);
        },
      );
    });
  });
});

describe('everything that opens above a screen', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
    const office = await foundOffice(program);
    await program.ask('invoices.issue', issueInput(office, 12));
    await settled(program);
  });

  afterAll(() => program.close());
  beforeEach(beginAnew);

  it.each([
    ['palette', ['g', 'd', 'Control+k']],
    ['keyboard-map', ['g', 'd', '?']],
    ['print', ['g', 'i', 'Enter', 'Control+p']],
    ['void', ['g', 'i', 'Enter']],
    ['issue-blocked', ['g', 'd', 'Control+n', 'Control+Enter']],
    ['new-item', ['g', 't', 'n']],
  ] as const)('%s: nothing serious for axe, light and dark', async (name, keys) => {
    for (const theme of THEMES) {
      await setTheme(theme);
      await reach(keys, /./);
      if (name === 'void') {
        await program.page.getByRole('button', { name: 'More' }).click();
        await program.page.getByRole('menuitem').last().click();
        await program.page.getByRole('dialog').waitFor();
      }
      await program.page.waitForTimeout(400);
      await program.shot(`above-${name}-${theme}`);
      expect(await findings()).toEqual([]);
    }
  });

  it.each([
    'Taxes',
    'Payment terms',
    'Payment methods',
    'Numbers',
    'Printing',
    'Appearance',
    'Record and program',
  ])('settings, %s: nothing serious for axe, nothing cut off', async (tab) => {
    await reach(['g', 's'], 'Settings');
    await program.page
      .getByRole('tab', { name: tab })
      .or(program.page.getByText(tab, { exact: true }))
      .first()
      .click();
    await program.page.waitForTimeout(300);
    await program.shot(`settings-${tab.toLowerCase().replaceAll(' ', '-')}`);
    expect(await findings()).toEqual([]);
    expect(await cutOff()).toEqual([]);
  });
});

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
  beforeEach(beginAnew);

  it.each([...SECTIONS, ...DEEPER])('%s: nothing is cut off', async (_name, keys, heading) => {
    await reach(keys, heading);
    expect(await cutOff()).toEqual([]);
  });
});

describe('an empty company', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  });

  afterAll(() => program.close());

  it('is preceded by a first screen without serious findings', async () => {
    await program.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await findings()).toEqual([]);
    await program.page.keyboard.press('Enter');
    await program.page.getByLabel('Company name').waitFor();
    expect(await findings()).toEqual([]);
    expect(await cutOff()).toEqual([]);
  });

  it.each(SECTIONS)('%s says what to do, with a button or nothing to do', async (name, keys, heading) => {
    if (name === 'dashboard') {
      await foundOffice(program);
      await program.page.getByRole('navigation').waitFor();
    }
    await reach(keys, heading);
    await program.shot(`empty-${name}`);
    expect(await findings()).toEqual([]);
    expect(await cutOff()).toEqual([]);
    const text = (await program.page.getByRole('main').textContent()) ?? '';
    expect(text.length).toBeGreaterThan(30);
  });
});

describe('German', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=de-DE'], size: [1360, 860] });
    const office = await foundOffice(program);
    const state = await settled(program);
    const message = issueInput(office, 1234);
    await program.ask('invoices.issue', message);
    if (state.state === 'open')
      await program.ask('payments.post', postInput(office, state.today, 50_000, message.id));
    await program.ask('settings.save', { language: 'de' });
    await program.page.reload();
    await program.page.getByRole('navigation').waitFor();
  });

  afterAll(() => program.close());
  beforeEach(beginAnew);

  it.each([
    ['dashboard', ['g', 'd'], /./],
    ['invoices', ['g', 'i'], 'Rechnungen'],
    ['payments', ['g', 'p'], 'Zahlungen'],
    ['customers', ['g', 'c'], 'Kunden'],
    ['aging', ['g', 'a'], /./],
    ['settings', ['g', 's'], 'Einstellungen'],
    ['draft', ['g', 'd', 'Control+n'], /Rechnung/],
  ] as const)(
    '%s is German throughout: no key without words, no English left',
    async (name, keys, heading) => {
      await reach(keys, heading);
      await program.shot(`german-${name}`);
      const text = (await program.page.locator('body').textContent()) ?? '';
      expect(text).not.toMatch(/\b(Invoice|Payment|Customer|Overdue|Settings|Dashboard|Search|New)\b/);
      expect(text).not.toMatch(/\b[a-z-]+\.[a-z-]+\.[a-z-]+\b/);
      expect(await findings()).toEqual([]);
    },
  );

  it('writes amounts and days as German does', async () => {
    await reach(['g', 'i'], 'Rechnungen');
    const text = (await program.page.getByRole('main').textContent()) ?? '';
    expect(text).toContain('1.480,80');
    expect(text).toMatch(/\d{2}\.\d{2}\.\d{4}|\d{1,2}\. \p{L}+\.? \d{4}/u);
  });
});
