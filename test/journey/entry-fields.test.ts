/** The seldom fields of the form in the window: out of sight, asked for by key, walked by Enter, on the issued paper. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Clerk } from './clerk.ts';
import type { Program } from './harness.ts';
import { beginWharfInvoice, clerkOfWharf } from './wharf.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  ({ program, clerk } = await clerkOfWharf());
});

afterAll(() => program.close());

it('MO4, TX11: rate, period of supply, reference and a line’s own days, entered without the mouse', async () => {
  await beginWharfInvoice(program, clerk);
  await clerk.enter('PO 7');
  await clerk.press('Control+Shift+F');
  await clerk.standsAt('Supplied from');
  await clerk.press('Shift+Enter');
  await clerk.standsAt('1 EUR in GBP');
  await clerk.enter('0.8634210987654');
  await clerk.standsAt('Rate of');
  await clerk.press('Enter');
  await clerk.standsAt('Source of the rate');
  await clerk.press('Enter');
  await clerk.standsAt('Supplied from');
  await clerk.enter('1.2.2026');
  await clerk.standsAt('Buyer reference');
  await clerk.enter('991-12345-67');
  await clerk.standsAt('Item');
  await clerk.enter('Rope');
  await clerk.standsAt('Quantity');
  await clerk.enter('3');
  await clerk.press('Enter');
  await clerk.standsAt('Price');
  await clerk.type('10');
  await clerk.press('Control+Shift+L');
  await clerk.standsAt('Supplied on or from');
  await clerk.enter('3.2.2026');
  await clerk.standsAt('until');
  await clerk.enter('5.2.2026');
  await program.shot('entry-fields');
  await clerk.press('Control+Enter');
  await clerk.reads('The period of supply has a beginning and no end');
  await program.shot('entry-fields-issue');
  await clerk.press('Escape');
  await clerk.standsAt('Item');
  await clerk.backTo('Supply date');
  await clerk.enter('28.2.2026');
  await clerk.press('Control+Enter');
  await clerk.standsAt('Issue invoice');
  await clerk.press('Enter');
  await clerk.sees(/^Invoice K-/);
  await program.page.locator('canvas').first().waitFor();
  await program.shot('entry-fields-issued');
  const { rows } = await program.ask('documents.list', {
    search: '',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    sort: 'issueDate',
    direction: 'desc',
    cursor: null,
    limit: 1,
    today: '2026-11-22',
  });
  const { document } = await program.ask('documents.get', { id: rows[0]?.id ?? '', today: '2026-11-22' });
  expect(document).toMatchObject({
    supplyFrom: '2026-02-01',
    supplyDate: '2026-02-28',
    buyerReference: '991-12345-67',
    exchange: { rate: '0.8634210987654', source: 'own rate', currency: 'GBP' },
    lines: [{ supplyFrom: '2026-02-03', supplyTo: '2026-02-05' }],
  });
});

it('NU6: a pad is added, its sheet entered under its own number and date, and a skipped one told', async () => {
  const { page } = program;
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  await page.getByText('Numbers', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Add a pad' }).click();
  await clerk.standsAt('Numbers begin with');
  await clerk.type('HAND-');
  await clerk.reads('The sheets are numbered HAND-001 to HAND-050.');
  await program.shot('pad-dialog');
  await clerk.press('Enter');
  await clerk.reads('HAND-001 – HAND-050');
  await program.shot('pads');

  await clerk.press('Escape', 'Control+n');
  await clerk.sees('Invoice draft');
  await clerk.standsAt('Bill to');
  await clerk.type('Werft');
  await page.getByRole('option', { name: /Werft Nord/ }).waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('Order number');
  await page.getByRole('button', { name: 'More…' }).click();
  await page.getByLabel('By hand on pad').click();
  await clerk.type('HAND');
  await page.getByRole('option', { name: /HAND-001–050/ }).waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('Number on the sheet');
  await clerk.enter('51');
  await clerk.reads('This number is on no sheet of the pad.');
  await clerk.backTo('Number on the sheet');
  await clerk.enter('2');
  await clerk.standsAt('1 EUR in GBP');
  await program.shot('paper-facts');
  await clerk.enter('0.86');
  await clerk.standsAt('Rate of');
  await page.getByLabel('Description').first().fill('Rope');
  await page.getByLabel('Price', { exact: true }).first().fill('12');
  await clerk.press('Control+Enter');
  await clerk.reads('Type the date that stands on the sheet.');
  await program.shot('paper-blocked');
  await clerk.press('Enter');
  await clerk.standsAt('Issue date');
  await clerk.enter('t');
  await clerk.press('Control+Enter');
  await clerk.standsAt('Issue invoice');
  await program.shot('paper-issue');
  await clerk.press('Enter');
  await clerk.sees(/^Invoice HAND-002/);
  await clerk.reads(/prints are copies of the sheet/);
  await program.shot('paper-issued');

  await clerk.press('g', 'n');
  await clerk.sees('Number report');
  await page.getByRole('button', { name: 'Say that sheets from HAND-001 on are spoilt' }).click();
  await clerk.standsAt('Why');
  await program.shot('paper-spoilt-dialog');
  await clerk.enter('Coffee on it');
  await clerk.reads('Coffee on it');
  await program.shot('paper-report');
  await page.getByRole('button', { name: 'Enter sheet HAND-003' }).click();
  await clerk.sees('Invoice draft');
  await expect.poll(() => page.getByLabel('Number on the sheet').inputValue()).toBe('HAND-003');
});
