/** What opens above a screen, and every part of the settings: looked at by axe, light and dark. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foundOffice, issueInput, settled } from '../app/office.ts';
import { launch, type Program } from './harness.ts';
import { beginAnew, cutOff, findings, reach, setTheme, stands, THEMES } from './look.ts';

let program: Program;

describe('everything that opens above a screen', () => {
  beforeAll(async () => {
    program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
    const office = await foundOffice(program);
    await program.ask('invoices.issue', issueInput(office, 12));
    await settled(program);
  });

  afterAll(() => program.close());
  beforeEach(() => beginAnew(program));

  it.each([
    ['palette', ['g', 'd', 'Control+k']],
    ['keyboard-map', ['g', 'd', '?']],
    ['print', ['g', 'i', 'Enter', 'Control+p']],
    ['print-many', ['g', 'i']],
    ['mail-many', ['g', 'i']],
    ['void', ['g', 'i', 'Enter']],
    ['issue-blocked', ['g', 'd', 'Control+n']],
    ['new-item', ['g', 't', 'n']],
    ['call-note', ['g', 'c', 'Enter']],
  ] as const)('%s: nothing serious for axe, light and dark', async (name, keys) => {
    for (const theme of THEMES) {
      await setTheme(program, theme);
      await reach(program, keys, /./);
      if (name === 'void') {
        await program.page.getByRole('button', { name: 'More' }).click();
        await program.page.getByRole('menuitem').last().click();
        await program.page.getByRole('dialog').waitFor();
      }
      if (name === 'call-note') {
        await program.page.getByRole('tab', { name: 'Details' }).click();
        await program.page.getByRole('button', { name: 'Add call note' }).click();
        await program.page.getByRole('dialog').waitFor();
      }
      if (name === 'print-many' || name === 'mail-many') {
        await program.page.locator('tr[data-cursor]', { hasText: 'K-00001' }).waitFor();
        await program.page.keyboard.press(name === 'print-many' ? 'Control+p' : 'Control+Shift+M');
        await program.page.getByRole('dialog').waitFor();
      }
      if (name === 'issue-blocked') {
        await program.page.getByLabel('Bill to').first().waitFor();
        await program.page.keyboard.press('Control+Enter');
        await program.page.getByRole('dialog').waitFor();
      }
      await stands(program);
      await program.shot(`above-${name}-${theme}`);
      expect(await findings(program)).toEqual([]);
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
    await reach(program, ['g', 's'], 'Settings');
    await program.page
      .getByRole('tab', { name: tab })
      .or(program.page.getByText(tab, { exact: true }))
      .first()
      .click();
    await stands(program);
    await program.shot(`settings-${tab.toLowerCase().replaceAll(' ', '-')}`);
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
  });

  it('RE2: terms that count days first are typed, kept, and no longer count when the field is emptied', async () => {
    const { page } = program;
    await reach(program, ['g', 's'], 'Settings');
    await page.getByText('Payment terms', { exact: true }).first().click();
    const open = () => page.getByRole('dialog');
    const days = page.getByRole('textbox', { name: 'Days first' });
    await page.getByRole('button', { name: 'New payment terms' }).click();
    await open().getByRole('textbox', { name: 'Name' }).fill('30 days end of month');
    await open().getByRole('combobox', { name: 'Due' }).click();
    await page.getByRole('option', { name: 'at the end of the month' }).click();
    await page.getByRole('textbox', { name: 'Days after that' }).fill('0');
    await days.fill('30');
    await stands(program);
    await program.shot('terms-days-first');
    expect(await findings(program)).toEqual([]);
    await page.keyboard.press('Control+s');
    await open().waitFor({ state: 'detached' });
    const kept = async () => {
      await settled(program);
      const terms = await program.ask('terms.list', {});
      return terms.find(({ fields }) => fields.name === '30 days end of month')?.fields.after;
    };
    expect(await kept()).toBe(30);
    await page.getByText('30 days end of month').first().click();
    await days.waitFor();
    expect(await days.inputValue()).toBe('30');
    await days.fill('');
    await page.keyboard.press('Control+s');
    await open().waitFor({ state: 'detached' });
    expect(await kept()).toBe(0);
  });

  it('NU5: a series is closed by keyboard, with a reason that the number report shows', async () => {
    const { page } = program;
    await reach(program, ['g', 's'], 'Settings');
    await page.getByText('Numbers', { exact: true }).first().click();
    await page
      .getByRole('button', { name: /^Close the series of/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    const reason = page.getByRole('textbox', { name: 'Why it is closed' });
    await reason.waitFor();
    expect(await findings(program)).toEqual([]);
    await reason.fill('The clock was ten years ahead');
    for (const key of ['Enter', 'Enter', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(/^Closed on /).waitFor();
    await reach(program, ['g', 'n'], 'Number report');
    await page.getByText(/closed on .*: The clock was ten years ahead/).waitFor();
    expect(await findings(program)).toEqual([]);
  });

  it('DV3: moving to another computer says what waits, and a mistyped code beside its field', async () => {
    const { page } = program;
    await reach(program, ['g', 's'], 'Settings');
    await page.getByText('Record and program', { exact: true }).click();
    await page.getByRole('button', { name: 'Move this company to another computer…' }).click();
    const code = page.getByRole('textbox', { name: 'Code of the new computer' });
    await page.getByText('This company has no server.').waitFor();
    await code.fill('ABCDE-FGHJK');
    await page.keyboard.press('Enter');
    await page.getByText('This is not a code of the new computer.').waitFor();
    for (const theme of THEMES) {
      await setTheme(program, theme);
      await stands(program);
      await program.shot(`above-move-${theme}`);
      expect(await findings(program)).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByTitle('Kill & Sons').first().click();
    await page.getByRole('menuitem', { name: 'New company…' }).click();
    await page.getByRole('button', { name: 'Open a moved company…' }).click();
    await page.getByText(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/).waitFor();
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Back to the open company' }).click();
  });
});
