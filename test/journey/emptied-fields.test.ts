/** A field that must hold something and is emptied: what it held stands there again, and is what is sent. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { beginAnew } from './look.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());
beforeEach(() => beginAnew(program));

it('PC4: the day through which is closed is never one that does not stand in the field', async () => {
  const { page } = program;
  await clerk.press('g', 'o');
  await clerk.sees('Closed periods');
  const through = page.getByRole('textbox', { name: 'Last day', exact: true });
  const kept = await through.inputValue();
  expect(kept).not.toBe('');
  for (const typed of ['', ' ']) {
    await through.fill(typed);
    await clerk.press('Tab');
    await expect.poll(() => through.inputValue()).toBe(kept);
  }
  await through.fill('31.2.');
  await clerk.press('Tab');
  expect(await through.inputValue()).toBe('31.2.');
  await program.shot('emptied-fields-closing');
});

it('the day of a call note stands there again; a field that may be empty stays empty', async () => {
  const { page } = program;
  await clerk.press('g', 'c');
  await clerk.opensRow('Harbour Supplies');
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Add call note', exact: true }).first().click();
  const day = page.getByRole('dialog').getByRole('textbox', { name: 'Day', exact: true });
  const today = await day.inputValue();
  await day.fill('');
  await clerk.press('Tab');
  await expect.poll(() => day.inputValue()).toBe(today);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  await page.getByRole('button', { name: 'Price lists', exact: true }).first().click();
  await page.getByRole('button', { name: 'New price list', exact: true }).click();
  const until = page.getByRole('dialog').getByRole('textbox', { name: 'Until', exact: true });
  await until.fill('31.12.2026');
  await clerk.press('Tab');
  await until.fill('');
  await clerk.press('Tab');
  expect(await until.inputValue()).toBe('');
});
