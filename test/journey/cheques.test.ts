/** AL1, AL5 in the window: a post-dated cheque is held, one that is due goes to the bank by keyboard and comes back. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/day.ts';
import { minor } from '../../shared/domain/money.ts';
import { foundOffice, issueInput, postInput } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings, setTheme } from './look.ts';

let program: Program;
let clerk: Clerk;
let office: Awaited<ReturnType<typeof foundOffice>>;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  office = await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
  const method = (await program.ask('methods.list', {})).find(({ fields }) => fields.kind === 'cheque');
  for (const [number, isHeld] of [
    ['100234', false],
    ['100235', true],
  ] as const) {
    const { draft, ...issue } = issueInput(office, 1000);
    const invoice = await program.ask('invoices.issue', {
      ...issue,
      id: randomUUID(),
      commandId: randomUUID(),
      draft,
      overrides: [{ code: 'likely-duplicate-amount', reason: 'two of the same' }],
    });
    const { document } = await program.ask('documents.get', { id: invoice.id, today: '2026-01-01' });
    const date = isHeld ? '2091-03-12' : document.issueDate;
    const post = postInput(office, document.issueDate, invoice.total, invoice.id);
    const cheque = { number, bank: 'Harbour Bank', date };
    await program.ask('payments.post', { ...post, method: method?.id ?? '', reference: number, cheque });
  }
});

afterAll(() => program.close());

/** Chooses a state of payments; in this width they are a list to choose from. */
async function filterBy(state: string): Promise<void> {
  await program.page.getByRole('combobox', { name: 'Status' }).click();
  await program.page.getByRole('option', { name: state, exact: true }).click();
}

const dialog = () => program.page.getByRole('dialog');

/** A day that is none, and one that cannot be meant, are refused beside the field in focus, which then says today again. */
async function refusesDays(none: string, tooEarly: string, words: string): Promise<void> {
  const field = program.page.locator('input:focus');
  const today = await field.inputValue();
  for (const [typed, said] of [
    [none, /does not exist in the calendar|Type a date/],
    [tooEarly, words],
  ] as const) {
    await clerk.press('Control+a');
    await clerk.type(typed);
    await clerk.press('Enter');
    await dialog().getByText(said).waitFor();
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  }
  await program.shot('cheque-day-refused');
  await clerk.press('Control+a');
  await clerk.type(today);
}

/** How many rows the filters above the list take. */
const rowsOfFilters = () =>
  program.page
    .locator('[role=toolbar]')
    .first()
    .evaluate((bar) => {
      const boxes = [...bar.children].map((each) => each.getBoundingClientRect());
      return new Set(boxes.filter(({ height }) => height > 0).map(({ bottom }) => Math.round(bottom))).size;
    });

it('AL1: the list shows which cheques are held, and the payment until when', async () => {
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await filterBy('Held');
  await program.page.locator('tr', { hasText: '100235' }).waitFor();
  await clerk.reads('Held, not yet paid');
  expect(await rowsOfFilters()).toBe(1);
  await program.shot('cheques-list');
  expect(await cutOff(program)).toEqual([]);
  expect(await findings(program)).toEqual([]);
  await program.page.locator('tr', { hasText: '100235' }).dblclick();
  await clerk.reads('Held until');
  await program.shot('cheque-held');
});

it('AL5: a cheque that is due is banked by keyboard, and the bank takes it back', async () => {
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await filterBy('In hand');
  await program.page.locator('tr', { hasText: '100234' }).dblclick();
  await clerk.reads('Cheque in hand since');
  await clerk.press('b');
  await clerk.standsAt('On');
  await program.shot('cheque-banking');
  expect(await findings(program)).toEqual([]);
  await refusesDays('31.2.2026', '1.1.2020', 'Choose a day from when the money counts');
  await clerk.press('Enter');
  await clerk.reads('Cheque banked on');
  await program.shot('cheque-banked');
  expect(await cutOff(program)).toEqual([]);
  await program.page.getByRole('button', { name: 'More about the money' }).click();
  await program.page.getByRole('menuitem', { name: 'Returned by the bank…' }).click();
  await clerk.standsAt('Reason');
  await clerk.type('not enough money');
  await program.shot('cheque-returning');
  expect(await findings(program)).toEqual([]);
  await clerk.press('Shift+Tab');
  await clerk.standsAt('Returned on');
  await refusesDays('99.99.2026', '1.1.2020', 'Choose a day from when the money counts');
  expect(await dialog().getByLabel('Reason').inputValue()).toBe('not enough money');
  await clerk.press('Enter');
  await clerk.reads('not enough money');
  await setTheme(program, 'dark');
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await filterBy('All');
  await program.page.locator('tr', { hasText: '100234' }).dblclick();
  await clerk.reads('not enough money');
  await program.shot('cheque-returned-dark');
  expect(await findings(program)).toEqual([]);
});

it('AL5: a returned cheque is presented again by keyboard, and the payment says of both', async () => {
  const method = (await program.ask('methods.list', {})).find(({ fields }) => fields.kind === 'cheque');
  const invoice = await program.ask('invoices.issue', {
    ...issueInput(office, 300),
    overrides: [{ code: 'likely-duplicate-amount', reason: 'another one' }],
  });
  const { document } = await program.ask('documents.get', { id: invoice.id, today: '2026-01-01' });
  const daysAgo = (days: number) => addDays(document.issueDate, -days);
  const post = postInput(office, daysAgo(9), invoice.total, invoice.id);
  const cheque = { number: '100236', bank: 'Harbour Bank', date: daysAgo(9) };
  await program.ask('payments.post', { ...post, method: method?.id ?? '', reference: '100236', cheque });
  const back = { date: daysAgo(4), code: 'R01', fee: minor(7_50), reason: 'not enough money' };
  await program.ask('payments.return', { commandId: randomUUID(), id: post.id, ...back });
  await setTheme(program, 'light');
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await program.page.locator('tr', { hasText: '100236' }).dblclick();
  await clerk.reads('Code R01');
  await program.page.getByRole('button', { name: 'Present again…' }).waitFor();
  await program.shot('cheque-returned-facts');
  await clerk.press('b');
  await clerk.standsAt('On');
  await program.shot('cheque-presenting-again');
  expect(await findings(program)).toEqual([]);
  await refusesDays('soon', '1.1.2020', 'Choose a day after the return');
  await clerk.press('Enter');
  await clerk.reads('Presented again on');
  await program.page.getByRole('dialog').waitFor({ state: 'detached' });
  await program.shot('cheque-presented-again');
  expect(await findings(program)).toEqual([]);
  expect(await program.ask('payments.get', { id: post.id })).toMatchObject({ status: 'posted' });
});

it('AL1: German words fit too', async () => {
  await program.ask('settings.save', { language: 'de', theme: 'light' } as never);
  await program.page.reload();
  await program.page.getByRole('navigation').waitFor();
  await clerk.press('g', 'p');
  await clerk.sees('Zahlungen');
  await program.shot('cheques-list-german');
  expect(await rowsOfFilters()).toBe(1);
  expect(await cutOff(program)).toEqual([]);
});
