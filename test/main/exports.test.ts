/** Lists and document sets as files, through the whole program. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { chosen, desk, goOnWith, office, officeForEach, program } from './each-office.ts';
import { addCustomer, draftFor, issue, newId, paymentOf, startProgram } from './harness.ts';

officeForEach();

const EVERYTHING = { search: '', customer: null, from: null, to: null, direction: 'asc' } as const;
const DOCUMENTS = { ...EVERYTHING, list: 'documents', status: 'all', sort: 'issueDate' } as const;
type What = Parameters<typeof program.must<'lists.export'>>[1]['what'];

const exported = async (what: What, format: 'csv' | 'xlsx' | 'pdf' = 'csv') =>
  program.must('lists.export', { commandId: newId(), what, format });
const only = async (ending: string): Promise<Uint8Array> => {
  const names = (await readdir(chosen)).filter((name) => name.endsWith(ending));
  expect(names).toHaveLength(1);
  return readFile(join(chosen, names[0] ?? ''));
};
const lines = async () =>
  strFromU8(await only('.csv'))
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n');

it('writes every list as its screen shows it, all of it', async () => {
  await issue(program, office, '120');
  const second = await issue(program, office, '240');
  await program.must('payments.post', paymentOf(office, 10_000, [{ target: second.id, amount: 10_000 }]));
  const lists: [What, string, number][] = [
    [DOCUMENTS, 'INV-0001,Invoice,Alder & Sons,,2026-03-02', 2],
    [{ ...DOCUMENTS, status: 'overdue' }, 'Number,Kind', 0],
    [{ list: 'offers', search: '', status: 'all', customer: null }, 'Valid until', 0],
    [{ ...EVERYTHING, list: 'payments', status: 'all', sort: 'date' }, 'TRF 1,Posted,GBP,100.00,0.00', 1],
    [{ list: 'customers', search: '', archived: true, sort: 'name', direction: 'asc' }, 'Alder & Sons', 1],
    [{ list: 'items', search: '', archived: true }, 'Code,Name', 0],
    [{ list: 'aging', asOf: '2026-03-02', by: 'due', widths: [30, 60, 90] }, ',GBP,332.00,0.00', 1],
    [{ list: 'tax-report', from: '2026-03-01', to: '2026-03-31' }, 'gross,,,360.00,72.00', 2],
  ];
  for (const [what, expected, rows] of lists) {
    expect({ what, answer: await exported(what) }).toEqual({ what, answer: { saved: true, rows } });
    const text = await lines();
    expect(text.join('\n')).toContain(expected);
    expect(text).toHaveLength(rows + 1);
    for (const name of await readdir(chosen)) await rm(join(chosen, name));
  }
});

it('NU5: writes the drafts as their list shows them: those of a customer, those that are scheduled', async () => {
  const other = await addCustomer(program, 'Birch & Co Ltd');
  const keep = (draft: Parameters<typeof program.must<'drafts.keep'>>[1]['draft']) =>
    program.must('drafts.keep', { id: newId(), draft, focus: '' });
  await keep(draftFor(office, '10'));
  program.clock.time += 86_400_000;
  // Too much to be added up: no total.
  await keep({ ...draftFor(office, '999999999999999'), customer: other, kind: 'quote' });
  const waits = draftFor(office, '20', { issueDate: '2026-03-20' });
  await program.must('invoices.schedule', { commandId: newId(), id: newId(), draft: waits, overrides: [] });
  const all = { list: 'drafts', customer: null, scheduled: false } as const;
  const cases: [What, readonly string[]][] = [
    [
      all,
      [
        'Alder & Sons,Invoice,2026-03-20,1,2026-03-03,GBP,24.00',
        'Birch & Co Ltd,Quote,,1,2026-03-03,GBP,',
        'Alder & Sons,Invoice,,1,2026-03-02,GBP,12.00',
      ],
    ],
    [{ ...all, customer: other }, ['Birch & Co Ltd,Quote,,1,2026-03-03,GBP,']],
    [{ ...all, scheduled: true }, ['Alder & Sons,Invoice,2026-03-20,1,2026-03-03,GBP,24.00']],
    // Of nobody else is anything scheduled: the screen shows the others then.
    [{ ...all, customer: other, scheduled: true }, ['Birch & Co Ltd,Quote,,1,2026-03-03,GBP,']],
  ];
  for (const [what, expected] of cases) {
    expect(await exported(what)).toEqual({ saved: true, rows: expected.length });
    const [head, ...rows] = await lines();
    expect(head).toBe('Customer,Kind,Scheduled for,Lines,Last change,Currency,Total');
    expect(rows.sort()).toEqual(expected.toSorted());
    for (const name of await readdir(chosen)) await rm(join(chosen, name));
  }
  for (const format of ['xlsx', 'pdf'] as const)
    expect(await exported(all, format)).toEqual({ saved: true, rows: 3 });
  expect((await readdir(chosen)).sort()).toEqual(['Drafts-2026-03-03.pdf', 'Drafts-2026-03-03.xlsx']);
});

it('goes over every page of a list', async () => {
  await program.must('companies.createDemo', {
    ...{ commandId: newId(), profile: 'GB', name: 'Demo', invoices: 450 },
  });
  const { count } = await program.must('documents.totals', {
    ...{ search: '', status: 'all', customer: null, from: null, to: null, today: '2026-03-02' },
  });
  expect(count).toBeGreaterThan(400);
  expect(await exported(DOCUMENTS)).toEqual({ saved: true, rows: count });
  expect(new Set(await lines()).size).toBe(count + 1);
});

it('packs the archived PDFs with an index that names each by its hash; they have left the office by that (DO1)', async () => {
  const ids = [(await issue(program, office, '120')).id, (await issue(program, office, '240')).id];
  expect(await program.must('documents.exportZip', { commandId: newId(), documents: ids })).toEqual({
    saved: true,
    count: 2,
    missing: 0,
  });
  const files = unzipSync(new Uint8Array(await only('.zip')));
  expect(Object.keys(files)).toEqual(['INV-0001.pdf', 'INV-0002.pdf', 'Index.csv']);
  const index = strFromU8(files['Index.csv'] ?? new Uint8Array()).split('\r\n');
  const hash = createHash('sha256')
    .update(files['INV-0002.pdf'] ?? '')
    .digest('hex');
  expect(index[2]).toBe(
    `INV-0002.pdf,INV-0002,Invoice,Alder & Sons,,2026-03-02,2026-04-01,Issued,GBP,288.00,288.00,${hash},`,
  );
  const left = await program.must('documents.get', { id: ids[0] ?? '', today: '2026-03-02' });
  expect(left.released).toBe(true);
});

it('writes nothing when the dialog is closed, and no document counts as exported', async () => {
  const { id } = await issue(program, office, '120');
  await program.app.close();
  goOnWith(await startProgram({ dataFolder: desk.dataFolder, databases: desk.databases }));
  await program.must('companies.open', { id: office.company });
  expect(await exported(DOCUMENTS)).toEqual({ saved: false, rows: 0 });
  expect(await program.must('documents.exportZip', { commandId: newId(), documents: [id] })).toEqual({
    saved: false,
    count: 0,
    missing: 0,
  });
  expect(await readdir(chosen)).toEqual([]);
  expect((await program.must('documents.get', { id, today: '2026-03-02' })).released).toBe(false);
});
