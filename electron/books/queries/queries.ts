/** Every query of the contract that the books answer. */
import { agingQueries } from './aging.ts';
import { changedTwice } from './changed-twice.ts';
import type { Queries } from './context.ts';
import { creditQueries } from './credits.ts';
import { depositQueries } from './deposits.ts';
import { documentQueries } from './documents.ts';
import { documentsList } from './documents-list.ts';
import { documentsTotals } from './documents-totals.ts';
import { numberReport } from './number-report.ts';
import { offersList } from './offers.ts';
import { paymentQueries } from './payments.ts';
import { paymentsList } from './payments-list.ts';
import { paymentsTotals } from './payments-totals.ts';
import { periodQueries } from './periods.ts';
import { priceListQueries } from './price-lists.ts';
import { rateQueries } from './rates.ts';
import { recentEntries } from './recent.ts';
import { recordQueries } from './records.ts';
import { refundsList } from './refunds.ts';
import { reviewList } from './review.ts';
import { searchQueries } from './search.ts';
import { taxReport } from './tax-report.ts';

export const queries: Queries = {
  ...recordQueries,
  ...priceListQueries,
  ...rateQueries,
  ...documentQueries,
  ...depositQueries,
  ...paymentQueries,
  ...creditQueries,
  ...agingQueries,
  ...periodQueries,
  ...searchQueries,
  'taxes.report': taxReport,
  'series.report': numberReport,
  'records.changedTwice': changedTwice,
  'review.list': reviewList,
  'sync.recent': recentEntries,
  'documents.list': documentsList,
  'documents.totals': documentsTotals,
  'offers.list': offersList,
  'refunds.list': refundsList,
  'payments.list': paymentsList,
  'payments.totals': paymentsTotals,
};
