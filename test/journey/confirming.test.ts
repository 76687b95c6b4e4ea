/** RE4, DO6 in the window: deliveries become one invoice, a payment gets its receipt, an invoice is put right without new money. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice, issueInput, postInput } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings, stands } from './look.ts';

let program: Program;
let clerk: Clerk;
let payment = '';

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  const office = await foundOffice(program);
  for (const pounds of [10, 20]) {
    const { draft, ...issue } = issueInput(office, pounds);
    const kind = 'deliveryNote' as const;
    await program.ask('invoices.issue', { ...issue, draft: { ...draft, kind, hidesAmounts: true } });
  }
  const invoice = await program.ask('invoices.issue', issueInput(office, 500));
  const { document } = await program.ask('documents.get', { id: invoice.id, today: '2026-01-01' });
  const posted = postInput(office, document.issueDate, 600_00, invoice.id);
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
