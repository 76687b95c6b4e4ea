/** A British office in a window with one customer of another currency, before a clerk who has just come. */
import { randomUUID } from 'node:crypto';
import { foundOffice } from '../app/office.ts';
import { plainCustomer } from '../plain-records.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

export async function clerkOfWharf(): Promise<{ readonly program: Program; readonly clerk: Clerk }> {
  const program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await foundOffice(program);
  await program.ask('customers.save', {
    commandId: randomUUID(),
    id: randomUUID(),
    expectedRevision: null,
    fields: {
      ...plainCustomer('10002', 'Werft Nord'),
      currency: 'EUR',
      address: { lines: ['Kai 1'], city: 'Bremen', postcode: '28195', region: '', country: 'DE' },
    },
  });
  const clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
  return { program, clerk };
}

/** Begins an invoice to the customer of the other currency; the clerk stands at its order number. */
export async function beginWharfInvoice({ page }: Program, clerk: Clerk): Promise<void> {
  await clerk.press('Control+n');
  await clerk.sees('Invoice draft');
  await clerk.standsAt('Bill to');
  await clerk.type('Werft');
  await page.getByRole('option', { name: /Werft Nord/ }).waitFor();
  await clerk.press('Enter');
  await clerk.standsAt('Order number');
}
