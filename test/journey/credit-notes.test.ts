/** DO1, DO4, DO6 in the window: a part is credited by keyboard, credit is given back, an invoice is corrected. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice, issueInput, type Office } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { beginAnew } from './look.ts';

let program: Program;
let clerk: Clerk;
let invoice: string;
let office: Office;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  office = await foundOffice(program);
  const issued = await program.ask('invoices.issue', issueInput(office, 321));
  invoice = issued.id;
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

const outstanding = async (id: string) =>
  (await program.ask('documents.get', { id, today: '2026-11-21' })).outstanding;

/** Chooses from the actions of the document on screen. */
async function choose(label: string): Promise<void> {
  await program.page.getByRole('button', { name: 'More actions' }).click();
  await program.page.getByRole('menuitem', { name: label }).click();
}

const open = async () => {
  await clerk.press('g', 'i');
  await clerk.sees('Invoices');
};

it('DO4: a credit note begins with the invoice’s lines, and says why before it is issued', async () => {
  await open();
  await clerk.opensRow('K-00001');
  await clerk.sees('Invoice K-00001');
  await choose('Credit note…');
  await clerk.sees('Credit note draft');
  await clerk.standsAt('Reason');
  await program.page.getByText('left to credit').waitFor();
  await clerk.press('Control+Enter');
  await clerk.reads('Say why the credit is given');
  await program.shot('credit-reason-missing');
  await clerk.press('Escape');
  await clerk.standsAt('Reason');
  await clerk.type('Came back damaged');
  await clerk.tabTo('Price');
  await clerk.enter('100');
  await program.shot('credit-draft');
  await clerk.press('Control+Enter');
  await clerk.standsAt('Issue credit note');
  await program.shot('credit-issue');
  await clerk.press('Enter');
  await clerk.sees('Credit note CN-00001');
  await program.page.locator('canvas').first().waitFor();
  await program.shot('credit-note');
  expect(await outstanding(invoice)).toBe(385_20 - 120_00);
});

it('DO6: an invoice that was credited in part names its credit note and offers no second correction', async () => {
  await program.page.getByRole('button', { name: 'K-00001' }).first().click();
  await clerk.sees('Invoice K-00001');
  await clerk.reads('CN-00001');
  await program.shot('credited-invoice');
  await program.page.getByRole('button', { name: 'More actions' }).click();
  await program.page.getByRole('menuitem').first().waitFor();
  expect(await program.page.getByRole('menuitem', { name: 'Correct…' }).count()).toBe(0);
  await clerk.press('Escape');
});

it('DO1, DO6: an invoice that left the office is corrected: credited whole, and open again as a draft', async () => {
  const { draft } = await program.ask('invoices.copy', { id: invoice });
  const id = '0192f0c0-0000-7000-8000-0000000000b1';
  await program.ask('invoices.issue', {
    commandId: '0192f0c0-0000-7000-8000-0000000000b2',
    id,
    draft,
    overrides: [{ code: 'likely-duplicate-amount', reason: 'wanted' }],
  });
  await program.ask('documents.openPdf', { commandId: '0192f0c0-0000-7000-8000-0000000000b3', id });
  await open();
  await clerk.opensRow('K-00002');
  await clerk.sees('Invoice K-00002');
  await clerk.press('Control+e');
  await clerk.reads('Credit note CN-00002 for');
  await clerk.standsAt('Reason');
  await program.shot('correct-dialog');
  await clerk.type('Wrong price');
  await clerk.press('Enter');
  await clerk.sees('Invoice draft');
  expect(await outstanding(id)).toBe(0);
  await program.shot('corrected-draft');
  await clerk.press('Escape');
  await clerk.sees('Invoice K-00002');
  await open();
  await clerk.reads('CN-00002');
  await program.shot('list-with-credit-notes');
});

it('PC2: a closed period is closed by keyboard, and an invoice of a closed day is offered the first open one', async () => {
  await clerk.press('g', 'o');
  await clerk.sees('Closed periods');
  await clerk.reads('The figures of that day tie out.');
  await clerk.press('Control+Enter');
  await clerk.reads('Filed reports');
  await program.shot('period-closed');
  const { openFrom, closes } = await program.ask('periods.list', {});
  const [year, month, day] = (closes[0]?.through ?? '').split('-');
  await clerk.press('Control+n');
  await clerk.standsAt('Bill to');
  await clerk.enter('harbour');
  await clerk.reads('1 Quay Street');
  await clerk.press('Control+l');
  await clerk.standsAt('Item');
  await clerk.enter('Twine');
  await clerk.standsAt('Quantity');
  await clerk.enter('3');
  await clerk.press('Enter');
  await clerk.enter('17.5');
  const field = program.page.getByLabel('Issue date', { exact: true });
  await field.fill(`${day}/${month}/${year}`);
  await clerk.press('Tab', 'Control+Enter');
  await clerk.reads('The period is closed; the first open day is');
  await expect
    .poll(() => program.page.evaluate(() => document.activeElement?.textContent ?? ''))
    .toMatch(/^Issue on /);
  await program.shot('period-offered');
  await clerk.press('Enter');
  await program.page.getByText('The period is closed;').first().waitFor({ state: 'detached' });
  await program.shot('period-taken');
  await clerk.press('Escape');
  const [openYear, openMonth, openDay] = (openFrom ?? '').split('-');
  await expect.poll(() => field.inputValue()).toBe(`${openDay}/${openMonth}/${openYear}`);
});

it('DO2: an invoice below zero becomes a credit note in one step, with nothing lost, and back', async () => {
  const { page } = program;
  const { id, draft } = issueInput(office, 75);
  const lines = draft.lines.map((line) => ({ ...line, quantity: '-1' }));
  await program.ask('drafts.keep', { id, draft: { ...draft, lines, orderNumber: 'PO-77' }, focus: '' });
  await beginAnew(program);
  await page.getByRole('navigation').getByText('Invoices', { exact: true }).click();
  await clerk.sees('Invoices');
  await page.getByText('Drafts', { exact: true }).click();
  const drafts = page.getByRole('grid', { name: 'Drafts' });
  await drafts.locator('tr', { hasText: '90.00' }).dblclick();
  await clerk.sees('Invoice draft');
  await clerk.press('Control+Enter');
  await clerk.standsAt('Make it a credit note');
  await program.shot('below-zero');
  await clerk.press('Enter');
  await clerk.sees('Credit note draft');
  await clerk.standsAt('Reason');
  await program.shot('below-zero-credit-note');
  await page.getByRole('button', { name: 'Undo' }).click();
  await clerk.sees('Invoice draft');
  await clerk.standsAt('Bill to');
  await clerk.press('Control+Enter');
  await clerk.standsAt('Make it a credit note');
  await clerk.press('Enter');
  await clerk.standsAt('Reason');
  await clerk.type('Bonus of the year');
  await expect
    .poll(async () => (await program.ask('drafts.get', { id })).draft)
    .toMatchObject({
      kind: 'creditNote',
      orderNumber: 'PO-77',
      lines: [{ quantity: '1', unitPrice: '75' }],
      credits: { reason: 'Bonus of the year' },
    });
});
