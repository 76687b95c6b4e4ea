/** Price lists in the window: a list is typed, its prices stand on the lines of a draft with where they come from. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blankItem } from '../../shared/contract/blank-records.ts';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1280, 800] });
  const office = await foundOffice(program);
  for (const [index, name] of ['Rope', 'Wire'].entries()) {
    await program.ask('items.save', {
      commandId: `0192f0c0-0000-7000-8000-0000000000e${index}`,
      id: `0192f0c0-0000-7000-8000-0000000000f${index}`,
      expectedRevision: null,
      fields: { ...blankItem(name, office.tax), code: `${name[0]}-1`, unit: 'm', price: '12' },
    });
  }
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

it('types a list for everybody with two quantities, and undoes a step', async () => {
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  const { page } = program;
  await page.getByRole('button', { name: 'Price lists' }).click();
  await clerk.press('Alt+n');
  await page.getByRole('textbox', { name: 'Name', exact: false }).first().fill('Wholesale');
  const add = page.getByRole('textbox', { name: 'Add an item' });
  await add.fill('Rope');
  await page.getByRole('option', { name: /Rope/ }).waitFor();
  await add.press('Enter');
  await clerk.standsAt('Rope: price');
  await clerk.enter('11');
  await page.getByRole('button', { name: 'Rope: another quantity' }).click();
  await clerk.standsAt('Rope: price');
  await clerk.enter('10');
  await program.shot('price-list');
  await page.getByRole('button', { name: 'Rope: another quantity' }).first().click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Rope: price' }).count()).toBe(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Rope: price' }).count()).toBe(2);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('everybody · GBP · 1 item').waitFor();
  await program.shot('price-lists');
});

it('shows the origin of a price, prices again by quantity, and takes a typed price back', async () => {
  await clerk.press('Control+n');
  await clerk.sees('Invoice draft');
  await clerk.standsAt('Bill to');
  await clerk.type('Harbour');
  await program.page.getByRole('option', { name: /Harbour Supplies/ }).waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('Order number');
  await clerk.press('Control+l');
  await clerk.standsAt('Item');
  await clerk.type('Rope');
  await program.page.getByRole('option', { name: /Rope/ }).first().waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('Quantity');
  await program.page.getByText('Wholesale', { exact: true }).waitFor();
  await clerk.enter('10');
  await program.page.getByText('Wholesale, from 10 m').waitFor();
  const price = program.page.getByRole('textbox', { name: 'Price' }).first();
  await expect.poll(() => price.inputValue()).toBe('10.00');
  await price.focus();
  await clerk.enter('9');
  await program.page.getByText('Typed price.').waitFor();
  await program.shot('price-typed');
  await program.page.getByRole('textbox', { name: 'Quantity' }).first().focus();
  await clerk.enter('5');
  await expect.poll(() => price.inputValue()).toBe('9.00');
  await clerk.press('Control+Shift+B');
  await expect.poll(() => price.inputValue()).toBe('11.00');
  await program.shot('price-back');
});

it('puts a fee on a small order by its rule, takes it off, and puts it back', async () => {
  await clerk.press('Escape');
  await clerk.sees('Settings');
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  const { page } = program;
  await page.getByRole('button', { name: 'Fees', exact: true }).click();
  await clerk.press('Alt+n');
  await page.getByRole('textbox', { name: /^Name on the document/ }).fill('Small order');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Fill this in.').waitFor();
  await page.getByRole('textbox', { name: 'Amount GBP' }).fill('7.9');
  await page.getByRole('textbox', { name: 'Orders below GBP' }).fill('100');
  await program.shot('fee');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('7.90 GBP · below 100.00 GBP').waitFor();
  await clerk.press('Control+n');
  await clerk.sees('Invoice draft');
  await clerk.standsAt('Bill to');
  await clerk.type('Harbour');
  await page.getByRole('option', { name: /Harbour Supplies/ }).waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('Order number');
  await clerk.press('Control+l');
  await clerk.standsAt('Item');
  await clerk.type('Wire');
  await page.getByRole('option', { name: /Wire/ }).first().waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('Quantity');
  await page.getByText('Put here by the rule of this fee.').waitFor();
  await program.shot('fee-charged');
  await page.getByRole('button', { name: 'Remove: Charge' }).click();
  await expect.poll(() => page.getByText('Put here by the rule of this fee.').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('Put here by the rule of this fee.').waitFor();
  const quantity = page.getByRole('textbox', { name: 'Quantity' }).first();
  await quantity.focus();
  await clerk.enter('9');
  await expect.poll(() => page.getByText('Put here by the rule of this fee.').count()).toBe(0);
});
