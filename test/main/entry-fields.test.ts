/** What the form can enter beyond lines and days, from the draft to the issued document, its copy and its credit note. */
import { describe, expect, it } from 'vitest';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, newId } from './harness.ts';

officeForEach();

type Draft = ReturnType<typeof draftFor>;

const issueDraft = (draft: Draft) =>
  program.call('invoices.issue', {
    commandId: newId(),
    id: newId(),
    draft,
    overrides: ['currency-differs', 'likely-duplicate-amount'].map((code) => ({ code, reason: 'agreed' })),
  });

async function issued(draft: Draft) {
  const reply = await issueDraft(draft);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  const { id } = reply.value;
  return { id, document: (await program.must('documents.get', { id, today: '2026-03-02' })).document };
}

const EXCHANGE = { rate: '0.8634210987', date: '2026-02-27', source: 'ECB' };

describe('the seldom fields of a draft', () => {
  it('TX11: a period of supply stands on the document; its last day chooses the rates', async () => {
    const { document } = await issued(
      draftFor(office, '100', { supplyFrom: '2026-02-01', supplyDate: '2026-02-28' }),
    );
    expect(document).toMatchObject({ supplyFrom: '2026-02-01', supplyDate: '2026-02-28' });
  });

  it('DO2: a period that ends before it begins, or never, is refused beside its last day', async () => {
    const backwards = await issueDraft(
      draftFor(office, '100', { supplyFrom: '2026-02-10', supplyDate: '2026-02-01' }),
    );
    const endless = await issueDraft(draftFor(office, '100', { supplyFrom: '2026-02-10' }));
    expect(backwards).toMatchObject({
      ok: false,
      error: { kind: 'findings', findings: [{ code: 'supply-ends-before', path: 'supplyDate' }] },
    });
    expect(endless).toMatchObject({
      ok: false,
      error: { kind: 'findings', findings: [{ code: 'supply-end-missing', path: 'supplyDate' }] },
    });
  });

  it('MO4: the exchange rate travels with day and source, and its credit note takes the same', async () => {
    const { id, document } = await issued(draftFor(office, '100', { currency: 'EUR', exchange: EXCHANGE }));
    expect(document.exchange).toEqual({ ...EXCHANGE, currency: 'GBP' });
    // 20 % of 100 euros, told in pounds: 20 × 0.8634210987 = 17.268421974.
    expect(document.totals.accounting).toMatchObject({ currency: 'GBP', tax: 1727 });
    const { draft } = await program.must('invoices.credit', { id });
    expect(draft.exchange).toEqual(EXCHANGE);
  });

  it('the buyer’s reference of one document goes before the customer’s own', async () => {
    const { document } = await issued(draftFor(office, '100', { buyerReference: '991-12345-67' }));
    const plain = await issued(draftFor(office, '101'));
    expect(document.buyerReference).toBe('991-12345-67');
    expect(plain.document.buyerReference).toBeUndefined();
  });

  it('a credit note keeps the days of supply of the lines that it takes back', async () => {
    const own = draftFor(office, '100');
    const lines = own.lines.map((line) => ({ ...line, supplyFrom: '2026-01-05', supplyTo: '2026-01-09' }));
    const { id } = await issued({ ...own, lines });
    const { draft } = await program.must('invoices.credit', { id });
    expect(draft.lines[0]).toMatchObject({ supplyFrom: '2026-01-05', supplyTo: '2026-01-09' });
  });

  it('TX1: a price for a quantity is reckoned, stands on the document, and goes into its copy and its credit note', async () => {
    const plain = draftFor(office, '12.5');
    const [line] = plain.lines;
    const draft = {
      ...plain,
      lines: [
        { ...line!, quantity: '250', baseQuantity: '100' },
        { ...line!, id: newId(), baseQuantity: '1' },
      ],
    };
    const { id, document } = await issued(draft);
    expect(document.lines.map(({ baseQuantity }) => baseQuantity)).toEqual(['100', undefined]);
    expect(document.totals.lines.map(({ amount }) => amount)).toEqual([31_25, 12_50]);
    for (const channel of ['invoices.copy', 'invoices.credit'] as const) {
      const again = (await program.must(channel, { id })).draft.lines;
      expect(again.map(({ baseQuantity }) => baseQuantity)).toEqual(['100', undefined]);
    }
    const kept = newId();
    const typed = { commandId: newId(), id: kept, draft };
    await program.must('drafts.save', typed);
    expect((await program.must('drafts.get', { id: kept })).draft.lines[0]?.baseQuantity).toBe('100');
  });

  it('TX1: a price for nothing is refused beside its field', async () => {
    const plain = draftFor(office, '12.5');
    const draft = { ...plain, lines: [{ ...plain.lines[0]!, baseQuantity: '0' }] };
    expect(await issueDraft(draft)).toMatchObject({
      ok: false,
      error: { findings: [{ path: 'lines.0.baseQuantity' }] },
    });
  });
});
