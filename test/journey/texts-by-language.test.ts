/** Texts of terms, taxes, units and the footer by language in the window (DO3), and what an Indian office finds there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1280, 800] });
  await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

it('names terms and a tax in German, and has the words again', async () => {
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  const { page } = program;
  await page.getByRole('button', { name: 'Payment terms' }).click();
  await page.getByText('30 days', { exact: true }).first().click();
  await page.getByRole('textbox', { name: 'In German' }).fill('Zahlbar in einem Monat');
  await program.shot('terms-by-language');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const kept = await program.ask('terms.list', {});
  expect(kept.find(({ fields }) => fields.name === '30 days')?.fields.names).toEqual({
    en: '',
    de: 'Zahlbar in einem Monat',
  });
  await page.getByRole('button', { name: 'Taxes' }).click();
  await page.getByText('Exempt', { exact: true }).first().click();
  await page.getByRole('textbox', { name: 'Reason in German' }).fill('Steuerfrei nach britischem Recht');
  await program.shot('tax-by-language');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('has a footer and units for each language beside the paper', async () => {
  const { page } = program;
  await page.getByRole('button', { name: 'Paper', exact: true }).click();
  await page.getByText('German', { exact: true }).first().click();
  await page.getByRole('textbox', { name: 'Footer (German)' }).fill('Vielen Dank.');
  await page.getByRole('button', { name: 'Add a unit' }).click();
  await page.getByRole('textbox', { name: 'Unit (English)' }).fill('h');
  await page.getByRole('textbox', { name: 'Unit (German)' }).fill('Std.');
  await program.shot('paper-by-language');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => {
      const { footers, unitWords } = (await program.ask('company.get', {})).fields;
      return [footers, unitWords?.map(({ en, de }) => [en, de])];
    })
    .toEqual([{ en: '', de: 'Vielen Dank.' }, [['h', 'Std.']]]);
});
