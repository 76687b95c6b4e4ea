/**
 * The tax report of some days (TX10, TX11): by day of issue or of supply what was billed, less what was voided then and what
 * early discounts took off; on the cash basis what was paid, in proportion to each invoice.
 */
import { addDays } from '../../../shared/domain/day.ts';
import { isOwed } from '../../../shared/domain/document-kinds.ts';
import type { Day } from '../../../shared/domain/money.ts';
import { discountShares, paidShares, TaxReport } from '../../../shared/domain/tax-report.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { DocumentRow, ReductionRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Query } from './context.ts';
import { present } from './facts.ts';
import { GATHER_LIMIT, newestBounds, walkIndex } from './keyed-list.ts';

interface Days {
  readonly from: Day;
  readonly to: Day;
}

const EVER: Days = { from: '1900-01-01', to: '2199-12-31' };

export const taxReport: Query<'taxes.report'> = async ({ from, to, by }, { db }) => {
  const report = new TaxReport();
  const documents =
    by === 'cash' ? await addPaid(report, db, { from, to }) : await addBilled(report, db, { from, to }, by);
  const blocks = report.result().map(({ currency, tax, jurisdictions }) => ({
    currency,
    tax,
    jurisdictions: jurisdictions.map((each) => ({
      ...each,
      exempt: [...each.exempt],
      rates: [...each.rates],
    })),
  }));
  return ok({ from, to, documents, blocks });
};

const isIn = (day: Day, { from, to }: Days): boolean => from <= day && day <= to;

/** What was issued or supplied in these days; answers how many documents that were. */
async function addBilled(
  report: TaxReport,
  db: BooksDatabase,
  days: Days,
  by: 'issue' | 'supply',
): Promise<number> {
  let documents = 0;
  const keyOf = ({ newest, down }: DocumentRow) => [newest, down];
  // No index knows the days of supply: they may lie far from those of issue, so all documents are looked at.
  const read = by === 'issue' ? days : EVER;
  const steps = { index: '[newest+down]', direction: 'asc', after: null, first: GATHER_LIMIT } as const;
  for await (const rows of walkIndex(db.documents, keyOf, {
    ...steps,
    ...newestBounds(read.from, read.to),
  })) {
    for (const row of rows) {
      if (by === 'supply' && !isIn(row.supply, days)) continue;
      report.add(row.currency, row.taxes, isOwed(row.kind) ? 1 : -1);
      documents += 1;
    }
  }
  // A void takes effect on its own day (DO1): the period in which the document was issued stays as it was reported.
  for (const row of await db.documents.where('voided').between(days.from, days.to, true, true).toArray()) {
    if (row.voided !== undefined && isIn(row.voided, days))
      report.add(row.currency, row.taxes, isOwed(row.kind) ? -1 : 1);
  }
  await addDiscounts(report, db, days);
  return documents;
}

/** Early discounts lower the tax on the day on which they are granted, and raise it again when they fall (EP1). */
async function addDiscounts(report: TaxReport, db: BooksDatabase, days: Days): Promise<void> {
  const granted = (await db.reductions.toArray()).filter(
    ({ tax, from, end }) => tax !== undefined && (isIn(from, days) || (end !== null && isIn(end.on, days))),
  );
  const invoices = await documentsOf(db, granted);
  for (const { subject, amount, tax, from, end } of granted) {
    const invoice = invoices.get(subject);
    if (!invoice || tax === undefined) continue;
    const shares = discountShares(invoice.taxes, invoice.total, amount, tax);
    if (isIn(from, days)) report.add(invoice.currency, shares, -1);
    if (end !== null && isIn(end.on, days)) report.add(invoice.currency, shares, 1);
  }
}

async function documentsOf(
  db: BooksDatabase,
  rows: readonly Pick<ReductionRow, 'subject'>[],
): Promise<ReadonlyMap<string, DocumentRow>> {
  const ids = [...new Set(rows.map(({ subject }) => subject))];
  return new Map(present(await db.documents.bulkGet(ids)).map((row) => [row.id, row]));
}

/**
 * What invoices were paid in these days, in money; what is taken back or returned counts on its day with the other sign, and
 * credit that is paid out takes its tax with it. Answers how many documents that were.
 */
async function addPaid(report: TaxReport, db: BooksDatabase, days: Days): Promise<number> {
  const eve = addDays(days.from, -1);
  const paid = new Map<string, { before: number; after: number }>();
  const count = (subject: string, amount: number, from: Day, until: Day | null): void => {
    const stands = (day: Day): number => (from <= day && (until === null || day < until) ? amount : 0);
    const known = paid.get(subject) ?? { before: 0, after: 0 };
    paid.set(subject, { before: known.before + stands(eve), after: known.after + stands(days.to) });
  };
  for (const { sourceTable, target, amount, from, until } of await db.allocations.toArray())
    if (sourceTable === 'payments' && amount > 0) count(target, amount, from, until);
  for (const { kind, subjectTable, subject, amount, from, end } of await db.reductions.toArray())
    if (kind === 'refund' && subjectTable === 'documents') count(subject, amount, from, end?.on ?? null);
  const changed = [...paid].filter(([, { before, after }]) => before !== after);
  const rows = await documentsOf(
    db,
    changed.map(([subject]) => ({ subject })),
  );
  let documents = 0;
  for (const [id, { before, after }] of changed) {
    const row = rows.get(id);
    if (!row) continue;
    report.add(row.currency, paidShares(row.taxes, row.total, before, after), isOwed(row.kind) ? 1 : -1);
    documents += 1;
  }
  return documents;
}
