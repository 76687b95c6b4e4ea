/** Forms that are sent as commands: what is wrong stands beside its field, the first of it has the focus, nothing is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  clerk = await Clerk.at(program.page);
});

afterAll(() => program.close());

const field = (label: string) => program.page.getByLabel(label, { exact: true });

/** What is said of a field. */
async function saidOf(label: string): Promise<string> {
  const input = program.page.getByRole('textbox', { name: label }).or(field(label)).first();
  const ids = ((await input.getAttribute('aria-describedby')) ?? '').split(' ').filter(Boolean);
  const said = await Promise.all(ids.map((id) => program.page.locator(`[id="${id}"]`).textContent()));
  return said.join(' ');
}

describe('a form that is not right yet', () => {
  it('DV1: asks no server whose address, code or fingerprint cannot be right, and says which, beside it', async () => {
    const { page } = program;
    await clerk.sees('Welcome to Counterfoil');
    await page.getByRole('button', { name: /Join an office/ }).click();
    await clerk.standsAt('Server address or invitation');
    await clerk.type('http://office.example:8471');
    await field('Code').fill('ABC💶');
    await field('Fingerprint of the certificate').fill('AB:CD');
    await clerk.press('Enter');
    await clerk.standsAt('Server address or invitation');
    expect(await saidOf('Server address or invitation')).toContain(
      'Without encryption only a server on this',
    );
    expect(await saidOf('Code')).toContain('A code has ten letters and digits.');
    expect(await saidOf('Fingerprint of the certificate')).toContain('A fingerprint has 64 digits');
    await program.shot('forms-join');
    expect(await program.ask('sync.joining', {})).toEqual({ state: 'none' });
    expect(await field('Code').inputValue()).toBe('ABC💶');
    await page.getByRole('button', { name: 'Back' }).click();
    await clerk.sees('Welcome to Counterfoil');
  });

  it('sets up no company without a name, and brings forward a wrong field that was folded away', async () => {
    const { page } = program;
    await clerk.sees('Welcome to Counterfoil');
    await clerk.press('Enter');
    await clerk.standsAt('Company name');
    await clerk.press('Control+Enter');
    await clerk.reads('Some fields need your attention.');
    await clerk.standsAt('Company name');
    expect(await saidOf('Company name')).toContain('Fill this in.');
    await clerk.type('Alder & Finch');
    await expect.poll(() => page.getByText('Fill this in.').count()).toBe(0);
    await page.getByRole('button', { name: 'Numbers, logo, payment details' }).click();
    await field('Invoice numbers begin with').fill('INV_');
    await page.getByRole('button', { name: 'Fewer details' }).click();
    await page.getByRole('button', { name: 'Create company' }).click();
    await clerk.standsAt('Invoice numbers begin with');
    await clerk.reads('Use only letters, digits, “-” and “/”.');
    await program.shot('forms-company');
    expect(await page.getByLabel('Company name').inputValue()).toBe('Alder & Finch');
    await field('Invoice numbers begin with').fill('INV-');
    await clerk.press('Control+Enter');
    await clerk.sees('Dashboard');
    expect(await program.ask('company.get', {})).toMatchObject({
      fields: { name: 'Alder & Finch' },
    });
  });

  it('MO4: keeps no rate without its currency, of a day to come, or that cannot be read', async () => {
    const { page } = program;
    await clerk.press('g', 's');
    await clerk.sees('Settings');
    await page.getByRole('button', { name: 'Exchange rates' }).click();
    await page.getByRole('button', { name: 'New rate' }).click();
    await clerk.standsAt('One unit of');
    await page.getByRole('textbox', { name: 'Rate' }).fill('0,86x');
    await clerk.press('Tab');
    await page.getByRole('button', { name: 'Save' }).click();
    await clerk.standsAt('One unit of');
    await clerk.reads('This is needed.');
    await program.shot('forms-rate');
    await clerk.type('EUR');
    await clerk.press('ArrowDown', 'Enter');
    await page.getByRole('button', { name: 'Save' }).click();
    await clerk.standsAt('Rate');
    expect(await page.getByRole('textbox', { name: 'Rate' }).inputValue()).toBe('0,86x');
    await page.getByRole('textbox', { name: 'Rate' }).fill('0.86');
    await clerk.press('Tab');
    await page.getByRole('button', { name: 'Save' }).click();
    await clerk.reads('1 EUR in GBP');
    expect(await program.ask('rates.pairs', {})).toMatchObject([{ from: 'EUR', to: 'GBP', rate: '0.86' }]);
  });

  it('NU4: opens no series under letters that a number may not have', async () => {
    const { page } = program;
    await page.getByText('Numbers', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Open a new series' }).click();
    await clerk.standsAt('Numbers begin with');
    await clerk.type('A_');
    await clerk.reads('Use only letters, digits, “-” and “/”.');
    await field('Numbers begin with').fill('A-');
    await field('First number').fill('');
    await clerk.reads('Choose a number between 1 and 999,999,999.');
    await program.shot('forms-series');
    await field('First number').fill('7');
    await clerk.reads('The first number will be A-0007.');
    await clerk.press('Enter', 'Enter');
    await clerk.reads('A-0007');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('keeps no mail account without a server and with a sender who is no address', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Mail', exact: true }).click();
    await field('Sender’s address').fill('office at alder');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await clerk.standsAt('Server');
    expect(await saidOf('Sender’s address')).toContain('name@example.com');
    await program.shot('forms-mail');
    await field('Server').fill('smtp.alder.example');
    await field('Sender’s address').fill('office@alder.example');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await clerk.reads('Mail account saved');
    expect(await program.ask('mail.account', {})).toMatchObject({
      account: { server: 'smtp.alder.example', port: 465, security: 'tls' },
    });
  });

  it('keeps the words of a mail as they were typed, and the usual ones again', async () => {
    const { page } = program;
    const subject = page.getByLabel('Subject', { exact: true });
    const usual = await subject.inputValue();
    await subject.fill('Your invoice {number}');
    await page.getByRole('button', { name: 'Save' }).last().click();
    await page.getByRole('button', { name: 'Back to the usual text' }).click();
    await expect.poll(() => subject.inputValue()).toBe(usual);
  });

  it('throws away on request what was typed about the company, unreadable amounts too, and is then as kept as before', async () => {
    const { page } = program;
    await page.getByRole('button', { name: 'Company', exact: true }).click();
    const tolerance = field('A rest that may be written off');
    const kept = await tolerance.inputValue();
    await field('Phone').fill('0113 496 0000');
    await tolerance.fill('a little');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect.poll(() => tolerance.inputValue()).toBe(kept);
    await expect.poll(() => page.getByText('Not saved yet').count()).toBe(0);
    // Fields that nobody ever filled in are there now, and still no change.
    await field('Phone').fill('0113');
    await page.getByText('Not saved yet').waitFor();
    await field('Phone').fill('');
    await expect.poll(() => page.getByText('Not saved yet').count()).toBe(0);
    await field('E-mail').fill('office at alder');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await saidOf('E-mail')).toContain('name@example.com');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('button', { name: 'Mail', exact: true }).click();
    await field('Server').waitFor();
  });
});
