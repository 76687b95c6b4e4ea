/** AL3 in the window: a deposit on a quote, by keyboard; paid, it is deducted with its tax by the invoice that ends the order. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice, issueInput, postInput } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings, stands } from './look.ts';

let program: Program;
let clerk: Clerk;
let office: Awaited<ReturnType<typeof foundOffice>>;
let deposit = '';

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  office = await foundOffice(program);
  const { draft, ...issue } = issueInput(office, 1000);
  await program.ask('invoices.issue', { ...issue, draft: { ...draft, kind: 'quote' } });
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

const marked = () => program.page.locator('nav [aria-current]').textContent();

it('AL3: a deposit is asked for a quote: how much, then the draft, then its number', async () => {
  await clerk.press('g', 'q');
  await clerk.sees('Quotes');
  // In the least window too the total stands in sight, at the end of its row.
  await program.resize(1024, 700);
  const hidden = await program.page
    .locator('tr', { hasText: 'Q-00001' })
    .evaluate((row) => row.scrollWidth - (row.closest('table')?.parentElement?.clientWidth ?? 0));
  expect(hidden).toBeLessThanOrEqual(0);
  await program.resize(1360, 860);
  await clerk.opensRow('Q-00001');
  await clerk.sees('Quote Q-00001');
  expect(await marked()).toContain('Quotes');
  await clerk.press('d');
  await clerk.standsAt('Percent');
  await clerk.type('40');
  await program.page.getByText(/Comes to .*400\.00/).waitFor();
  await program.shot('deposit-dialog');
  expect(await findings(program)).toEqual([]);
  await clerk.press('Enter');
  await clerk.sees('Deposit invoice draft');
  await clerk.reads('Quote Q-00001 of');
  await program.shot('deposit-draft');
  await clerk.press('Control+Enter');
  await clerk.standsAt('Issue deposit invoice');
  await clerk.press('Enter');
  await clerk.sees('Deposit invoice DEP-00001');
  await program.page.locator('canvas').first().waitFor();
  await program.shot('deposit-invoice');
  expect(await cutOff(program)).toEqual([]);
  const listed = await program.ask('deposits.open', { customer: office.customer, currency: 'GBP' });
  deposit = listed[0]?.id ?? '';
  expect(listed).toMatchObject([{ number: 'DEP-00001', amount: 480_00, outstanding: 480_00 }]);
});

it('AL3: the final invoice takes it off in the totals, and shows its tax on paper', async () => {
  const today = (await program.ask('documents.get', { id: deposit, today: '2026-01-01' })).document.issueDate;
  await program.ask('payments.post', postInput(office, today, 480_00, deposit));
  await program.page.getByRole('button', { name: 'Make the final invoice' }).waitFor();
  await clerk.press('i');
  await clerk.sees('Invoice draft');
  await clerk.reads('Less deposit DEP-00001');
  await clerk.reads('Amount due');
  await program.shot('final-draft');
  expect(await findings(program)).toEqual([]);
  await clerk.press('Control+Enter');
  await clerk.standsAt('Issue invoice');
  await clerk.press('Enter');
  await clerk.sees('Invoice K-00001');
  await program.page.locator('canvas').first().waitFor();
  await stands(program);
  await program.shot('final-invoice');
  await clerk.reads('DEP-00001 of');
  await program.page.getByRole('button', { name: 'More actions' }).click();
  await program.page.getByRole('menuitem', { name: 'Credit note…' }).click();
  await clerk.sees('Credit note draft');
  await clerk.reads('Credit to');
  await clerk.reads('Deposit DEP-00001 given back');
  await clerk.reads('Amount credited');
  await program.shot('final-credited');
  expect(await findings(program)).toEqual([]);
  await clerk.standsAt('Reason');
  await clerk.press('Escape');
  await clerk.sees('Invoice K-00001');
  await clerk.press('g', 'i');
  await clerk.sees('Invoices');
  await program.resize(1024, 700);
  await stands(program);
  await program.shot('invoices-1024');
  expect(await cutOff(program)).toEqual([]);
});

it('sorts the list and narrows it to a kind from the palette, in the least window', async () => {
  const { page } = program;
  await clerk.press('Control+k');
  await clerk.type('sort num');
  await page.getByRole('dialog').getByText('Sort by Number').waitFor();
  await clerk.press('Enter');
  await page.locator('th[aria-sort=ascending]', { hasText: 'Number' }).waitFor();
  await clerk.press('Control+k');
  await clerk.type('only dep');
  await page.getByRole('dialog').getByText('Only Deposit invoices').waitFor();
  await clerk.press('Enter');
  await page.getByRole('row', { name: 'K-00001' }).waitFor({ state: 'detached' });
  await page.getByRole('row', { name: 'DEP-00001' }).waitFor();
  expect(await page.getByLabel('Kind of document').first().inputValue()).toBe('Deposit invoices');
  await program.shot('kind-1024');
  expect(await cutOff(program)).toEqual([]);
});
