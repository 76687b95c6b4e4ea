/** MO4 in the window: a file of rates is refused row by row, read whole, and offered on a document of another currency. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainCustomer } from '../plain-records.ts';
import type { Clerk } from './clerk.ts';
import type { Program } from './harness.ts';
import { beginWharfInvoice, clerkOfWharf } from './wharf.ts';

let program: Program;
let clerk: Clerk;
/** Days that lie just before whenever the test runs. */
const day = (before: number): string => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  ({ program, clerk } = await clerkOfWharf());
});

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
  await beginWharfInvoice(program, clerk);
  const rate = program.page.getByRole('textbox', { name: '1 EUR in GBP' });
  await expect.poll(() => rate.inputValue()).toBe('0.8634');
  await rate.focus();
  await clerk.enter('0.9');
  await clerk.standsAt('Rate of');
  await program.shot('rates-typed');
  await program.page.getByRole('button', { name: /^0.8634 of/ }).click();
  await expect.poll(() => rate.inputValue()).toBe('0.8634');
});

it('TX10: reads a table of sales-tax rates, takes jurisdictions typed by level, and offers the tax of the place', async () => {
  const { page } = program;
  const home = { lines: ['1 Main St'], city: 'Austin', region: 'TX', postcode: '78701', country: 'US' };
  const { revision } = await program.ask('company.get', {});
  await program.ask('company.save', {
    commandId: '0192f0c0-0000-7000-8000-0000000000e1',
    expectedRevision: revision,
    fields: { profile: 'US', address: home },
  });
  await program.ask('customers.save', {
    commandId: '0192f0c0-0000-7000-8000-0000000000e2',
    id: '0192f0c0-0000-7000-8000-0000000000e3',
    expectedRevision: null,
    fields: {
      ...plainCustomer('10003', 'Trinity Boats'),
      address: { ...home, city: 'Dallas', postcode: '75201' },
    },
  });
  await program.page.getByRole('navigation').getByText('Settings').click();
  await clerk.sees('Settings');
  await page.getByRole('button', { name: 'Taxes' }).click();
  await page.getByRole('button', { name: 'Rates from a file…' }).click();
  const heading =
    'State,ZipCode,TaxRegionName,EstimatedCombinedRate,StateRate,CountyRate,CityRate,SpecialRate';
  const rows = ['TX,75201,DALLAS,0.0825,0.0625,0,0.01,0.01', 'TX,78701,AUSTIN,0.0825,0.0625,0,0.01,0.01'];
  const choose = async (name: string, lines: readonly string[]) => {
    writeFileSync(join(program.data, name), [heading, ...lines].join('\n'));
    await page.locator('input[type=file]').setInputFiles(join(program.data, name));
  };
  await choose('bad.csv', [
    ...rows,
    'TX,75202,DALLAS,0.0925,0.0625,0,0.01,0.01',
    'TQ,75203,DALLAS,,0.0625,0,0,0',
  ]);
  await page.getByText('The rates of the levels do not add up to it.').waitFor();
  await page.getByText('Not a state of the United States.').waitFor();
  await program.shot('tax-rates-refused');
  await choose('tax-rates.csv', rows);
  await page.getByText('New taxes: 2.').waitFor();
  await program.shot('tax-rates-found');
  await page.getByRole('button', { name: 'Add 2 taxes' }).click();
  await page.getByText('DALLAS, TX sales tax').waitFor();

  await page.getByRole('button', { name: /^New tax/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Sales tax Waco');
  await dialog.getByRole('combobox', { name: 'Made up of' }).click();
  await page.getByRole('option', { name: 'One tax, shared out over its parts' }).click();
  await dialog.getByRole('button', { name: 'State, county, city, district' }).click();
  await dialog.getByLabel('Rate in %').nth(0).fill('6.25');
  await dialog.getByLabel('Rate in %').nth(1).fill('0.5');
  await dialog.getByLabel('Rate in %').nth(2).fill('1.5');
  await dialog.getByLabel('Due in these states and ZIP codes').fill('76701-76799; nowhere at all');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('“nowhere at all” is neither').waitFor();
  await program.shot('tax-levels');
  await dialog.getByLabel('Due in these states and ZIP codes').fill('76701-76799');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const taxes = await program.ask('taxes.list', {});
  const waco = taxes.find(({ fields }) => fields.name === 'Sales tax Waco')?.fields;
  expect(waco).toMatchObject({ mode: 'group', places: ['76701-76799'] });
  expect(waco?.parts.map(({ rate, jurisdiction }) => [rate, jurisdiction])).toEqual([
    ['6.25', 'Sales tax Waco'],
    ['0.5', 'Sales tax Waco County'],
    ['1.5', 'Sales tax Waco City'],
  ]);

  // An office of Austin, whose lines begin with the tax of its own place, sells to Dallas.
  const austin = taxes.find(({ fields }) => fields.name === 'AUSTIN, TX sales tax');
  const now = await program.ask('company.get', {});
  await program.ask('company.save', {
    commandId: '0192f0c0-0000-7000-8000-0000000000e4',
    expectedRevision: now.revision,
    fields: { defaultTax: austin?.id ?? null },
  });
  await clerk.press('Control+n');
  await clerk.sees('Invoice draft');
  await clerk.standsAt('Bill to');
  await clerk.type('Trinity');
  await page.getByRole('option', { name: /Trinity Boats/ }).waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('P.O. number');
  const tax = page
    .getByRole('combobox', { name: 'Tax' })
    .or(page.getByLabel('Tax', { exact: true }))
    .first();
  await expect.poll(() => tax.inputValue()).toBe('DALLAS, TX sales tax');
  await program.shot('tax-of-place');
});
