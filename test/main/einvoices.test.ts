/** E-invoices through the program: wished for by a customer, checked, saved, kept and named in the record. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyFolder } from '../../electron/journal/verify-folder.ts';
import { readEInvoice } from '../../shared/einvoice/read-einvoice.ts';
import {
  clearDesk,
  type Desk,
  draftFor,
  foundOffice,
  issue,
  newDesk,
  newId,
  type Office,
  type Program,
  startProgram,
} from './harness.ts';

const TODAY = '2026-03-02';

let desk: Desk;
let program: Program;
let office: Office;
/** Where the system's dialog saves, once it is answered. */
let place: string;
/** From now on the dialog is answered; before, it is closed. */
let dialogIsOpen = false;
const openDialog = () => {
  dialogIsOpen = true;
};
const savedFiles = () => readdir(place);

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'counterfoil-saved-'));
  dialogIsOpen = false;
  const fresh = await newDesk();
  desk = {
    ...fresh,
    get chosen() {
      return dialogIsOpen ? place : '';
    },
  };
  program = await startProgram(desk);
  office = await foundOffice(program);
});
afterEach(async () => {
  await program.app.close();
  await clearDesk(desk);
  await rm(place, { recursive: true, force: true });
});

async function saveCompany(fields: object): Promise<void> {
  const { revision } = await program.must('company.get', {});
  await program.must('company.save', { commandId: newId(), expectedRevision: revision, fields });
}

async function saveCustomer(fields: object): Promise<void> {
  const { revision } = await program.must('customers.get', { id: office.customer });
  await program.must('customers.save', {
    commandId: newId(),
    id: office.customer,
    expectedRevision: revision,
    fields,
  });
}

/** Everything that an XRechnung asks of both sides. */
async function completeRecords(): Promise<void> {
  await saveCompany({
    taxId: 'GB123456789',
    contact: 'Ivy',
    phone: '+44 113 496 0000',
    email: 'ivy@bookbinders.example',
    address: { lines: ['2 Mill Lane'], city: 'Leeds', postcode: 'LS1 1AB', region: '', country: 'GB' },
    bankDetails: ['IBAN GB82 WEST 1234 5698 7654 32'],
    electronicAddress: { scheme: '9932', id: 'GB123456789' },
  });
  await saveCustomer({
    eInvoice: {
      format: 'xrechnung-cii',
      buyerReference: '04011000-1234512345-06',
      address: { scheme: 'EM', id: 'rechnung@amt.example' },
    },
  });
}

const check = (id: string, format: 'ubl' | 'peppol' | 'xrechnung-ubl' | null = null) =>
  program.must('documents.checkEInvoice', { id, format });

describe('before issue', () => {
  it('DO2: what the wanted e-invoice lacks is asked about, and nothing for a customer who wants none', async () => {
    const before = await program.must('invoices.check', { id: newId(), draft: draftFor(office, '10') });
    expect(before.findings.filter(({ code }) => code.startsWith('einvoice.'))).toEqual([]);
    await saveCustomer({
      eInvoice: { format: 'xrechnung-ubl', buyerReference: '', address: { scheme: '', id: '' } },
    });
    const { findings } = await program.must('invoices.check', { id: newId(), draft: draftFor(office, '10') });
    const found = findings.filter(({ code }) => code.startsWith('einvoice.'));
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
      expect.arrayContaining([
        'ask einvoice.BR-DE-15',
        'ask einvoice.PEPPOL-EN16931-R010',
        'ask einvoice.BR-CO-26',
      ]),
    );
    expect(found.find(({ code }) => code === 'einvoice.BR-DE-15')).toMatchObject({
      path: 'customer',
      params: { rule: 'BR-DE-15', fault: 'missing', terms: 'BT-10' },
    });
  });
});

describe('after issue', () => {
  it('a faulty e-invoice is not saved, and every fault names rule, terms and place', async () => {
    const { id } = await issue(program, office, '10');
    openDialog();
    const { format, violations } = await check(id);
    expect(format).toBe('factur-x');
    expect(violations).toContainEqual(
      expect.objectContaining({
        rule: 'BR-CO-26',
        severity: 'fatal',
        fault: 'one-missing',
        path: 'seller.vatId',
      }),
    );
    const reply = await program.call('documents.saveEInvoice', { commandId: newId(), id, format: 'peppol' });
    expect(reply).toEqual({ ok: false, error: { kind: 'refused', reason: 'einvoice-faulty' } });
    expect(await savedFiles()).toEqual([]);
    expect((await program.must('documents.get', { id, today: TODAY })).released).toBe(false);
  });

  it('a whole one is saved in the wanted format, counts as exported, and is kept under its hash', async () => {
    await completeRecords();
    const { id } = await issue(program, office, '10');
    const { document } = await program.must('documents.get', { id, today: TODAY });
    expect(document.eInvoice).toMatchObject({
      format: 'xrechnung-cii',
      buyerReference: '04011000-1234512345-06',
    });
    expect((await check(id)).violations.filter(({ severity }) => severity === 'fatal')).toEqual([]);

    openDialog();
    await program.must('documents.saveEInvoice', { commandId: newId(), id, format: 'xrechnung-cii' });
    expect(await savedFiles()).toEqual(['INV-0001.xml']);
    const bytes = await readFile(join(place, 'INV-0001.xml'));
    const read = readEInvoice(bytes);
    expect(read.ok && read.value.invoice).toMatchObject({
      number: 'INV-0001',
      specification: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
      seller: { endpoint: { scheme: '9932', id: 'GB123456789' } },
      totals: { due: '12.00' },
    });
    expect((await program.must('documents.get', { id, today: TODAY })).released).toBe(true);
    const { rows } = await program.must('history.list', { entity: id, limit: 20, cursor: null });
    expect(rows.map(({ command }) => command)).toContain('documents.einvoice');
  });

  it('the same file twice is one entry in the record; verify finds it, and a changed byte of it', async () => {
    await completeRecords();
    const { id } = await issue(program, office, '10');
    openDialog();
    for (let times = 0; times < 2; times += 1)
      await program.must('documents.saveEInvoice', { commandId: newId(), id, format: 'peppol' });
    const { rows } = await program.must('history.list', { entity: id, limit: 20, cursor: null });
    expect(rows.filter(({ command }) => command === 'documents.einvoice')).toHaveLength(1);
    await program.app.close();
    const folder = join(desk.dataFolder, 'companies', office.company);
    expect((await verifyFolder(folder)).outcome).toBe('sound');
    const saved = await readFile(join(place, 'INV-0001.xml'));
    const blob = join(folder, 'blobs', createHash('sha256').update(saved).digest('hex'));
    const bytes = await readFile(blob);
    bytes.writeUInt8((bytes[100] ?? 0) ^ 1, 100);
    await writeFile(blob, bytes);
    expect((await verifyFolder(folder)).outcome).toBe('damaged');
    program = await startProgram(desk);
  });

  it('a dialog that is closed leaves nothing behind', async () => {
    await completeRecords();
    const { id } = await issue(program, office, '10');
    const reply = await program.must('documents.saveEInvoice', { commandId: newId(), id, format: 'ubl' });
    expect(reply).toEqual({ saved: false });
    expect((await program.must('documents.get', { id, today: TODAY })).released).toBe(false);
  });

  it('DO3: what the document was issued with stays, whatever the customer wishes later', async () => {
    await completeRecords();
    const { id } = await issue(program, office, '10');
    await saveCustomer({
      eInvoice: { format: 'peppol', buyerReference: 'other', address: { scheme: 'EM', id: 'x@y.example' } },
    });
    openDialog();
    expect((await check(id)).format).toBe('xrechnung-cii');
    await program.must('documents.saveEInvoice', { commandId: newId(), id, format: 'xrechnung-ubl' });
    const bytes = await readFile(join(place, 'INV-0001.xml'));
    const read = readEInvoice(bytes);
    expect(read.ok && read.value.invoice.buyerReference).toBe('04011000-1234512345-06');
  });

  it('DO3: what it left empty and no paper shows is taken from the records of the day', async () => {
    await completeRecords();
    await saveCompany({ contact: '', phone: '', bankDetails: [] });
    await saveCustomer({
      eInvoice: { format: 'xrechnung-ubl', buyerReference: '', address: { scheme: '', id: '' } },
    });
    const { id } = await program.must('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '10'),
      overrides: ['BR-DE-15', 'BR-DE-1', 'BR-DE-6', 'PEPPOL-EN16931-R010'].map((rule) => ({
        code: `einvoice.${rule}`,
        reason: 'will be mended',
      })),
    });
    const fatal = async () =>
      (await check(id)).violations.filter(({ severity }) => severity === 'fatal').map(({ rule }) => rule);
    expect(await fatal()).toEqual(expect.arrayContaining(['BR-DE-1', 'BR-DE-6', 'BR-DE-15']));
    await completeRecords();
    expect(await fatal()).toEqual([]);
  });

  it('TX6, TX9: prices including tax: record, paper and e-invoice have the same integers', async () => {
    await completeRecords();
    const { id } = await program.must('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '3.03', { pricesIncludeTax: true }),
      overrides: [],
    });
    const { document } = await program.must('documents.get', { id, today: TODAY });
    expect(document).toMatchObject({
      standard: 'en16931',
      totals: { withoutTax: 252, tax: 50, rounding: 1, due: 303 },
    });
    openDialog();
    await program.must('documents.saveEInvoice', { commandId: newId(), id, format: 'ubl' });
    const read = readEInvoice(await readFile(join(place, 'INV-0001.xml')));
    expect(read.ok && read.value.invoice.totals).toEqual({
      lines: '2.52',
      withoutVat: '2.52',
      vat: '0.50',
      withVat: '3.02',
      rounding: '0.01',
      due: '3.03',
    });
  });
});
