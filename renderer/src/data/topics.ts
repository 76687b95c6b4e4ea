/** Which topics each query of the books shows, so that a `changed` push asks exactly those again. */
import type { Topic } from '../../../shared/contract/app.ts';
import type { QueryName } from '../../../shared/contract/contract.ts';

const MONEY: readonly Topic[] = ['documents', 'payments', 'customers', 'company'];

/** A query without an entry depends on no commit (printers, application state, previews of what is typed). */
const TOPICS: Partial<Record<QueryName, readonly Topic[]>> = {
  'books.counts': ['customers', 'documents', 'payments'],
  'company.get': ['company'],
  'company.users': ['company'],
  'customers.list': ['customers', 'documents', 'payments'],
  'customers.get': ['customers'],
  'customers.account': MONEY,
  'customers.lookalikes': ['customers'],
  'customers.nextNumber': ['customers'],
  'items.list': ['items'],
  'items.get': ['items'],
  'taxes.list': ['lists'],
  'terms.list': ['lists'],
  'methods.list': ['lists'],
  'rates.pairs': ['prices'],
  'priceLists.list': ['prices'],
  'priceLists.get': ['prices'],
  'priceLists.for': ['prices'],
  'fees.list': ['prices'],
  'rates.list': ['prices'],
  'rates.propose': ['prices'],
  'series.list': ['series', 'documents'],
  'series.closeCheck': ['series', 'documents'],
  'series.report': ['series', 'documents', 'company'],
  'records.changedTwice': ['company', 'customers', 'items', 'lists', 'prices', 'drafts', 'review'],
  'review.list': ['review', 'documents', 'payments', 'customers', 'items', 'lists', 'drafts', 'company'],
  'history.list': [
    'company',
    'customers',
    'items',
    'lists',
    'prices',
    'drafts',
    'documents',
    'payments',
    'series',
  ],
  'drafts.list': ['drafts', 'customers'],
  'drafts.get': ['drafts'],
  'documents.list': ['documents', 'payments', 'customers'],
  'documents.totals': ['documents', 'payments'],
  'documents.get': ['documents', 'payments'],
  'documents.duties': ['documents'],
  'offers.list': ['documents', 'customers'],
  'deposits.open': ['documents', 'payments'],
  'deposits.held': ['documents', 'payments'],
  'prints.run': ['prints'],
  'prints.plan': ['documents'],
  'mail.outbox': ['mail', 'company'],
  'mail.account': ['mail', 'company'],
  'mail.compose': ['mail', 'documents', 'customers', 'company'],
  'documents.checkEInvoice': ['documents', 'customers', 'company'],
  'invoices.check': ['documents', 'customers', 'series', 'lists', 'company'],
  'payments.list': ['payments', 'customers', 'lists'],
  'payments.totals': ['payments'],
  'payments.get': ['payments', 'documents'],
  'payments.openItems': ['documents', 'payments'],
  'periods.list': ['periods', 'documents', 'payments', 'company'],
  'periods.check': ['periods', ...MONEY],
  'periods.compare': ['periods', ...MONEY],
  'taxes.report': ['documents', 'payments'],
  'aging.report': MONEY,
  'aging.customer': MONEY,
  'dashboard.get': MONEY,
  'search.everything': ['customers', 'items', 'documents', 'payments'],
};

/** True when a commit that touched `changed` may have altered what `query` answered. */
export function isTouched(query: string, changed: readonly Topic[]): boolean {
  return TOPICS[query as QueryName]?.some((topic) => changed.includes(topic)) ?? false;
}
