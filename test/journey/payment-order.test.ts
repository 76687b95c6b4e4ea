/** AL4 in the window: an office that wants it so shares a payment among all open invoices, and the form proposes that. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allInvoices, foundOffice, issueInput, type Office, postInput, TODAY } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { beginAnew, reach } from './look.ts';

let program: Program;
let clerk: Clerk;
let office: Office;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  office = await foundOffice(program);
  for (const pounds of [100, 200, 300]) {
    const ids = { commandId: randomUUID(), id: randomUUID() };
    await program.ask('invoices.issue', issueInput(office, pounds, ids));
  }
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

it('AL4: the company says where a payment without a purpose goes', async () => {
  const { page } = program;
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  const order = page.getByRole('combobox', { name: 'A payment without a purpose goes to' });
  expect(await order.inputValue()).toBe('The oldest invoices first');
  await order.click();
  await page.getByRole('option', { name: 'All open invoices in proportion' }).click();
  await order.scrollIntoViewIfNeeded();
  await program.shot('payment-order-setting');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await program.ask('company.get', {})).fields.allocationOrder)
    .toBe('proportion');
});

it('AL4: a payment is proposed to all invoices in proportion to what is open', async () => {
  const { page } = program;
  await clerk.press('g', 'c');
  await clerk.opensRow('Harbour Supplies');
  await page.getByRole('button', { name: 'Post payment' }).first().click();
  await clerk.sees('Post payment');
  await page
    .getByRole('textbox', { name: /^Amount(?! for)/ })
    .first()
    .fill('100');
  await clerk.press('Tab');
  const paid = page.getByRole('textbox', { name: /^Amount for K-/ });
  await expect
    .poll(() =>
      paid.evaluateAll((fields) =>
        fields.map((field) => (field instanceof HTMLInputElement ? field.value : '')),
      ),
    )
    .toEqual(['16.67', '33.33', '50.00']);
  await program.shot('payment-in-proportion');
});

it('AL5: what is taken back or void loses its button, and the focus goes to the invoice that was paid', async () => {
  const { page } = program;
  const [invoice] = (await allInvoices(program, TODAY)).filter(({ outstanding }) => outstanding === 120_00);
  await program.ask('payments.post', postInput(office, TODAY, 50_00, invoice?.id ?? ''));
  await beginAnew(program);
  await reach(program, ['g', 'p'], 'Payments');
  await clerk.opensRow('50.00');
  await clerk.sees('Payment');
  const number = invoice?.number ?? '';
  await clerk.standsAt(number);
  for (const [button, said] of [
    ['Take back', /taken back/],
    ['Void payment', /^Void since/],
  ] as const) {
    await page.getByRole('button', { name: button }).focus();
    await clerk.press('Enter');
    await clerk.standsAt('Reason');
    await clerk.enter('Typed twice');
    await clerk.reads(said);
    await page.getByRole('button', { name: button }).waitFor({ state: 'detached' });
    await clerk.standsAt(number);
  }
});
