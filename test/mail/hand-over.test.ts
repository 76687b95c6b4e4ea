/** Mails that the system's own program is to send, and mails with e-invoices that may not leave: the whole program, no server. */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import {
  type Desk,
  draftFor,
  issue,
  leaveOffice,
  newId,
  type Office,
  openOffice,
  type Program,
} from '../main/harness.ts';

const TODAY = '2026-03-02';
const PDF = Buffer.from('%PDF-1.7 stands for the paper').toString('base64');

let desk: Desk;
let program: Program;
let office: Office;
/** What the system's program was given, as it stood in the file then. */
let opened: { readonly path: string; readonly text: string }[];
/** What the system says of it; empty where a program took the file. */
let complaint: string;
/** The document whose state is looked at while the system's program gets it, and what it was then. */
let handedOver: string;
let wasReleased: boolean[];

beforeEach(async () => {
  opened = [];
  wasReleased = [];
  handedOver = '';
  complaint = '';
  const openFile = async (path: string) => {
    opened.push({ path, text: await readFile(path, 'utf8') });
    if (handedOver !== '') wasReleased.push((await view(handedOver)).released);
    return complaint;
  };
  ({ desk, program, office } = await openOffice(undefined, { openFile }));
});
afterEach(() => leaveOffice(desk, program));

async function issued(): Promise<string> {
  const id = newId();
  await issue(program, office, '100', id);
  return id;
}

const mailOf = (id: string, more: Partial<InputOf<'mail.handOver'>> = {}): InputOf<'mail.handOver'> => ({
  ...{ commandId: newId(), id, to: ['pay@alder.example'], cc: ['boss@alder.example'] },
  ...{ subject: 'Rechnung für März', text: 'Dear all\n', eInvoice: null },
  ...more,
});

const view = (id: string) => program.must('documents.get', { id, today: TODAY });

async function saveCompany(fields: InputOf<'company.save'>['fields']): Promise<void> {
  const { revision } = await program.must('company.get', {});
  await program.must('company.save', { commandId: newId(), expectedRevision: revision, fields });
}

async function saveCustomer(fields: Partial<InputOf<'customers.save'>['fields']>): Promise<void> {
  const { revision } = await program.must('customers.get', { id: office.customer });
  await program.must('customers.save', {
    ...{ commandId: newId(), id: office.customer, expectedRevision: revision, fields },
  });
}

describe('a mail for the system’s own program', () => {
  it('is a draft with the archived PDF; the document counts as out of the house, its original as still here (DO1, DO7)', async () => {
    await saveCompany({ email: 'ivy@bookbinders.example' });
    const id = await issued();
    expect(await program.must('mail.handOver', mailOf(id))).toEqual({});
    const [draft] = opened;
    expect(draft?.path).toMatch(/INV-0001\.eml$/);
    expect(draft?.text).toContain('X-Unsent: 1');
    expect(draft?.text).toContain('From: Ivy Bookbinders <ivy@bookbinders.example>');
    expect(draft?.text).toContain('To: pay@alder.example');
    expect(draft?.text).toContain('Cc: boss@alder.example');
    expect(draft?.text).toContain('filename=INV-0001.pdf');
    expect(draft?.text.replace(/\r\n/g, '')).toContain(PDF);
    const { released, handedOut } = await view(id);
    expect([released, handedOut]).toEqual([true, false]);
    expect(await program.call('invoices.void', { commandId: newId(), id, reason: 'no' })).toMatchObject({
      ok: false,
      error: { reason: 'left-the-office' },
    });
  });

  it('names no sender where the office has no address: the program knows its own', async () => {
    await program.must('mail.handOver', mailOf(await issued()));
    expect(opened[0]?.text).not.toMatch(/^From:/m);
    expect(opened[0]?.text).toMatch(/^Message-ID: <[^@>]+@[^@>]+>\r$/m);
  });

  it('DO1: says that no program took it; the document counts as out of the house from before it was tried', async () => {
    complaint = 'No application is registered as handling this file';
    const id = await issued();
    handedOver = id;
    expect(await program.call('mail.handOver', mailOf(id))).toEqual({
      ok: false,
      error: { kind: 'mail', problem: 'no-program', detail: complaint },
    });
    expect(wasReleased).toEqual([true]);
    expect((await view(id)).released).toBe(true);
  });

  it('is refused for a document that was voided meanwhile', async () => {
    const id = await issued();
    await program.must('invoices.void', { commandId: newId(), id, reason: 'typed twice' });
    expect(await program.call('mail.handOver', mailOf(id))).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'already-void' },
    });
    expect(opened).toEqual([]);
  });

  it('carries the e-invoice beside the PDF, named in the record before it leaves (EV11)', async () => {
    await saveCompany({ taxId: 'GB123456789' });
    const id = await issued();
    await program.must('mail.handOver', mailOf(id, { eInvoice: 'ubl' }));
    expect(opened[0]?.text).toContain('filename=INV-0001.xml');
    expect(opened[0]?.text.replace(/\r\n/g, '')).toContain(
      Buffer.from('<?xml version="1.0" encoding="UTF-8"?>').toString('base64').slice(0, 40),
    );
    const { rows } = await program.must('history.list', { entity: id, cursor: null, limit: 50 });
    expect(rows.map(({ command }) => command)).toContain('documents.einvoice');
  });
});

describe('an e-invoice that breaks a fatal rule', () => {
  const faulty = { ok: false, error: { kind: 'refused', reason: 'einvoice-faulty' } };

  it('is not sent, alone or handed to the system’s program', async () => {
    await program.must('mail.saveAccount', {
      ...{ server: '127.0.0.1', port: 2525, security: 'none', user: '', password: null },
      ...{ senderName: 'Ivy', senderAddress: 'ivy@bookbinders.example' },
    });
    const id = await issued();
    expect(await program.call('mail.send', mailOf(id, { eInvoice: 'peppol' }))).toEqual(faulty);
    expect(await program.call('mail.handOver', mailOf(id, { eInvoice: 'peppol' }))).toEqual(faulty);
    expect(opened).toEqual([]);
    expect((await program.must('mail.outbox', {})).rows).toEqual([]);
    expect((await view(id)).released).toBe(false);
  });

  it('is left out of a run of mails by name; the same run without e-invoices takes its document', async () => {
    await program.must('mail.saveAccount', {
      ...{ server: '127.0.0.1', port: 2525, security: 'none', user: '', password: null },
      ...{ senderName: 'Ivy', senderAddress: 'ivy@bookbinders.example' },
    });
    await saveCustomer({
      email: 'pay@alder.example',
      eInvoice: {
        format: 'peppol',
        buyerReference: 'R 1',
        address: { scheme: 'EM', id: 'pay@alder.example' },
      },
    });
    const id = newId();
    const { findings } = await program.must('invoices.check', { id, draft: draftFor(office, '10') });
    const overrides = findings.map(({ code }) => ({ code, reason: 'goes on paper' }));
    await program.must('invoices.issue', {
      commandId: newId(),
      id,
      draft: draftFor(office, '10'),
      overrides,
    });
    const run = (withEInvoices: boolean) =>
      program.must('mail.sendMany', { commandId: newId(), documents: [id], withEInvoices });
    expect(await run(true)).toEqual({
      ...{ queued: 0, stopped: false },
      left: [{ id, number: 'INV-0001', why: 'einvoice' }],
    });
    expect((await program.must('mail.outbox', {})).rows).toEqual([]);
    expect(await run(false)).toEqual({ queued: 1, left: [], stopped: false });
  });
});
