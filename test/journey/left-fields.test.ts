/** A field that is left with what it cannot take: the word stands beside it, and the click that left it arrives where it was meant. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
  await clerk.press('g', 's');
  await clerk.sees('Settings');
});

afterAll(() => program.close());

it('a click out of an amount that cannot be read arrives, and the word about it appears after', async () => {
  const { page } = program;
  const amount = page.getByLabel('A rest that may be written off');
  const word = page.getByText('Type a number or a sum such as 3*12.50.');
  const prices = page.getByRole('switch', { name: 'Prices include tax' });
  await prices.scrollIntoViewIfNeeded();
  await amount.fill('abc');
  const before = await prices.isChecked();
  const box = await prices.boundingBox();
  if (!box) throw new Error('the switch is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  expect(await word.count()).toBe(0);
  expect(await prices.boundingBox()).toEqual(box);
  await page.mouse.up();
  await word.waitFor();
  expect(await prices.isChecked()).toBe(!before);
  expect(await amount.inputValue()).toBe('abc');
  await page.getByRole('button', { name: 'Discard' }).click();
});

it('by keyboard the word appears at once', async () => {
  const amount = program.page.getByLabel('A rest that may be written off');
  const kept = await amount.inputValue();
  await amount.fill('xyz');
  await clerk.press('Tab');
  const word = program.page.getByText('Type a number or a sum such as 3*12.50.');
  await word.waitFor();
  // Nothing of the company has changed; Escape in the field brings back what it held.
  await amount.press('Escape');
  await word.waitFor({ state: 'detached' });
  expect(await amount.inputValue()).toBe(kept);
});

it('AG1: an emptied aging bucket is refused beside the buckets, and what it should be is kept', async () => {
  const { page } = program;
  const widths = async () => (await program.ask('company.get', {})).fields.agingWidths;
  const before = await widths();
  const second = page.getByLabel('Aging bucket 2, days');
  await second.fill('');
  await clerk.press('Control+s');
  await page.getByText('Type the days of each bucket, from 1 to 3650.').waitFor();
  expect(await second.inputValue()).toBe('');
  expect(await widths()).toEqual(before);
  await second.fill('45');
  await clerk.press('Control+s');
  await expect.poll(widths).toEqual([before[0], 45, before[2]]);
  await page.getByText('Type the days of each bucket, from 1 to 3650.').waitFor({ state: 'detached' });
});
