/** What the system asks for on a person's behalf: colours of its own (forced colours), and less motion. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { foundOffice, issueInput, settled } from '../app/office.ts';
import { launch, type Program } from './harness.ts';
import { beginAnew, findings, reach, stands } from './look.ts';

let program: Program;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  const office = await foundOffice(program);
  await program.ask('invoices.issue', issueInput(office, 12));
  await settled(program);
  await beginAnew(program);
});

afterAll(() => program.close());
afterEach(() => program.page.emulateMedia({ forcedColors: null, reducedMotion: null }));

/** How the ring around what has the focus is drawn. */
const ring = () =>
  program.page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    return { tag: focused.tagName, style: outlineStyle, width: Number.parseFloat(outlineWidth) };
  });

it('forced colours: the focus has a ring on a button, in a field and in a list, and a cursor is seen', async () => {
  const { page } = program;
  await page.emulateMedia({ forcedColors: 'active' });
  await reach(program, ['g', 's'], 'Settings');
  await page.getByRole('button', { name: 'Payment terms' }).focus();
  await page.keyboard.press('Tab');
  const button = await ring();
  expect(button).toMatchObject({ tag: 'BUTTON', style: 'solid' });
  expect(button.width).toBeGreaterThan(0);
  await program.shot('forced-colours-settings');
  await page.getByRole('button', { name: 'Payment terms' }).click();
  await page.getByRole('button', { name: 'New payment terms' }).click();
  const dialog = page.getByRole('dialog');
  for (const field of [
    dialog.getByRole('textbox', { name: 'Name' }),
    dialog.getByRole('combobox', { name: 'Due' }),
  ]) {
    await field.focus();
    const drawn = await ring();
    expect(drawn).toMatchObject({ tag: 'INPUT', style: 'solid' });
    expect(drawn.width).toBeGreaterThan(0);
  }
  await stands(program);
  await program.shot('forced-colours-dialog');
  expect(await findings(program)).toEqual([]);
  await beginAnew(program);
  await reach(program, ['g', 'i'], 'Invoices');
  const row = page.locator('tr[data-cursor]');
  await row.first().waitFor();
  expect(await row.first().evaluate((one) => getComputedStyle(one).outlineStyle)).toBe('solid');
  await program.shot('forced-colours-list');
});

/** What moves, or would move when it changed, with how long it takes. */
const motion = () =>
  program.page.evaluate(() => {
    const lasts = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0);
    const found = document.getAnimations().map(({ playState }) => `an animation, ${playState}`);
    for (const part of document.querySelectorAll('*')) {
      const style = getComputedStyle(part);
      const moves = style.animationName !== 'none' && lasts(style.animationDuration);
      if (moves || lasts(style.transitionDuration)) found.push(part.outerHTML.slice(0, 120));
    }
    return found;
  });

it('less motion: nothing moves when a dialog or a menu opens', async () => {
  const { page } = program;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await beginAnew(program);
  await reach(program, ['g', 'i', 'Enter'], /^Invoice /);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem').last().waitFor();
  expect(await motion()).toEqual([]);
  await page.getByRole('menuitem').last().click();
  await page.getByRole('dialog').waitFor();
  expect(await motion()).toEqual([]);
});
