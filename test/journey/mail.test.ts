/** Mail in a real window, over a real SMTP server: an account is set up and tested, an invoice is sent, a failure is seen and mended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundOffice, issueInput } from '../app/office.ts';
import { answer, type MailServer, PASSWORD, startMailServer, USER } from '../mail/mail-server.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings, setTheme } from './look.ts';

let program: Program;
let clerk: Clerk;
let server: MailServer;
/** Recipients that the server does not know, until it does. */
const unknown = new Set(['gone@harbour.example']);

beforeAll(async () => {
  server = await startMailServer({
    onRcptTo: ({ address }, _session, done) =>
      done(unknown.has(address) ? answer(550, 'nobody of that name') : null),
  });
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await program.page.getByRole('heading', { level: 1 }).waitFor();
  clerk = await Clerk.at(program.page);
  const office = await foundOffice(program);
  await clerk.sees('Dashboard');
  await program.ask('invoices.issue', issueInput(office, 100));
});

afterAll(async () => {
  await program.close();
  await server.close();
});

const field = (label: string) => program.page.getByLabel(label, { exact: true });

async function openInvoice(): Promise<void> {
  await clerk.press('g', 'i');
  await clerk.opensRow('K-00001');
  await clerk.sees(/^Invoice K-00001/);
}

describe('mail', () => {
  it('is set up: a wrong password is named in words, the right one is kept and not shown again', async () => {
    const { page } = program;
    await clerk.press('g', 's');
    await clerk.sees('Settings');
    await page.getByRole('button', { name: 'Mail', exact: true }).click();
    await clerk.reads(/No mail has been sent from this computer/);
    await field('Server').fill('127.0.0.1');
    await page.getByRole('combobox', { name: 'Encryption' }).click();
    await page.getByRole('option', { name: 'None (local)' }).click();
    await field('Port').fill(String(server.port));
    await field('User').fill(USER);
    await field('Password or app password').fill('wrong');
    await field('Sender’s address').fill(USER);
    await page.getByRole('button', { name: 'Send a test mail to yourself' }).click();
    await clerk.reads('The mail server does not accept this user and password.');
    await program.shot('mail-wrong-password');
    await field('Password or app password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Send a test mail to yourself' }).click();
    await clerk.reads(`It works: a test mail is on its way to ${USER}.`);
    await page.getByRole('button', { name: 'Save' }).first().click();
    await clerk.reads('Mail account saved');
    expect(await field('Password or app password').inputValue()).toBe('');
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
    await program.shot('mail-settings');
  });

  it('sends an issued invoice to its customer, who gets the archived PDF', async () => {
    const { page } = program;
    await openInvoice();
    await clerk.press('Control+Shift+M');
    await field('To').waitFor();
    expect(await field('To').inputValue()).toBe('office@harbour.example');
    expect(await field('Subject').inputValue()).toBe('Invoice K-00001 from Kill & Sons');
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
    await program.shot('mail-dialog');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await clerk.reads('The mail is in the outbox and goes out by itself');
    await expect.poll(() => server.received.length).toBe(2);
    expect(server.received[1]?.to).toEqual(['office@harbour.example']);
    expect(server.received[1]?.text).toContain('filename=K-00001.pdf');
    await clerk.reads('Sent by mail');
  });

  it('that failed shows in the sidebar, says why, and can be sent again', async () => {
    const { page } = program;
    await openInvoice();
    await clerk.press('Control+Shift+M');
    await field('To').fill('gone@harbour.example');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('button', { name: 'A mail needs you' }).click();
    await clerk.reads('The mail server does not take mail to this address.');
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
    await program.shot('mail-failed');
    await program.resize(1600, 1000);
    await setTheme(program, 'dark');
    await page.getByRole('button', { name: 'A mail needs you' }).click();
    await clerk.reads('The mail server does not take mail to this address.');
    await program.shot('mail-failed-dark');
    unknown.clear();
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(() => server.received.length).toBe(3);
    await expect.poll(() => page.getByRole('button', { name: 'A mail needs you' }).count()).toBe(0);
    await program.shot('mail-sent-dark');
  });
});
