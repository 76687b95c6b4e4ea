/** What a desktop shows, in a few figures that must be the same on all. */
import type { Program } from '../main/harness.ts';

export async function shownState(program: Program) {
  const documents = await program.must('documents.list', {
    search: '',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    today: '2026-03-02',
    sort: 'number',
    direction: 'asc',
    cursor: null,
    limit: 200,
  });
  const payments = await program.must('payments.list', {
    search: '',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    sort: 'date',
    direction: 'asc',
    cursor: null,
    limit: 200,
  });
  const report = await program.must('aging.report', { asOf: '2026-03-02', by: 'due' });
  return {
    numbers: documents.rows.map(({ number }) => number).sort(),
    outstanding: Object.fromEntries(documents.rows.map(({ id, outstanding }) => [id, Number(outstanding)])),
    payments: Object.fromEntries(payments.rows.map(({ id, unapplied }) => [id, Number(unapplied)])),
    unapplied: payments.rows.reduce((sum, { unapplied }) => sum + unapplied, 0),
    aging: report,
  };
}
