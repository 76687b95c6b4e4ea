/** What goes on paper, as the screens ask for it: slips, findings before issue. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RenderRequest } from '../../electron/documents/pdf-messages.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import { minor } from '../../shared/domain/money.ts';
import { ok } from '../../shared/errors/index.ts';
import {
  type Desk,
  draftFor,
  foundOffice,
  issue,
  leaveOffice,
  newDesk,
  newId,
  type Office,
  openOffice,
  type Program,
  paymentOf,
  startProgram,
} from './harness.ts';

const TODAY = '2026-03-02';
let desk: Desk;
let program: Program;
let office: Office;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
});
afterEach(() => leaveOffice(desk, program));

async function change(fields: InputOf<'company.save'>['fields']): Promise<void> {
  const { revision } = await program.must('company.get', {});
  await program.must('company.save', { commandId: newId(), expectedRevision: revision, fields });
}

const inEuros = () => draftFor(office, '100', { currency: 'EUR' });
const overrides = ['currency-differs', 'exchange-rate-missing'].map((code) => ({
  code,
  reason: 'they pay in euros',
}));

async function issued(draft = inEuros(), passed = overrides) {
  const id = newId();
  await program.must('invoices.issue', { commandId: newId(), id, draft, overrides: passed });
  return (await program.must('documents.get', { id, today: TODAY })).document;
}

describe('payment slips', () => {
  it('DO3: stand on the document that asks for money, once the office wants them', async () => {
    await change({ bankDetails: ['IBAN DE89 3704 0044 0532 0130 00'] });
    expect((await issued()).slip).toBeUndefined();
    await change({ paymentSlip: { on: true, reference: 'creditor' } });
    const document = await issued(inEuros(), [
      ...overrides,
      { code: 'likely-duplicate-amount', reason: 'two of the same' },
    ]);
    expect(document.slip).toMatchObject({ kind: 'epc', reference: 'RF13INV0002' });
    expect(document.slip?.payload).toContain('\nEUR120.00\n\nRF13INV0002');
  });

  it('DO2: a wrong account is asked about before issue, and passed over leaves the slip out', async () => {
    await change({
      bankDetails: ['IBAN DE88 3704 0044 0532 0130 00'],
      paymentSlip: { on: true, reference: 'number' },
    });
    const { findings } = await program.must('invoices.check', { id: newId(), draft: inEuros() });
    expect(findings).toContainEqual({ code: 'slip-account', severity: 'ask', path: '' });
    const document = await issued(inEuros(), [
      ...overrides,
      { code: 'account-mistyped', reason: 'later' },
      { code: 'slip-account', reason: 'later' },
    ]);
    expect(document.slip).toBeUndefined();
  });

  it('DO2: a mistyped IBAN is asked about in every currency, on what asks for money and on nothing else', async () => {
    const asked = async (draft: ReturnType<typeof draftFor>) => {
      const { findings } = await program.must('invoices.check', { id: newId(), draft });
      return findings.filter(({ code }) => code === 'account-mistyped');
    };
    await change({ bankDetails: ['IBAN GB82 WEST 1234 5698 7654 32'] });
    expect(await asked(draftFor(office, '100'))).toEqual([]);
    await change({ bankDetails: ['Ivy Bookbinders', 'IBAN GB82 WEST 1234 5698 7654 23'] });
    const found = [{ code: 'account-mistyped', severity: 'ask', path: '' }];
    expect(await asked(draftFor(office, '100'))).toEqual(found);
    expect(await asked(draftFor(office, '100', { currency: 'USD' }))).toEqual(found);
    expect(await asked(draftFor(office, '100', { kind: 'quote' }))).toEqual([]);
  });
});

const LOOK = { template: 'letter', colour: '#1f5f7a', hide: ['position'], marks: true } as const;

describe('the look of the paper', () => {
  it('DO3: a document keeps template, words and fields of the day of issue, in its customer’s language', async () => {
    await change({
      paperLook: { ...LOOK, hide: [...LOOK.hide] },
      paperTexts: {
        'invoice.en': { intro: 'We charge:', closing: '' },
        'quote.en': { intro: 'We offer:', closing: '' },
      },
      paperFields: [{ id: newId(), label: { en: 'Licence', de: 'Zulassung' }, value: 'L-7' }],
    });
    const document = await issued();
    expect(document).toMatchObject({
      template: 'letter-3',
      design: {
        ...{ colour: '#1f5f7a', hide: ['position'], marks: true, intro: 'We charge:' },
        fields: [{ label: 'Licence', value: 'L-7' }],
      },
    });
    await change({ paperLook: { template: 'modern', colour: '', hide: [], marks: false }, paperTexts: {} });
    const { id } = (
      await program.must('documents.list', {
        ...{ search: '', status: 'all', customer: null, from: null, to: null, today: TODAY },
        ...{ sort: 'issueDate', direction: 'desc', cursor: null, limit: 1 },
      })
    ).rows[0] ?? { id: '' };
    const kept = (await program.must('documents.get', { id, today: TODAY })).document;
    expect(kept).toEqual(document);
  });

  it('shows a sample of every kind while it is chosen, and keeps nothing', async () => {
    for (const kind of ['invoice', 'creditNote', 'quote', 'depositInvoice', 'charge'] as const) {
      const fields = { paperLook: { ...LOOK, hide: [] }, paperTexts: {}, paperFields: [] };
      const shown = await program.must('paper.preview', { fields, kind, language: 'de' });
      expect(new TextDecoder().decode(shown.bytes)).toContain('%PDF');
    }
    expect((await program.must('company.get', {})).fields.paperLook).toBeUndefined();
  });

  it('DO1: a cancelled invoice’s credit note has the look, but neither its words nor its slip', async () => {
    await change({
      bankDetails: ['IBAN DE89 3704 0044 0532 0130 00'],
      paymentSlip: { on: true, reference: 'number' },
      paperLook: { ...LOOK, hide: [] },
      paperTexts: { 'invoice.en': { intro: 'We charge:', closing: 'Thank you' } },
    });
    const id = newId();
    await program.must('invoices.issue', { commandId: newId(), id, draft: inEuros(), overrides });
    const cancelled = await program.must('invoices.correct', {
      ...{ commandId: newId(), id, reason: 'wrong', overrides: [], draft: newId() },
    });
    expect(cancelled.creditNote).toBeNull();
    const second = newId();
    await program.must('invoices.issue', { commandId: newId(), id: second, draft: inEuros(), overrides });
    await program.must('documents.openPdf', { commandId: newId(), id: second });
    const note = await program.must('invoices.cancel', {
      ...{ commandId: newId(), id: second, reason: 'wrong', overrides: [] },
    });
    const { document } = await program.must('documents.get', { id: note.id, today: TODAY });
    expect([document.template, document.slip, document.design]).toEqual([
      'letter-3',
      undefined,
      { colour: '#1f5f7a', marks: true },
    ]);
  });
});

describe('a logo that is none', () => {
  it('of 50 MB, or a picture that was cut off, is refused; the one before stays, and nothing is kept of it', async () => {
    const { revision, fields } = await program.must('company.get', {});
    const cut = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
    ]);
    const wrong = [
      [new Uint8Array(50_000_000), 'too-large'],
      [cut, 'unsupported-file'],
      [new Uint8Array(0), 'unsupported-file'],
    ] as const;
    for (const [bytes, reason] of wrong) {
      const input = { commandId: newId(), expectedRevision: revision, bytes };
      const reply = await program.call('company.saveLogo', input);
      expect(reply).toMatchObject({ ok: false, error: { kind: 'refused', reason } });
    }
    const after = await program.must('company.get', {});
    expect([after.revision, after.fields.logo]).toEqual([revision, fields.logo]);
  });
});

describe('DO7: originals and copies', () => {
  const asked: RenderRequest[] = [];
  const printed: { readonly copies: number; readonly bytes: string }[] = [];
  const bytes = (text: string) => ok(new TextEncoder().encode(text));
  const choice = { printer: 'Office', tray: '', copies: 1, paper: 'A4' } as const;

  beforeEach(async () => {
    await leaveOffice(desk, program);
    asked.length = 0;
    printed.length = 0;
    desk = await newDesk();
    program = await startProgram(desk, undefined, {
      renderer: {
        render: async (request) => {
          asked.push(request);
          return bytes('stamp' in request ? '%PDF stamped' : '%PDF paper');
        },
        start: () => {},
        close: async () => {},
      },
      printers: {
        list: async () => ok([]),
        trays: async () => ok([]),
        print: async (job) => {
          printed.push({ copies: job.copies, bytes: new TextDecoder().decode(job.bytes) });
          return ok({ job: 'job-1' });
        },
        follow: async () => ok({ state: 'completed', detail: '' }),
      },
    });
    office = await foundOffice(program);
  });

  const invoice = async (): Promise<string> => {
    const id = newId();
    await issue(program, office, '100', id);
    return id;
  };
  const print = (id: string, more: Partial<InputOf<'documents.print'>> = {}) =>
    program.must('documents.print', { commandId: newId(), id, remember: false, ...choice, ...more });
  const stamps = () =>
    asked.flatMap((request) => ('stamp' in request ? [request.stamp.copies.map(({ head }) => head)] : []));

  it('the first print is the archived file itself, the next says "Copy", on every desktop of the record', async () => {
    const id = await invoice();
    await print(id);
    expect(printed).toEqual([{ copies: 1, bytes: '%PDF paper' }]);
    expect((await program.must('documents.get', { id, today: TODAY })).handedOut).toBe(true);
    await print(id, { copies: 2 });
    expect(printed.at(-1)).toEqual({ copies: 1, bytes: '%PDF stamped' });
    await print(id, { original: true });
    expect(printed.at(-1)).toEqual({ copies: 1, bytes: '%PDF paper' });
    expect(stamps()).toEqual([['Copy', 'Copy']]);
  });

  it('NU6: of what was written by hand every print is a copy: the customer holds the sheet', async () => {
    const { id: series } = await program.must('series.addPad', {
      ...{ commandId: newId(), kind: 'invoice', prefix: 'P-', width: 3, first: minor(1), last: minor(5) },
    });
    const id = newId();
    const draft = draftFor(office, '10', { issueDate: TODAY, paper: { series, sheet: 1 } });
    await program.must('invoices.issue', { commandId: newId(), id, draft, overrides: [] });
    await print(id);
    await print(id, { original: true });
    expect(stamps()).toEqual([['Copy'], ['Copy']]);
  });

  it('a saved or opened file takes the original from nobody', async () => {
    const id = await invoice();
    await program.must('documents.openPdf', { commandId: newId(), id });
    const view = await program.must('documents.get', { id, today: TODAY });
    expect([view.released, view.handedOut]).toEqual([true, false]);
    await print(id);
    expect(stamps()).toEqual([]);
    expect((await program.must('documents.get', { id, today: TODAY })).handedOut).toBe(true);
  });

  it('what goes without asking stays so until it is printed without asking elsewhere', async () => {
    const kept = async () => (await program.must('app.state', {})).settings.printing.invoice;
    const id = await invoice();
    await print(id, { printer: 'Front' });
    expect(await kept()).toMatchObject({ printer: 'Front', silent: false });
    await print(id, { printer: 'Back', remember: true });
    expect(await kept()).toMatchObject({ printer: 'Back', silent: true });
    // As the page prints what goes without asking, and then for once somewhere else.
    await print(id, { printer: 'Back' });
    await print(id, { printer: 'Front', copies: 3 });
    expect(await kept()).toMatchObject({ printer: 'Back', copies: 1, silent: true });
    expect(printed).toHaveLength(4);
    await print(id, { printer: 'Front', remember: true });
    expect(await kept()).toMatchObject({ printer: 'Front', silent: true });
  });

  it('each copy has the legend of its kind, and a customer as many as agreed', async () => {
    await change({ paperCopies: { invoice: ['Original for recipient', 'Duplicate for transporter'] } });
    await print(await invoice());
    const { revision } = await program.must('customers.get', { id: office.customer });
    const fields = { copies: 3 };
    await program.must('customers.save', {
      ...{ commandId: newId(), id: office.customer, expectedRevision: revision, fields },
    });
    await print(await invoice());
    expect(stamps()).toEqual([
      ['Original for recipient', 'Duplicate for transporter'],
      ['Original for recipient', 'Duplicate for transporter', 'Copy'],
    ]);
  });

  it('India: copies are marked as the CGST Rules have it, unless the office says otherwise', async () => {
    await change({ profile: 'IN' });
    await print(await invoice());
    await change({ paperCopies: { invoice: ['For the customer'] } });
    await print(await invoice());
    expect(stamps()).toEqual([
      ['Original for Recipient', 'Duplicate for Transporter', 'Triplicate for Supplier'],
      ['For the customer'],
    ]);
  });

  it('on letterhead paper the head stays out; the archived file stays what it was', async () => {
    const id = await invoice();
    await print(id, { letterhead: true });
    expect(asked.at(-1)).toMatchObject({ letterhead: true });
    const before = (await program.must('documents.get', { id, today: TODAY })).archived;
    await print(id, { letterhead: true });
    expect((await program.must('documents.get', { id, today: TODAY })).archived).toEqual(before);
  });

  it('says "Paid" when it is, and not before', async () => {
    const id = await invoice();
    await print(id, { paid: true });
    await program.must('payments.post', paymentOf(office, 120_00, [{ target: id, amount: 120_00 }]));
    await print(id, { paid: true });
    const marks = asked.flatMap((request) => ('stamp' in request ? request.stamp.copies : []));
    expect(marks).toEqual([{ head: 'Copy', paid: 'Paid 2 Mar 2026' }]);
  });
});
