/** AG3 in the window: terms in instalments are typed, a draft and its invoice show them, and the aging ages each on its own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice, issueInput, type Office } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings } from './look.ts';

let program: Program;
let clerk: Clerk;
let terms: string;
let office: Office;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  office = await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

it('AG3: terms in instalments are typed in the settings, with a sample', async () => {
  const { page } = program;
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  await page.getByText('Payment terms', { exact: true }).first().click();
  await page.getByRole('button', { name: 'New payment terms' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('30/70');
  await dialog.getByRole('button', { name: 'In instalments' }).click();
  await dialog.getByText('With instalments there is no early discount.').waitFor();
  await dialog.getByText('The last 70% due').waitFor();
  await dialog.getByText(/^Issued today, due 30% on .* · 70% on /).waitFor();
  await program.shot('terms-instalments');
  await dialog.getByLabel('Percent').fill('100');
  await dialog.getByRole('button', { name: /^Save/ }).click();
  await dialog.locator('[aria-invalid="true"]').first().waitFor();
  await dialog.getByLabel('Percent').fill('30');
  expect([...(await findings(program)), ...(await cutOff(program))]).toEqual([]);
  await dialog.getByRole('button', { name: /^Save/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const found = (await program.ask('terms.list', {})).find(({ fields }) => fields.name === '30/70');
  expect(found?.fields.instalments).toMatchObject([{ percent: '30', kind: 'days', days: 0 }]);
  terms = found?.id ?? '';
});

it('AG3: the draft, its invoice and the customer’s open items show each instalment', async () => {
  const { page } = program;
  const message = issueInput(office, 1000);
  const draft = { ...message.draft, terms };
  await program.ask('drafts.keep', { id: message.id, draft, focus: '' });
  await clerk.press('g', 'i');
  await clerk.sees('Invoices');
  await page.getByText('Drafts', { exact: true }).click();
  await page.getByRole('grid', { name: 'Drafts' }).locator('tr[data-cursor]').waitFor();
  await page.getByRole('grid', { name: 'Drafts' }).focus();
  await clerk.opensRow('Harbour Supplies');
  await clerk.sees('Invoice draft');
  const parts = page.getByRole('list', { name: 'Instalments' });
  await expect.poll(() => parts.textContent()).toContain('360.00');
  await program.shot('draft-instalments');
  await clerk.press('Control+Enter');
  await clerk.standsAt('Issue invoice');
  await page.getByRole('dialog').getByText('840.00').waitFor();
  await program.shot('issue-instalments');
  await clerk.press('Enter');
  await clerk.sees('Invoice K-00001');
  await expect.poll(() => parts.textContent()).toContain('840.00');
  await page.locator('canvas').first().waitFor();
  await program.shot('invoice-instalments');
  await clerk.press('g', 'a');
  await clerk.sees('Aged debtors');
  await clerk.opensRow('Harbour Supplies');
  await clerk.reads('K-00001 2/2');
  await program.shot('aging-instalments');
  expect([...(await findings(program)), ...(await cutOff(program))]).toEqual([]);
});

it('is German throughout, and dark', async () => {
  const { page } = program;
  await program.ask('settings.save', { language: 'de', theme: 'dark' });
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await clerk.press('g', 's');
  await clerk.sees('Einstellungen');
  await page.getByText('Zahlungsbedingungen', { exact: true }).first().click();
  await page.getByText('30/70', { exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Bei Ratenzahlung gibt es kein Skonto.').waitFor();
  await dialog.getByRole('button', { name: 'Noch eine Rate' }).click();
  await dialog.getByRole('button', { name: 'Alle gleich' }).click();
  await program.shot('german-terms-instalments');
  expect([...(await findings(program)), ...(await cutOff(program))]).toEqual([]);
});
