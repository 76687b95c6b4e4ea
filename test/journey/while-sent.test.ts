/** What is typed while a form is on its way: nothing of it is lost without a word, and nothing happens twice. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { hold } from './held-command.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

const box = (name: string) => program.page.getByRole('textbox', { name, exact: true });

/** Sends, goes on typing, sends again; then the answer comes. */
async function typeOn(channel: string, send: string, field: string, before: string): Promise<void> {
  const held = await hold(program, channel);
  await clerk.press(send);
  await expect.poll(() => held.sent()).toBe(1);
  await program.page.locator('[aria-busy=true]').first().waitFor({ state: 'attached' });
  await box(field).focus();
  await clerk.type(' and more');
  await clerk.press('Backspace', 'Enter', send);
  expect(await box(field).inputValue()).toBe(before);
  expect(await held.sent()).toBe(1);
  await held.release();
}

it('AL1: a payment is posted once, as it was when it was sent, and its fields take nothing meanwhile', async () => {
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await program.page.getByRole('button', { name: 'Post payment' }).first().click();
  await box('Customer').focus();
  await clerk.type('Harbour');
  await program.page.getByRole('option', { name: /Harbour Supplies/ }).waitFor();
  await clerk.press('Enter');
  await box('Amount').waitFor();
  await box('Amount').fill('12.50');
  await box('Reference').fill('T-17');
  await typeOn('payments.post', 'Control+Enter', 'Reference', 'T-17');
  await program.page.getByRole('form', { name: 'Post payment' }).waitFor({ state: 'detached' });
  const { rows } = await program.ask('payments.list', {
    ...{ search: '', status: 'all', customer: null, from: null, to: null },
    ...{ sort: 'date', direction: 'desc', cursor: null, limit: 10 },
  });
  expect(rows.map(({ reference, amount }) => [reference, amount])).toEqual([['T-17', 1250]]);
});

it('a call note is kept as it was sent', async () => {
  await clerk.press('g', 'c');
  await clerk.opensRow('Harbour Supplies');
  await program.page.getByRole('tab', { name: 'Details' }).click();
  await program.page.getByRole('button', { name: 'Add call note' }).first().click();
  await box('What was said').fill('They pay on Friday.');
  await typeOn('personal.saveCall', 'Control+s', 'What was said', 'They pay on Friday.');
  await program.page.getByRole('dialog').waitFor({ state: 'detached' });
  const { rows } = await program.ask('customers.list', {
    ...{ search: 'Harbour', archived: false, sort: 'name', direction: 'asc', cursor: null, limit: 5 },
  });
  const { calls } = await program.ask('personal.list', { customer: rows[0]?.id ?? '' });
  expect(calls.map(({ fields }) => fields.text)).toEqual(['They pay on Friday.']);
});

it('the company is saved as it was sent, and what stands in its form is what was saved', async () => {
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  await box('City').waitFor();
  await box('City').fill('Leith');
  await typeOn('company.save', 'Control+s', 'City', 'Leith');
  await expect.poll(async () => (await program.ask('company.get', {})).fields.address.city).toBe('Leith');
  await program.page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  await box('City').focus();
  await clerk.press('End');
  await clerk.type(' Docks');
  expect(await box('City').inputValue()).toBe('Leith Docks');
});
