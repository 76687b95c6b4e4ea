/** AL8 in the window: credit that nobody uses is found by key, written to income with its warning, and taken back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/day.ts';
import { foundOffice, issueInput, type Office, postInput } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings, setTheme, stands } from './look.ts';

let program: Program;
let clerk: Clerk;
let office: Office;
let old = '';

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  office = await foundOffice(program);
  const issued = await program.ask('invoices.issue', issueInput(office, 500));
  const { document } = await program.ask('documents.get', { id: issued.id, today: '2026-01-01' });
  for (const [days, amount] of [
    [400, 70_00],
    [10, 20_00],
  ] as const) {
    const post = postInput(office, addDays(document.issueDate, -days), amount, issued.id);
    await program.ask('payments.post', { ...post, allocations: [] });
    if (days === 400) old = post.id;
  }
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

it('AL8: the list begins with what has stood for more than a month, and shows all of it where that is asked for', async () => {
  // Once a month the dashboard names it.
  const step = program.page.getByRole('button', { name: 'One credit has stood for more than a month' });
  await step.waitFor();
  await program.shot('old-credits-step');
  await clerk.press('g', 'b');
  await clerk.sees('Old credits');
  await clerk.press('g', 'd');
  await clerk.sees('Dashboard');
  await program.page
    .getByRole('button', { name: /^Harbour Supplies/ })
    .first()
    .waitFor();
  expect(await step.count()).toBe(0);
  await clerk.press('g', 'b');
  await clerk.sees('Old credits');
  await clerk.reads('70.00');
  await stands(program);
  await program.shot('old-credits');
  await expect.poll(() => program.page.locator('tr[data-cursor]').count()).toBe(1);
  expect(await program.page.getByText('20.00', { exact: true }).count()).toBe(0);
  expect(await findings(program)).toEqual([]);
  await program.page.getByLabel('How old').selectOption('1095');
  await clerk.reads('No credit has stood for more than');
  await program.shot('old-credits-none');
  expect(await findings(program)).toEqual([]);
  await program.page.getByRole('button', { name: 'Show all credit' }).click();
  await clerk.reads('20.00');
});

it('AL8: a manager writes it to income by keyboard, with a reason and after a warning', async () => {
  await program.page.locator('tr[data-cursor]').first().waitFor();
  await clerk.press('w');
  await clerk.standsAt('Reason');
  // Thought better of, the list has the keys again.
  await clerk.press('Escape');
  await program.page.getByRole('dialog').waitFor({ state: 'detached' });
  await clerk.press('w');
  await clerk.standsAt('Reason');
  await clerk.reads('unclaimed property');
  await clerk.press('Enter');
  await clerk.reads('Say why the credit is yours now.');
  await program.shot('credit-to-income');
  expect(await findings(program)).toEqual([]);
  await clerk.type('Nobody answers');
  await clerk.press('Enter');
  await clerk.reads('70.00 written to income');
  await program.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect((await program.ask('payments.get', { id: old })).unapplied).toBe(0);
});

it('AL8: the payment says what became of its credit, and the way back from there', async () => {
  await setTheme(program, 'dark');
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await program.page.locator('tr[data-cursor]').waitFor();
  await program.page.getByText('70.00').first().dblclick();
  const back = program.page.getByRole('button', { name: 'Take back…' });
  await back.waitFor();
  await stands(program);
  await program.shot('credit-written');
  expect(await findings(program)).toEqual([]);
  await back.click();
  await program.page.getByRole('dialog').getByRole('textbox').fill('They wrote');
  await program.page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await clerk.reads('taken back on');
  expect((await program.ask('payments.get', { id: old })).unapplied).toBe(70_00);
  await program.resize(1024, 700);
  await stands(program);
  await program.shot('credit-taken-back-small');
  expect(await cutOff(program)).toEqual([]);
});

it('AL6: what is left is given back from the list', async () => {
  await setTheme(program, 'light');
  await clerk.press('g', 'b');
  await clerk.sees('Old credits');
  await program.page.locator('tr[data-cursor]').first().waitFor();
  await stands(program);
  expect(await cutOff(program)).toEqual([]);
  await clerk.press('r');
  await clerk.standsAt('Amount');
  await program.page.getByRole('textbox', { name: 'Reason' }).fill('They asked');
  await program.page.getByRole('button', { name: 'Record refund' }).click();
  await program.page.getByRole('dialog').waitFor({ state: 'detached' });
  const source = { kind: 'payment', id: old } as const;
  expect((await program.ask('refunds.list', { source })).map(({ amount }) => amount)).toEqual([70_00]);
});
