/** RE4, DO6, NU6 in the window: deliveries become one invoice, a payment gets its receipt or the one that was written by hand, an invoice is put right without new money. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minor } from '../../shared/domain/money.ts';
import { foundOffice, issueInput, type Office, postInput } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings, stands } from './look.ts';

let program: Program;
let clerk: Clerk;
let office: Office;
let invoice = '';
let payment = '';

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  office = await foundOffice(program);
  for (const pounds of [10, 20]) {
    const { draft, ...issue } = issueInput(office, pounds);
    const kind = 'deliveryNote' as const;
    await program.ask('invoices.issue', { ...issue, draft: { ...draft, kind, hidesAmounts: true } });
  }
  const issued = await program.ask('invoices.issue', issueInput(office, 500));
  invoice = issued.id;
  const { document } = await program.ask('documents.get', { id: invoice, today: '2026-01-01' });
  const posted = postInput(office, document.issueDate, 600_00, invoice);
  payment = posted.id;
  await program.ask('payments.post', posted);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

const paper = async () => {
  await program.page.locator('canvas').first().waitFor();
  await stands(program);
};

it('RE4: deliveries stand in a list until an invoice bills them, several at once', async () => {
  await clerk.press('g', 'q');
  await clerk.sees('Quotes');
  await program.page.getByRole('combobox', { name: 'Which documents' }).click();
  await program.page.getByRole('option', { name: 'Delivery notes' }).click();
  await clerk.sees('Delivery notes');
  await program.page.locator('tr[data-cursor]').first().waitFor();
  await program.shot('deliveries');
  expect(await findings(program)).toEqual([]);
  await program.page.getByRole('button', { name: 'Print and export' }).click();
  await program.page.getByRole('menuitem', { name: 'All PDFs of this list as ZIP' }).waitFor();
  await program.page.getByRole('menuitem', { name: 'Export to Excel' }).waitFor();
  await stands(program);
  await program.shot('deliveries-export');
  await clerk.press('Escape');
  await program.page.getByRole('menu').waitFor({ state: 'detached' });
  await program.page.getByText('DEL-00002').dblclick();
  await clerk.sees('Delivery note DEL-00002');
  await paper();
  await program.shot('delivery-note');
  await clerk.press('i');
  await clerk.sees('Invoice draft');
  await clerk.reads('Delivery note DEL-00002 of');
  await program.shot('delivery-invoice');
});

it('AL1: a payment gets its receipt by one key', async () => {
  await clerk.press('Escape');
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await clerk.opensRow('Harbour Supplies');
  await program.page.getByRole('button', { name: 'Receipt…' }).waitFor();
  await clerk.press('r');
  await clerk.sees('Receipt RC-00001');
  await paper();
  await program.shot('receipt');
  expect((await program.ask('payments.get', { id: payment })).receipt?.number).toBe('RC-00001');
});

it('AL6: a refund gets its paper from the payment that it came out of', async () => {
  const { date } = (await program.ask('payments.get', { id: payment })).payment;
  const posted = { ...postInput(office, date, 70_00, invoice), allocations: [] };
  await program.ask('payments.post', posted);
  const source = { kind: 'payment', id: posted.id } as const;
  const { method } = posted;
  const made = { amount: minor(10_00), method, date, reference: 'RB 7', reason: 'paid too much' };
  await program.ask('refunds.make', { commandId: randomUUID(), source, ...made });
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await clerk.opensRow('70.00');
  const button = program.page.getByRole('button', { name: /^Confirmation of/ });
  await button.waitFor();
  await stands(program);
  await program.shot('refund-payment');
  expect(await findings(program)).toEqual([]);
  await button.click();
  await clerk.sees('Refund RF-00001');
  await paper();
  await program.shot('refund-paper');
  expect(await cutOff(program)).toEqual([]);
  expect((await program.ask('refunds.list', { source }))[0]?.paper?.number).toBe('RF-00001');
});

it('NU6: a receipt that was written by hand is entered from its payment, by keyboard', async () => {
  const pad = { kind: 'receipt', prefix: 'R-', width: 3, first: minor(1), last: minor(50) } as const;
  await program.ask('series.addPad', { commandId: randomUUID(), ...pad });
  const { date } = (await program.ask('payments.get', { id: payment })).payment;
  const posted = postInput(office, date, 80_00, invoice);
  await program.ask('payments.post', { ...posted, allocations: [] });
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await clerk.opensRow('80.00');
  await program.page.getByRole('button', { name: 'More about the receipt' }).click();
  await program.page.getByRole('menuitem', { name: 'Receipt from a pad…' }).click();
  await clerk.standsAt('Number on the sheet');
  await clerk.type('7');
  await program.shot('written-receipt');
  expect(await findings(program)).toEqual([]);
  await clerk.press('Enter');
  await clerk.sees('Receipt R-007');
  await clerk.reads('prints are copies of the sheet');
  expect((await program.ask('payments.get', { id: posted.id })).receipt?.number).toBe('R-007');
});

it('DO6: an invoice is put right without new money', async () => {
  await program.ask('settings.save', { theme: 'dark' });
  await clerk.press('g', 'i');
  await clerk.sees('Invoices');
  await program.page.getByText('K-00001').first().dblclick();
  await clerk.sees('Invoice K-00001');
  await program.page.getByRole('button', { name: 'More actions' }).click();
  await program.page.getByRole('menuitem', { name: 'Correction notice…' }).click();
  await clerk.standsAt('Order number');
  await clerk.type('PO 9');
  await program.page.getByLabel('Reason').fill('Typed wrongly');
  await program.shot('notice-dialog');
  expect(await findings(program)).toEqual([]);
  await program.page.getByRole('button', { name: 'Issue the notice' }).click();
  await clerk.sees('Correction notice COR-00001');
  await paper();
  await program.shot('notice');
  await program.resize(1024, 700);
  expect(await cutOff(program)).toEqual([]);
});
