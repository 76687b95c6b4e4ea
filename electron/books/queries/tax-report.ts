/** The tax report of some days, by day of issue (TX10, TX11): what was issued then, less what was voided then. */
import { isOwed } from '../../../shared/domain/document.ts';
import type { Day } from '../../../shared/domain/money.ts';
import { TaxReport } from '../../../shared/domain/tax-report.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { DocumentRow } from '../schema.ts';
import type { Query } from './context.ts';
import { GATHER_LIMIT, newestBounds, walkIndex } from './keyed-list.ts';

export const taxReport: Query<'taxes.report'> = async ({ from, to }, { db }) => {
  const report = new TaxReport();
  let documents = 0;
  const keyOf = ({ newest, down }: DocumentRow) => [newest, down];
  const steps = { index: '[newest+down]', direction: 'asc', after: null, first: GATHER_LIMIT } as const;
  for await (const rows of walkIndex(db.documents, keyOf, { ...steps, ...newestBounds(from, to) })) {
    for (const row of rows) {
      report.add(row.currency, row.taxes, isOwed(row.kind) ? 1 : -1);
      documents += 1;
    }
  }
  // A void takes effect on its own day (DO1): the period in which the document was issued stays as it was reported.
  const isIn = (day: Day) => from <= day && day <= to;
  for (const row of await db.documents.where('voided').between(from, to, true, true).toArray()) {
    if (row.voided !== undefined && isIn(row.voided))
      report.add(row.currency, row.taxes, isOwed(row.kind) ? -1 : 1);
  }
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
