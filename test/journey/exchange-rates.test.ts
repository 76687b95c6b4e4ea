/** MO4 in the window: a file of rates is refused row by row, read whole, and offered on a document of another currency. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { plainCustomer } from '../plain-records.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;
/** Days that lie just before whenever the test runs. */
const day = (before: number): string => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await foundOffice(program);
  await program.ask('customers.save', {
    commandId: '0192f0c0-0000-7000-8000-0000000000d1',
    id: '0192f0c0-0000-7000-8000-0000000000d2',
    expectedRevision: null,
    fields: {
      ...plainCustomer('10002', 'Werft Nord'),
      currency: 'EUR',
      address: { lines: ['Kai 1'], city: 'Bremen', postcode: '28195', region: '', country: 'DE' },
    },
  });
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
}, 240_000);

afterAll(() => program.close());

it('reads a file of rates only when every row is right', async () => {
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  const { page } = program;
  await page.getByRole('button', { name: 'Exchange rates' }).click();
  await page.getByText('No rates are kept yet').waitFor();
  await page.getByRole('button', { name: 'Read a file…' }).click();
  const bad = join(program.data, 'rates.csv');
  writeFileSync(
    bad,
    `date,from,to,rate\n${day(3)},EUR,GBP,0.8634\n${day(2)},EUR,GBP,none\n31.2.2026,EUR,GBP,1\n`,
  );
  await page.locator('input[type=file]').setInputFiles(bad);
  await page.getByText('Not a rate above zero.').waitFor();
  await page.getByText('Not a day.').waitFor();
  await program.shot('rates-refused');
  const good = join(program.data, 'eurofxref-hist-90d.csv');
  writeFileSync(good, `Date,USD,GBP,EEK,\n${day(2)},1.0812,0.8634,N/A,\n${day(3)},1.08,0.86,N/A,\n`);
  await page.locator('input[type=file]').setInputFiles(good);
  await page.getByText('4 rates of 2 pairs').waitFor();
  await program.shot('rates-found');
  await page.getByRole('button', { name: 'Keep 4 rates' }).click();
  await page.getByText('1 EUR in GBP').waitFor();
  await program.shot('rates-kept');
  expect(await program.ask('rates.pairs', {})).toMatchObject([
    { to: 'GBP', count: 2, source: 'ECB' },
    { to: 'USD', count: 2 },
  ]);
});

it('offers the rate of the day on a document in another currency', async () => {
  await clerk.press('Control+n');
  await clerk.sees('Invoice draft');
  await clerk.standsAt('Bill to');
  await clerk.type('Werft');
  await program.page.getByRole('option', { name: /Werft Nord/ }).waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('Order number');
  const rate = program.page.getByRole('textbox', { name: '1 EUR in GBP' });
  await expect.poll(() => rate.inputValue(), { timeout: 10_000 }).toBe('0.8634');
  await rate.focus();
  await clerk.enter('0.9');
  await clerk.standsAt('Rate of');
  await program.shot('rates-typed');
  await program.page.getByRole('button', { name: /^0.8634 of/ }).click();
  await expect.poll(() => rate.inputValue(), { timeout: 10_000 }).toBe('0.8634');
});
