/** Two real applications and a real server: an office is connected, a second desktop joins by a code, and both show the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePairing } from '../../server/handlers/pairing.ts';
import { foundOffice, issueInput, type Office } from '../app/office.ts';
import { embeddedPlace, openOffice, type Office as ServerOffice, type StorePlace } from '../server/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let place: StorePlace;
let server: ServerOffice;
let manager: Program;
let joining: Program;
let office: Office;

beforeAll(async () => {
  place = embeddedPlace();
  server = await openOffice(place, await place.open());
  manager = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  joining = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
});

afterAll(async () => {
  await manager.close();
  await joining.close();
  await server.close();
  place.remove();
});

describe('two desktops', () => {
  it('DV1: the manager connects the office and adds a desktop; both screens show the same digits', async () => {
    office = await foundOffice(manager);
    const clerk = await Clerk.at(manager.page);
    await clerk.sees('Dashboard');
    await manager.ask('invoices.issue', issueInput(office, 100));
    const { page } = manager;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Desktops', exact: true }).click();
    await clerk.reads('This company is kept on this desktop alone');
    await manager.shot('desktops-alone');
    await page.getByRole('button', { name: 'Connect to a server' }).click();
    const { code } = await makePairing(server.running.context, {
      company: null,
      role: 'owner',
      confirm: false,
    });
    await page.getByLabel('Server address or invitation').fill(server.url.replace('127.0.0.1', 'localhost'));
    await page.getByLabel('Code').fill(code);
    await manager.shot('desktops-connect');
    await page.getByRole('button', { name: 'Connect to a server' }).click();
    await clerk.reads('Everything is sent and everything has come.');
    await manager.shot('desktops-connected');

    await page.getByRole('button', { name: 'Add a desktop' }).click();
    await page.getByRole('button', { name: 'Show a code' }).click();
    await clerk.reads('Waiting for the other desktop');
    await manager.shot('desktops-code');
    const text = await page.getByLabel('All of it in one line').inputValue();

    await joining.page.getByRole('button', { name: 'Join an office' }).click();
    await joining.page.getByLabel('Server address or invitation').fill(text);
    await joining.shot('join-form');
    await joining.page.getByRole('button', { name: 'Ask to join' }).click();
    await joining.page.getByText('Do both screens show these digits?').waitFor();
    const digits = await joining.page.locator('output').textContent();
    await joining.shot('join-digits');
    await page.getByText('Do both screens show these digits?').waitFor();
    expect(await page.locator('output').textContent()).toBe(digits);
    await page.getByLabel('Who works there').fill('Noor');
    await manager.shot('desktops-compare');
    await page.getByRole('button', { name: 'Yes, add this desktop' }).click();
    await joining.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor({ timeout: 60_000 });
    await joining.page.getByText('Everyone has the same').waitFor();
    await joining.shot('joined');
  });

  it('SY6: what one does without a line waits, says so, and comes to the other when the line is back', async () => {
    const other = await Clerk.at(joining.page);
    await joining.page.getByRole('button', { name: 'Invoices' }).first().click();
    await other.reads('K-00001');
    await server.running.close();
    await manager.ask('invoices.issue', issueInput(office, 250));
    // The invoice, and a moment later the name of its archived file.
    await manager.page.getByText(/No line: \d entr(y waits|ies wait)/).waitFor({ timeout: 60_000 });
    await manager.shot('desktops-no-line');
    server = await openOffice(place, server.database, { port: server.running.port });
    await manager.page.getByRole('button', { name: 'Try now' }).click();
    await manager.page.getByText('Everything is sent and everything has come.').waitFor({ timeout: 60_000 });
    await joining.ask('sync.now', {});
    await other.reads('K-00002');
    await joining.shot('joined-invoices');
    await manager.shot('desktops-list');
    manager.forgive();
  });
});
