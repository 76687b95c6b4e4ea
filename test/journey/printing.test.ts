/** From the key to the paper: a real print service takes the archived PDF of an invoice that was just issued. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundOffice, issueInput } from '../app/office.ts';
import { type RealCups, startRealCups } from '../printing/real-cups.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

const PRINTER = 'counterfoil-journey';

let cups: RealCups;
let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  cups = await startRealCups();
  cups.addPrinter(PRINTER, 'Journey printer');
  program = await launch({
    arguments: ['--lang=en-GB'],
    environment: { CUPS_SERVER: cups.socket },
    size: [1360, 860],
  });
  const office = await foundOffice(program);
  await program.ask('invoices.issue', issueInput(office, 321));
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(async () => {
  await program.close();
  await cups.remove();
});

const open = async () => {
  await clerk.press('g', 'i');
  await clerk.sees('Invoices');
  await clerk.opensRow('K-00001');
  await clerk.sees('Invoice K-00001');
};

it('asks for the printer once, prints, says what became of it, and the number stands on the paper', async () => {
  await open();
  await clerk.press('Control+p');
  await clerk.standsAt('Printer');
  await program.page.getByRole('option', { name: 'Journey printer' }).waitFor({ state: 'attached' });
  await program.shot('printing-dialog');
  await clerk.tabTo('Print without asking from now on');
  await clerk.press('Space');
  await clerk.tabTo('Print');
  await clerk.press('Enter');
  await program.page
    .getByRole('status')
    .filter({ hasText: /Printed on Journey printer/ })
    .waitFor();
  await program.shot('printing-done');
  const { text, pages } = await cups.paper('K-00001');
  expect(pages).toBe(1);
  expect(text).toContain('K-00001');
  expect(text).toContain('385.20');
});

it('DO1: has left the office by that, so it can no longer be voided', async () => {
  const { rows } = await program.ask('documents.list', {
    search: 'K-00001',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    sort: 'number',
    direction: 'asc',
    today: '2026-11-21',
    cursor: null,
    limit: 1,
  });
  const { id } = rows[0]!;
  const commandId = '0192f0c0-0000-7000-8000-00000000000a';
  expect(await program.call('invoices.void', { commandId, id, reason: 'a test' })).toMatchObject({
    ok: false,
    error: { kind: 'refused', reason: 'left-the-office' },
  });
});

it('says what to do when the print service is gone, and keeps the invoice as it is', async () => {
  await cups.stop();
  await clerk.press('Control+p');
  const alert = program.page.getByRole('alert');
  await alert.getByText('The print system of this computer does not answer.').waitFor();
  await program.shot('printing-failed');
  await alert.getByRole('button', { name: 'Print again…' }).waitFor();
  expect(await program.ask('companies.verify', {})).toMatchObject({ intact: true });
});
