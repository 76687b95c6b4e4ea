/** What a document still owes the law: an authority's clearance, and the way of its e-invoice to the buyer (DO5). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RenderRequest } from '../../electron/documents/pdf-messages.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import { ok } from '../../shared/errors/index.ts';
import { type Desk, draftFor, leaveOffice, newId, type Office, openOffice, type Program } from './harness.ts';

const TODAY = '2026-03-02';
const IRN = 'a5c12dca80e743321740b001fd70953e8738d109865d28ba4013750f2046f229';
const PRINTER = { printer: 'Office', tray: '', copies: 1, paper: 'A4' } as const;
const PORTAL = { acknowledgement: '112010036563310', date: TODAY, code: 'eyJhbGciOiJSUzI1NiJ9.signed' };

let desk: Desk;
let program: Program;
let office: Office;
/** What the papers were made of, in order. */
let asked: RenderRequest[];

beforeEach(async () => {
  asked = [];
  const renderer = {
    render: async (request: RenderRequest) => {
      asked.push(request);
      const cleared = 'document' in request ? request.cleared?.number : undefined;
      return ok(new TextEncoder().encode(`%PDF-1.7 ${cleared ?? 'as issued'}`));
    },
    start: () => {},
    close: async () => {},
  };
  const printers = {
    list: async () => ok([]),
    trays: async () => ok([]),
    print: async () => ok({ job: 'job-1' }),
    follow: async () => ok({ state: 'completed' as const, detail: '' }),
  };
  ({ desk, program, office } = await openOffice(undefined, { renderer, printers }));
});
afterEach(() => leaveOffice(desk, program));

async function change(fields: InputOf<'company.save'>['fields']): Promise<void> {
  const { revision } = await program.must('company.get', {});
  await program.must('company.save', { commandId: newId(), expectedRevision: revision, fields });
}

async function changeCustomer(fields: InputOf<'customers.save'>['fields']): Promise<void> {
  const { revision } = await program.must('customers.get', { id: office.customer });
  const input = { commandId: newId(), id: office.customer, expectedRevision: revision, fields };
  await program.must('customers.save', input);
}

const inIndia = (city: string) => ({
  lines: ['1 Road'],
  city,
  postcode: '400001',
  region: 'Maharashtra',
  country: 'IN',
});

/** An office in Mumbai above the threshold, and a customer there. */
async function moveToIndia(taxId: string): Promise<void> {
  const address = inIndia('Mumbai');
  await change({
    profile: 'IN',
    currency: 'INR',
    address,
    taxId: '27AAPFU0939F1ZV',
    registersInvoices: true,
  });
  await changeCustomer({ address, taxId, currency: 'INR' });
}

async function issue(currency: string, price = '100') {
  const id = newId();
  const draft = draftFor(office, price, { currency });
  const overrides = ['likely-duplicate-amount', 'slip-no-account', 'commodity-code-missing'].map((code) => ({
    code,
    reason: 'yes',
  }));
  await program.must('invoices.issue', { commandId: newId(), id, draft, overrides });
  return id;
}

const get = (id: string) => program.must('documents.get', { id, today: TODAY });
const clear = (id: string, more: object = {}) =>
  program.call('documents.clear', { commandId: newId(), id, number: IRN, ...PORTAL, ...more });

async function listed(status: 'clearance' | 'delivery') {
  const filter = { search: '', status, customer: null, from: null, to: null, today: TODAY };
  const page = { sort: 'issueDate', direction: 'desc', cursor: null, limit: 50 } as const;
  const { rows } = await program.must('documents.list', { ...filter, ...page });
  return rows.map(({ number, duty }) => [number, duty]);
}

/** The archived paper, as the program gives it out. */
async function paper(id: string): Promise<string> {
  const { bytes } = await program.must('documents.pdf', { id });
  return new TextDecoder().decode(bytes);
}

describe('clearance by an authority', () => {
  it('DO5: an Indian invoice to a business waits until what the portal answered is entered', async () => {
    await moveToIndia('27AAPFU0939F1ZV');
    const id = await issue('INR');
    const waiting = await get(id);
    expect([waiting.document.clearance, waiting.duty, waiting.cleared]).toEqual(['irn', 'clearance', null]);
    expect(await listed('clearance')).toEqual([['INV-0001', 'clearance']]);
    expect(await program.must('documents.duties', {})).toEqual({ clearance: 1, delivery: 0 });
    expect(await paper(id)).toBe('%PDF-1.7 as issued');

    expect(await clear(id)).toMatchObject({ ok: true });
    const cleared = await get(id);
    expect(cleared).toMatchObject({ duty: null, released: true, cleared: { number: IRN, ...PORTAL } });
    expect(await listed('clearance')).toEqual([]);
    expect(await paper(id)).toBe(`%PDF-1.7 ${IRN}`);
    const hash = (await get(id)).archived?.sha256;
    expect(hash).not.toBe(waiting.archived?.sha256);
    // Asked again, the paper that the record names is given, and none is made.
    const made = asked.length;
    await paper(id);
    expect(asked.length).toBe(made);
  });

  it('DO5: a wrong answer of the portal is refused beside its field', async () => {
    await moveToIndia('27AAPFU0939F1ZV');
    const id = await issue('INR');
    const wrong = await clear(id, { number: 'IRN-1', acknowledgement: 'A', date: '2026-03-01' });
    expect(wrong).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    const paths =
      wrong.ok || wrong.error.kind !== 'invalid' ? [] : wrong.error.fields.map(({ path }) => path);
    expect(paths).toEqual(['number', 'acknowledgement', 'date']);
    expect((await get(id)).cleared).toBeNull();
  });

  /** Voids the document some days after the portal registered it. */
  async function voided(after: number, registrationCancelled: boolean, before = async (_id: string) => {}) {
    await moveToIndia('27AAPFU0939F1ZV');
    const id = await issue('INR');
    expect(await clear(id)).toMatchObject({ ok: true });
    await before(id);
    program.clock.time += after * 86_400_000;
    const input = { commandId: newId(), id, reason: 'wrong', registrationCancelled };
    return { id, reply: await program.call('invoices.void', input) };
  }

  it('DO1, DO5: what is registered is voided once the portal has taken that back, within the 24 hours of the profile', async () => {
    const { id, reply } = await voided(1, true);
    expect(reply).toMatchObject({ ok: true });
    expect(await get(id)).toMatchObject({ voided: { reason: 'wrong' }, cleared: { number: IRN } });
  });

  it('DO1, DO5: while the portal still has it, it stands; after the hours a credit note takes it back', async () => {
    const { id, reply } = await voided(0, false);
    expect(reply).toMatchObject({ ok: false, error: { reason: 'registration-not-cancelled' } });
    program.clock.time += 2 * 86_400_000;
    const input = { commandId: newId(), id, reason: 'wrong', registrationCancelled: true };
    expect(await program.call('invoices.void', input)).toMatchObject({
      ok: false,
      error: { reason: 'registration-stands', params: { hours: 24 } },
    });
    expect(await program.must('invoices.cancelCheck', { id })).toMatchObject({ how: 'credit-note' });
  });

  it('DO1, DO5: what the buyer has got is not voided, whatever the portal says', async () => {
    const hand = async (id: string) => {
      await program.must('documents.print', { commandId: newId(), id, remember: false, ...PRINTER });
    };
    const { reply } = await voided(0, true, hand);
    expect(reply).toMatchObject({ ok: false, error: { reason: 'left-the-office' } });
  });

  it('DO5: the last answer stands, and the paper shows it', async () => {
    await moveToIndia('27AAPFU0939F1ZV');
    const id = await issue('INR');
    await clear(id);
    await paper(id);
    const other = IRN.replace('a5', 'b6');
    await clear(id, { number: other.toUpperCase() });
    expect((await get(id)).cleared?.number).toBe(other);
    expect(await paper(id)).toBe(`%PDF-1.7 ${other}`);
  });

  it('DO5: nobody registers what goes to a consumer, or what a small office issues', async () => {
    await moveToIndia('');
    const toConsumer = await issue('INR');
    expect((await get(toConsumer)).duty).toBeNull();
    expect(await clear(toConsumer)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    await changeCustomer({ taxId: '27AAPFU0939F1ZV' });
    await change({ registersInvoices: false });
    expect((await get(await issue('INR', '200'))).duty).toBeNull();
  });

  it('DO5: a voided document waits for nothing', async () => {
    await moveToIndia('27AAPFU0939F1ZV');
    const id = await issue('INR');
    await program.must('invoices.void', { commandId: newId(), id, reason: 'wrong' });
    expect((await get(id)).duty).toBeNull();
    expect(await program.must('documents.duties', {})).toEqual({ clearance: 0, delivery: 0 });
  });
});

describe('delivery of e-invoices', () => {
  const wish = () =>
    changeCustomer({
      eInvoice: { format: 'ubl', buyerReference: '04011000-12345-34', address: { scheme: '', id: '' } },
      email: 'ap@alder.example',
    });

  it('DO5: what a customer wants as an e-invoice is made, not delivered, until somebody says that it arrived', async () => {
    await wish();
    const id = newId();
    const { findings } = await program.must('invoices.check', { id, draft: draftFor(office, '100') });
    const overrides = findings.map(({ code }) => ({ code, reason: 'known' }));
    await program.must('invoices.issue', {
      commandId: newId(),
      id,
      draft: draftFor(office, '100'),
      overrides,
    });
    expect([(await get(id)).duty, await listed('delivery')]).toEqual([
      'delivery',
      [['INV-0001', 'delivery']],
    ]);
    const how = 'Uploaded to the portal of the city';
    const input = { commandId: newId(), id, how };
    await program.must('documents.deliver', input);
    expect(await get(id)).toMatchObject({ duty: null, delivered: true, released: true });
    expect(await listed('delivery')).toEqual([]);
    // Said twice, it is known already.
    expect(await program.must('documents.deliver', { ...input, commandId: newId() })).toEqual({ id });
  });
});
