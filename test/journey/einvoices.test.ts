/** E-invoices in a real window: wished for on the customer's card, mended by what the dialog says, saved, and opened again. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundOffice, issueInput, type Office } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';
import { cutOff, findings, setTheme } from './look.ts';

let program: Program;
let clerk: Clerk;
let office: Office;
let place: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'counterfoil-einvoices-'));
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await program.page.getByRole('heading', { level: 1 }).waitFor();
  clerk = await Clerk.at(program.page);
  office = await foundOffice(program);
  await clerk.sees('Dashboard');
  // The system's dialog answers at once with the name that it was given.
  await program.app.evaluate(({ dialog }, folder) => {
    dialog.showSaveDialog = (async (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as { defaultPath: string };
      return { canceled: false, filePath: `${folder}/${defaultPath}` };
    }) as typeof dialog.showSaveDialog;
  }, place);
});

afterAll(async () => {
  await program.close();
  rmSync(place, { recursive: true, force: true });
});

const choose = async (label: string, option: string): Promise<void> => {
  await program.page.getByRole('combobox', { name: label, exact: true }).click();
  await program.page.getByRole('option', { name: option }).click();
};

describe('an e-invoice', () => {
  it('is wished for on the customer’s card', async () => {
    const { page } = program;
    await clerk.press('g', 'c');
    await clerk.sees('Customers');
    await clerk.opensRow('Harbour Supplies');
    await clerk.sees('Harbour Supplies');
    await page.getByRole('button', { name: /^Edit/ }).click();
    await choose('The customer wants', 'Factur-X / ZUGFeRD (PDF with XML inside)');
    await page.getByLabel('Buyer reference (Leitweg-ID)').fill('PO-DESK 7');
    await program.shot('einvoice-customer');
    await clerk.press('Control+s');
    await expect
      .poll(async () => (await program.ask('customers.get', { id: office.customer })).fields.eInvoice)
      .toMatchObject({ format: 'factur-x', buyerReference: 'PO-DESK 7' });
  });

  it('DO2: that would be refused is asked about before it is issued', async () => {
    const { draft, id } = issueInput(office, 100);
    const { findings: asked } = await program.ask('invoices.check', { id, draft });
    expect(asked.map(({ code }) => code)).toContain('einvoice.BR-CO-26');
  });

  it('names every fault and where to mend it, and is saved once they are mended', async () => {
    const { page } = program;
    const input = issueInput(office, 100);
    const { findings: asked } = await program.ask('invoices.check', input);
    const overrides = asked.map(({ code }) => ({ code, reason: 'to see the faults' }));
    await program.ask('invoices.issue', { ...input, overrides });
    await clerk.press('g', 'i');
    await clerk.opensRow('K-00001');
    await clerk.sees(/^Invoice K-00001/);
    await clerk.press('Control+Shift+E');
    await clerk.reads(/stands? in the way/);
    await clerk.reads(/give a VAT ID or a registration number/);
    expect(await page.getByRole('button', { name: 'Save…' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Correct the invoice…' }).waitFor();
    await program.shot('einvoice-faults');
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
    await page.getByRole('button', { name: 'Open company settings' }).first().click();
    await clerk.sees('Settings');
    await program.shot('einvoice-company');
    // What an issued document carries of its seller is its own: mended is the next one.
    const { revision, fields } = await program.ask('company.get', {});
    await program.ask('company.save', {
      commandId: randomUUID(),
      expectedRevision: revision,
      fields: {
        taxId: 'GB123456789',
        address: {
          ...fields.address,
          lines: ['3 Dock Road'],
          city: 'Bristol',
          postcode: 'BS1 5AA',
          country: 'GB',
        },
      },
    });
    await program.ask('invoices.issue', { ...issueInput(office, 250), overrides });
    await clerk.press('g', 'i');
    await clerk.opensRow('K-00002');
    await clerk.sees(/^Invoice K-00002/);
    await clerk.press('Control+Shift+E');
    await clerk.reads('All rules are kept. The e-invoice can be saved.');
    await page.getByRole('button', { name: 'Save…' }).click();
    await clerk.reads('E-invoice saved');
    expect(readdirSync(place)).toEqual(['K-00002-factur-x.pdf']);
  });

  it('that came in is opened, computed again and checked: XML inside a PDF', async () => {
    const { page } = program;
    await clerk.press('g', 'e');
    await clerk.sees('Received e-invoice');
    await program.shot('einvoice-received-empty');
    await page.setInputFiles('input[type=file]', join(place, 'K-00002-factur-x.pdf'));
    await page.getByRole('heading', { level: 2, name: 'Invoice K-00002' }).waitFor();
    await clerk.reads('Computed again: every amount is right.');
    await clerk.reads('It keeps the business rules of EN 16931.');
    await page.getByRole('row', { name: 'Amount due GBP 300.00' }).waitFor();
    expect(await findings(program)).toEqual([]);
    await program.shot('einvoice-received');
    await setTheme(program, 'dark');
  });

  it('that is none says so beside its name', async () => {
    const { page } = program;
    await clerk.press('g', 'e');
    await clerk.sees('Received e-invoice');
    const bomb = '<!DOCTYPE x [<!ENTITY a "ha">]><Invoice>&a;</Invoice>';
    await page.setInputFiles('input[type=file]', {
      name: 'bomb.xml',
      mimeType: 'text/xml',
      buffer: Buffer.from(bomb),
    });
    await clerk.reads(/bomb\.xml: The file declares a document type/);
    expect(await findings(program)).toEqual([]);
    await program.shot('einvoice-refused');
  });
});

describe('what the law asks about e-invoices', () => {
  const moveTo = async (country: string): Promise<void> => {
    const { revision, fields } = await program.ask('company.get', {});
    const address = { ...fields.address, country };
    await program.ask('company.save', {
      commandId: randomUUID(),
      expectedRevision: revision,
      fields: { address },
    });
  };
  const readsInSettings = async (words: RegExp, shot: string): Promise<void> => {
    const { page } = program;
    await page.reload();
    await page.getByRole('navigation').waitFor();
    await clerk.press('g', 's');
    await clerk.sees('Settings');
    await page.getByText(words).scrollIntoViewIfNeeded();
    await program.shot(shot);
    expect(await findings(program)).toEqual([]);
  };

  it.each(['light', 'dark'] as const)('stands in the settings, with day and law (%s)', async (theme) => {
    await setTheme(program, theme);
    await moveTo('DE');
    await readsInSettings(/From 01 Jan 2028: invoices to businesses/, `einvoice-duties-${theme}`);
    await moveTo('BR');
    await readsInSettings(/the tax authority clears every invoice \(NF-e\)/, `einvoice-cleared-${theme}`);
  });

  it('is said on the card of a business at home that wants none yet', async () => {
    await moveTo('DE');
    const { page } = program;
    const { revision, fields } = await program.ask('customers.get', { id: office.customer });
    const eInvoice = { format: null, buyerReference: '', address: { scheme: '', id: '' } };
    await program.ask('customers.save', {
      commandId: randomUUID(),
      id: office.customer,
      expectedRevision: revision,
      fields: { taxId: 'DE136695976', address: { ...fields.address, country: 'DE' }, eInvoice },
    });
    await page.reload();
    await page.getByRole('navigation').waitFor();
    await clerk.press('g', 'c');
    await clerk.opensRow('Harbour Supplies');
    await clerk.sees('Harbour Supplies');
    await page.getByRole('button', { name: /^Edit/ }).click();
    await page.getByText(/Ask the customer which format it takes/).scrollIntoViewIfNeeded();
    await program.shot('einvoice-customer-duty');
    expect(await cutOff(program)).toEqual([]);
  });
});
