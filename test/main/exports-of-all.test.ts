/** Lists beside the invoices as files: what confirms and what is kept, what waits, what was closed (issue 4). */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { chosen, office, officeForEach, program } from './each-office.ts';
import { draftFor, issue, newId, paymentOf } from './harness.ts';

officeForEach();

type Draft = Parameters<typeof program.must<'invoices.issue'>>[1]['draft'];
const issueDraft = (draft: Draft) =>
  program.must('invoices.issue', { commandId: newId(), id: newId(), draft, overrides: [] });

type What = Parameters<typeof program.must<'lists.export'>>[1]['what'];

/** The list as CSV, line by line, and the name of its file. */
async function written(what: What): Promise<{ name: string; head: string; rows: string[] }> {
  for (const name of await readdir(chosen)) await rm(join(chosen, name));
  const answer = await program.must('lists.export', { commandId: newId(), what, format: 'csv' });
  const [name = ''] = await readdir(chosen);
  const text = strFromU8(await readFile(join(chosen, name))).replace('\uFEFF', '');
  const [head = '', ...rows] = text.trimEnd().split('\r\n');
  expect(answer).toEqual({ saved: true, rows: rows.length });
  return { name, head, rows };
}

const offers = (shelf: 'deliveryNote' | 'receipt' | 'correction', status: 'all' | 'open' = 'all') =>
  ({ list: 'offers', shelf, search: '', status, customer: null }) as const;

it('writes delivery notes, receipts and correction notices under their own names, with their filter', async () => {
  const first = await issueDraft({ ...draftFor(office, '100'), kind: 'deliveryNote' });
  const second = await issueDraft({ ...draftFor(office, '50'), kind: 'deliveryNote' });
  const { draft } = await program.must('deliveries.invoice', { ids: [first.id] });
  const bill = await issueDraft(draft);
  expect(await written(offers('deliveryNote'))).toEqual({
    name: 'Delivery-notes-2026-03-02.csv',
    head: 'Number,Kind,Customer,Order,Issued,Status,Currency,Total',
    rows: [
      `${second.number},Delivery note,Alder & Sons,,2026-03-02,Open,GBP,60.00`,
      `${first.number},Delivery note,Alder & Sons,,2026-03-02,Invoiced,GBP,120.00`,
    ],
  });
  expect((await written(offers('deliveryNote', 'open'))).rows).toHaveLength(1);

  const payment = paymentOf(office, 1_000, [{ target: bill.id, amount: 1_000 }]);
  const { id } = await program.must('payments.post', payment);
  await program.must('receipts.issue', { commandId: newId(), id: newId(), payment: id });
  const receipts = await written(offers('receipt'));
  expect(receipts.name).toBe('Receipts-2026-03-02.csv');
  expect(receipts.rows).toHaveLength(1);
  // A correction notice has no money, and its list no column of it.
  expect((await written(offers('correction'))).head).toBe(
    'Number,Kind,Customer,Order,Issued,Status,Currency',
  );
});

it('packs all papers that a list of delivery notes shows, with an index', async () => {
  const notes = [
    await issueDraft({ ...draftFor(office, '100'), kind: 'deliveryNote' }),
    await issueDraft({ ...draftFor(office, '50'), kind: 'deliveryNote' }),
  ];
  await issue(program, office, '10');
  const { list: _list, ...filter } = offers('deliveryNote');
  const answer = await program.must('documents.exportZip', {
    commandId: newId(),
    documents: { offers: filter },
  });
  expect(answer).toEqual({ saved: true, count: 2, missing: 0 });
  const [name = ''] = await readdir(chosen);
  expect(name).toBe('Delivery-notes-2026-03-02.zip');
  const files = Object.keys(unzipSync(new Uint8Array(await readFile(join(chosen, name)))));
  expect(files.sort()).toEqual([...notes.map(({ number }) => `${number}.pdf`), 'Index.csv'].sort());
});

it('AL3: writes the deposits that are held, each with what is held of it, and they add up to the figure', async () => {
  const asked = { ...draftFor(office, '500'), kind: 'depositInvoice', orderNumber: 'PO 7' } as const;
  const deposit = await issueDraft(asked);
  const open = await issueDraft({ ...asked, orderNumber: 'PO 8' });
  await program.must('payments.post', paymentOf(office, 20_000, [{ target: deposit.id, amount: 20_000 }]));
  const held = await written({ list: 'deposits', customer: null });
  expect(held.rows).toEqual([`${deposit.number},Alder & Sons,PO 7,2026-03-02,Part paid,GBP,600.00,200.00`]);
  expect(held.rows.join()).not.toContain(open.number);
  expect(await program.must('deposits.held', { customer: null })).toEqual([
    { currency: 'GBP', amount: 20_000, deposits: 1 },
  ]);
  expect((await written({ list: 'deposits', customer: newId() })).rows).toEqual([]);
});

it('AL8: writes old credits, the oldest first, with the days that they have stood', async () => {
  await program.must('payments.post', paymentOf(office, 30_00, []));
  expect((await written({ list: 'old-credits', olderThan: 30 })).rows).toEqual([]);
  const all = await written({ list: 'old-credits', olderThan: null });
  expect(all.name).toBe('Old-credits-2026-03-02.csv');
  expect(all.head).toBe('Customer,Kind,What,Date,Free since,days,Currency,Amount,Unapplied');
  expect(all.rows).toMatchObject([
    expect.stringMatching(/^Alder & Sons,Payment,[^,]*,2026-03-02,2026-03-02,0,GBP,30.00,30.00$/),
  ]);
});

it('MO4: writes every kept rate of every pair, not only the newest', async () => {
  const pair = { from: 'USD', to: 'GBP', source: 'ECB' };
  await program.must('rates.save', {
    commandId: newId(),
    rates: [
      { ...pair, day: '2026-02-27', rate: '0.7812' },
      { ...pair, day: '2026-03-02', rate: '0.79' },
      { ...pair, from: 'EUR', day: '2026-03-02', rate: '0.86' },
    ],
  });
  expect((await written({ list: 'rates' })).rows).toEqual([
    'EUR,GBP,2026-03-02,0.86,ECB',
    'USD,GBP,2026-03-02,0.79,ECB',
    'USD,GBP,2026-02-27,0.7812,ECB',
  ]);
});

it('writes what the settings keep, archived records only where they are shown', async () => {
  const method = { name: 'Petty cash', kind: 'cash', archived: true } as const;
  await program.must('methods.save', {
    commandId: newId(),
    id: newId(),
    expectedRevision: null,
    fields: method,
  });
  const all = (await written({ list: 'methods', archived: true })).rows;
  expect(all).toContain('Petty cash,Cash,yes');
  const shown = (await written({ list: 'methods', archived: false })).rows;
  expect(shown).toEqual(all.filter((row) => row !== 'Petty cash,Cash,yes'));

  expect((await written({ list: 'taxes', archived: false })).rows.join('\n')).toContain(',20,');
  expect((await written({ list: 'terms', archived: false })).head).toContain('Early discount %');
  expect((await written({ list: 'fees', archived: false })).rows).toEqual([]);
  expect((await written({ list: 'price-lists', archived: false })).rows).toEqual([]);
  await issue(program, office, '10');
  const series = await written({ list: 'series' });
  expect(series.rows.find((row) => row.startsWith('Invoice,'))).toContain('INV-0002,2026-03-02');
});

it('writes what waits and what was closed, and nothing where there is nothing', async () => {
  for (const list of ['outbox', 'print-run', 'periods', 'review'] as const)
    expect({ list, rows: (await written({ list })).rows }).toEqual({ list, rows: [] });
});
