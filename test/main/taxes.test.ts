import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, newId } from './harness.ts';

officeForEach();

const TAX = '01900000-0000-7000-8000-00000000aa01';
type Draft = ReturnType<typeof draftFor>;

async function saveTax(fields: object): Promise<void> {
  const known = (await program.must('taxes.list', {})).find(({ id }) => id === TAX);
  const whole = {
    name: 'Sales tax',
    category: 'S',
    mode: 'single',
    parts: [],
    reason: '',
    archived: false,
    ...fields,
  };
  await program.must('taxes.save', {
    commandId: newId(),
    id: TAX,
    expectedRevision: known?.revision ?? null,
    fields: whole,
  } as never);
}

async function saveCustomer(fields: object): Promise<void> {
  const { revision } = await program.must('customers.get', { id: office.customer });
  const input = { commandId: newId(), id: office.customer, expectedRevision: revision, fields };
  await program.must('customers.save', input as never);
}

/** A draft whose one line has the tax of these tests. */
function taxed(price: string, more: Partial<Draft> = {}, line: object = {}): Draft {
  const draft = draftFor(office, price, more);
  return { ...draft, lines: draft.lines.map((each) => ({ ...each, tax: TAX, ...line })) };
}

const issueDraft = (draft: Draft, codes: string[] = []) =>
  program.must('invoices.issue', {
    commandId: newId(),
    id: newId(),
    draft,
    overrides: ['likely-duplicate-amount', 'due-date-past', ...codes].map((code) => ({
      code,
      reason: 'as agreed',
    })),
  } as never);

const documentOf = async (id: string) =>
  (await program.must('documents.get', { id, today: '2026-03-02' })).document;

describe('taxes, from the record to the issued document', () => {
  it('TX11: the day of supply of a line chooses its rate, and stands on the document', async () => {
    const part = { key: 'vat', name: 'VAT', rate: '19', changes: [{ from: '2026-02-01', rate: '21' }] };
    await saveTax({ parts: [part] });
    const before = await issueDraft(taxed('100', {}, { supplyFrom: '2026-01-01', supplyTo: '2026-01-31' }));
    const after = await issueDraft(taxed('100'));
    expect([before.total, after.total]).toEqual([11900, 12100]);
    const document = await documentOf(before.id);
    expect(document.lines[0]).toMatchObject({ supplyFrom: '2026-01-01', supplyTo: '2026-01-31' });
    expect(document).toMatchObject({ exponent: 2, totals: { taxes: [{ rate: '19', taxable: 10000 }] } });
  });

  it('TX10: a certificate in force makes the sale exempt; one that has run out is told, and tax is charged', async () => {
    await saveTax({
      mode: 'group',
      jurisdiction: 'TX',
      parts: [
        { key: 'a', name: 'Texas', rate: '6.25' },
        { key: 'b', name: 'Austin', rate: '2' },
      ],
    });
    const certificate = {
      number: '32-001',
      jurisdiction: 'TX',
      kind: 'Resale',
      from: null,
      until: '2026-12-31',
    };
    await saveCustomer({ certificates: [certificate] });
    const exempt = await issueDraft(taxed('100'));
    expect(exempt.total).toBe(10000);
    expect((await documentOf(exempt.id)).totals.taxes).toMatchObject([
      { category: 'E', reason: 'Resale, 32-001 (TX)' },
    ]);

    await saveCustomer({ certificates: [{ ...certificate, until: '2026-02-28' }] });
    const { findings, total } = await program.must('invoices.check', { id: newId(), draft: taxed('50') });
    expect(findings).toMatchObject([{ code: 'certificate-expired', severity: 'ask' }]);
    expect(total).toBe(5413);
  });

  it('TX10: in the United States an exempt sale without the buyer’s certificate is asked about, and passed over with a reason', async () => {
    const company = await program.must('company.get', {});
    await program.must('company.save', {
      commandId: newId(),
      expectedRevision: company.revision,
      fields: { address: { ...company.fields.address, country: 'US' } },
    } as never);
    await saveTax({
      category: 'E',
      reason: 'Exempt sale: certificate on file',
      parts: [{ key: 'a', name: 'Exempt', rate: '0' }],
    });
    const draft = taxed('100');
    const { findings } = await program.must('invoices.check', { id: newId(), draft });
    expect(findings).toMatchObject([{ code: 'certificate-missing', severity: 'ask', path: 'lines.0.tax' }]);
    const input = { commandId: newId(), id: newId(), draft, overrides: [] };
    expect(await program.call('invoices.issue', input)).toMatchObject({ ok: false });
    expect((await issueDraft(draft, ['certificate-missing'])).total).toBe(10000);
  });

  it('BT-111: tax in another currency without a rate is asked about; with one, or without tax, it is not', async () => {
    await saveTax({ parts: [{ key: 'vat', name: 'VAT', rate: '20' }] });
    const found = async (more: object) => {
      const draft = taxed('100', { currency: 'EUR', ...more });
      const { findings } = await program.must('invoices.check', { id: newId(), draft });
      return findings.filter(({ code }) => code !== 'currency-differs');
    };
    expect(await found({})).toEqual([
      {
        code: 'exchange-rate-missing',
        severity: 'ask',
        path: 'exchange.rate',
        params: { from: 'EUR', to: 'GBP' },
      },
    ]);
    expect(await found({ exchange: { rate: '0.85', date: '2026-03-01', source: 'bank' } })).toEqual([]);
    expect(await found({ kind: 'quote' })).toEqual([]);
    await saveTax({ parts: [{ key: 'vat', name: 'VAT', rate: '0' }] });
    expect(await found({})).toEqual([]);
  });

  it('TX7, TX8: what the buyer withholds and what coins round to are in the amount that is owed', async () => {
    await saveTax({
      mode: 'several',
      parts: [
        { key: 'vat', name: 'VAT', rate: '22' },
        { key: 'wht', name: 'Withheld', rate: '20', kind: 'withholding' },
      ],
    });
    const issued = await issueDraft(taxed('1000'));
    const found = await program.must('documents.get', { id: issued.id, today: '2026-03-02' });
    expect(found.outstanding).toBe(102000);
    expect(found.document.totals).toMatchObject({ withTax: 122000, withheld: 20000, due: 102000 });
  });

  it('MO4, BT-111: an exchange rate stands on the document with its day and source, and tells the tax in the books’ currency', async () => {
    await saveTax({ parts: [{ key: 'vat', name: 'VAT', rate: '20' }] });
    const exchange = { rate: '0.8431279465', date: '2026-03-01', source: 'Central bank' };
    const issued = await issueDraft(taxed('100', { currency: 'EUR', exchange }), ['currency-differs']);
    const document = await documentOf(issued.id);
    expect(document.exchange).toEqual({ ...exchange, currency: 'GBP' });
    expect(document.totals.accounting).toEqual({
      currency: 'GBP',
      rate: exchange.rate,
      tax: 1686,
      rows: [1686],
    });
  });

  it('TX10, MO3: the report adds by jurisdiction and currency what was issued, less what was voided, on its own day', async () => {
    await saveTax({
      mode: 'group',
      parts: [
        { key: 'a', name: 'Texas', rate: '6.25', jurisdiction: 'TX' },
        { key: 'b', name: 'Austin', rate: '2' },
      ],
    });
    await issueDraft(taxed('100'));
    const wrong = await issueDraft(taxed('70'));
    await issueDraft(taxed('10', { currency: 'EUR' }), ['currency-differs', 'exchange-rate-missing']);
    await issueDraft(taxed('30', { issueDate: '2026-02-27', dueDate: '2026-03-30' }), [
      'back-dated',
      'date-before-last-issue',
    ]);
    await program.must('invoices.void', { commandId: newId(), id: wrong.id, reason: 'twice' });
    const report = (from: string, to: string) => program.must('taxes.report', { from, to });
    const march = await report('2026-03-01', '2026-03-31');
    expect(march.documents).toBe(3);
    expect(march.blocks.map(({ currency, tax }) => [currency, tax])).toEqual([
      ['EUR', 83],
      ['GBP', 825],
    ]);
    expect(march.blocks[1]?.jurisdictions).toMatchObject([
      { jurisdiction: 'Austin', gross: 10000, taxable: 10000, tax: 200 },
      {
        jurisdiction: 'TX',
        gross: 10000,
        taxable: 10000,
        tax: 625,
        rates: [{ name: 'Texas', rate: '6.25' }],
      },
    ]);
    expect((await report('2026-02-27', '2026-02-27')).blocks).toMatchObject([{ currency: 'GBP', tax: 248 }]);
    expect((await report('2026-02-28', '2026-03-01')).blocks).toEqual([]);
  });

  it('TX10, TX11: a tax, a certificate or a price list that ends before it begins is refused at its last day', async () => {
    const [first, last] = ['2026-05-01', '2026-04-30'];
    const save = (
      channel: 'taxes.save' | 'customers.save' | 'priceLists.save',
      id: string,
      revision: string | null,
    ) => {
      return (fields: object) =>
        program.call(channel, { commandId: newId(), id, expectedRevision: revision, fields } as never);
    };
    const refused = (path: string) => ({
      ok: false,
      error: { kind: 'invalid', fields: [{ path, problem: 'ends-before-start' }] },
    });
    await saveTax({ parts: [{ key: 'vat', name: 'VAT', rate: '19' }], validUntil: last });
    const tax = (await program.must('taxes.list', {})).find(({ id }) => id === TAX);
    const setTax = save('taxes.save', TAX, tax?.revision ?? null);
    // The last day is on record already: the first alone makes the time impossible.
    expect(await setTax({ validFrom: first })).toMatchObject(refused('validUntil'));
    expect(await setTax({ validFrom: last })).toMatchObject({ ok: true });

    const customer = await program.must('customers.get', { id: office.customer });
    const setCustomer = save('customers.save', office.customer, customer.revision);
    const certificate = { number: 'C-1', jurisdiction: '', kind: 'resale', from: null, until: last };
    expect(await setCustomer({ certificates: [certificate, { ...certificate, from: first }] })).toMatchObject(
      refused('certificates.1.until'),
    );

    const setList = save('priceLists.save', newId(), null);
    const list = { name: 'Spring', currency: 'GBP', customers: [], groups: [], archived: false, prices: {} };
    expect(await setList({ ...list, from: first, until: last })).toMatchObject(refused('until'));
    expect(await setList({ ...list, from: last, until: last })).toMatchObject({ ok: true });
  });
});
