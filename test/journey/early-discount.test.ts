/** EP1 and TX11 in the window: a discount is granted with its tax in view, and the tax report follows on every basis. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice, issueInput } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;
const YEAR = { from: '2000-01-01', to: '2199-12-31', by: 'cash' as const };
const TERMS = '0192f0c0-0000-7000-8000-0000000000d5';

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  const office = await foundOffice(program);
  await program.ask('terms.save', {
    commandId: '0192f0c0-0000-7000-8000-0000000000d6',
    id: TERMS,
    expectedRevision: null,
    fields: {
      name: '2/10 net 30',
      kind: 'days',
      days: 30,
      months: 0,
      day: 1,
      discountPercent: '2',
      discountDays: 10,
      archived: false,
    },
  });
  const input = issueInput(office, 100);
  await program.ask('invoices.issue', { ...input, draft: { ...input.draft, terms: TERMS } });
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

it('EP1: shows the tax in the discount that it grants', async () => {
  const { page } = program;
  await clerk.press('g', 'i');
  await clerk.sees('Invoices');
  await clerk.opensRow('K-00001');
  await clerk.sees('Invoice K-00001');
  await page.getByRole('button', { name: 'Post payment' }).click();
  await clerk.sees('Post payment');
  await expect
    .poll(() => page.locator('select option:checked').last().textContent())
    .toBe('Early discount 2.40 (of it tax 0.40)');
  await program.shot('discount-granted');
  await clerk.reads('Harbour Supplies then owes nothing.');
  await clerk.press('Control+Enter');
  await expect.poll(async () => (await program.ask('taxes.report', YEAR)).blocks[0]?.tax).toBe(1960);
});

it('TX11: the tax report goes by day of issue, by supply, or as it was paid', async () => {
  const { page } = program;
  await clerk.press('Escape');
  await clerk.press('g', 'x');
  await clerk.sees('Tax report');
  await page.getByText('This month', { exact: true }).click();
  const basis = page.getByRole('combobox', { name: 'Counts by' });
  await basis.selectOption('cash');
  await page.getByText('As invoices were paid in money').waitFor();
  await program.shot('tax-report-cash');
  await page.getByText('19.60').first().waitFor();
});
