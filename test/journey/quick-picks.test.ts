/** Who types and presses Enter at once gets what was typed, not what an older text had found. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { plainCustomer } from '../plain-records.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { hold } from './held-command.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await foundOffice(program);
  for (const [number, name] of [
    ['10002', 'Abbey Tools'],
    ['10003', 'Zinnia Bakery'],
  ] as const)
    await program.ask('customers.save', {
      ...{ commandId: randomUUID(), id: randomUUID(), expectedRevision: null },
      fields: plainCustomer(number, name),
    });
  clerk = await Clerk.at(program.page);
  await clerk.press('g', 'p');
  await clerk.sees('Payments');
  await program.page.getByRole('button', { name: 'Post payment' }).first().click();
});

afterAll(() => program.close());

it.each(['Enter', 'Tab'])(
  'AL1: the customer who paid, typed and taken by %s before anything was found',
  async (key) => {
    const { page } = program;
    const field = page.getByRole('textbox', { name: 'Customer' });
    for (const name of ['Zinnia Bakery', 'Harbour Supplies', 'Abbey Tools']) {
      await field.focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('option').first().waitFor();
      // In one go, as a barcode reader or a practised hand does: nothing is asked before both have arrived.
      await field.evaluate(
        async (input: HTMLInputElement, [text, pressed]) => {
          const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
          set?.call(input, text);
          input.dispatchEvent(new InputEvent('input', { bubbles: true }));
          // Between two keys the page draws what the first one did.
          await Promise.resolve();
          input.dispatchEvent(
            new KeyboardEvent('keydown', { key: pressed, code: pressed, bubbles: true, cancelable: true }),
          );
        },
        [name, key] as const,
      );
      await expect.poll(() => field.inputValue()).toBe(name);
      expect(await page.getByRole('option').count()).toBe(0);
    }
  },
);

it('AL1: Enter twice after a search opens what it finds, not what stood in the list before', async () => {
  const { page } = program;
  await clerk.press('Escape', 'g', 'c');
  await clerk.sees('Customers');
  await page.getByRole('row', { name: 'Zinnia Bakery' }).click();
  const held = await hold(program, 'customers.list');
  await clerk.press('/');
  await clerk.type('Abbey');
  await clerk.press('Enter', 'Enter');
  await expect.poll(() => held.sent()).toBeGreaterThan(0);
  await page.getByRole('row', { name: 'Zinnia Bakery' }).waitFor();
  await held.release();
  await clerk.sees('Abbey Tools');
});

it('AL1: another search begins at the first row of what it finds', async () => {
  const { page } = program;
  await clerk.press('g', 'c');
  await clerk.sees('Customers');
  await clerk.press('/', 'Control+a', 'Delete', 'Enter');
  await page.getByRole('row', { name: 'Zinnia Bakery' }).waitFor();
  await clerk.press('End');
  const under = page.locator('tr[data-cursor]');
  await under.filter({ hasText: 'Zinnia Bakery' }).waitFor();
  await clerk.press('/');
  await clerk.type('1000');
  await under.filter({ hasText: 'Abbey Tools' }).waitFor();
  expect(await page.getByRole('row', { name: 'Zinnia Bakery' }).count()).toBe(1);
});
