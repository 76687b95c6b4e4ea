/** Which screens a commit concerns. */
import type { Topic } from '../../shared/contract/app.ts';
import type { DomainEvent, EventType } from '../../shared/events/event-types.ts';

const TOPICS: { readonly [Type in EventType]: readonly Topic[] } = {
  'company.set': ['company'],
  'user.set': ['company'],
  'device.set': ['company'],
  'customer.set': ['customers'],
  'personal.set': ['personal'],
  'personal.erased': ['personal'],
  'item.set': ['items'],
  'tax.set': ['lists'],
  'terms.set': ['lists'],
  'method.set': ['lists'],
  'rates.set': ['prices'],
  'price-list.set': ['prices'],
  'fee.set': ['prices'],
  'key.recipient': [],
  'key.given': [],
  'series.opened': ['series'],
  'series.closed': ['series'],
  'series.sheets': ['series'],
  'draft.set': ['drafts'],
  'draft.discarded': ['drafts'],
  'document.issued': ['documents', 'drafts', 'customers', 'series'],
  'quote.answered': ['documents'],
  'document.voided': ['documents', 'customers'],
  'document.released': ['documents'],
  'document.archived': ['files'],
  'document.einvoiced': ['documents'],
  'document.cleared': ['documents'],
  'document.delivered': ['documents'],
  'document.mailed': ['documents', 'mail'],
  'payment.posted': ['payments', 'documents', 'customers'],
  'payment.voided': ['payments', 'documents', 'customers'],
  'cheque.placed': ['payments'],
  'payment.returned': ['payments', 'documents', 'customers'],
  'payment.presented': ['payments', 'documents', 'customers'],
  'refund.made': ['payments', 'customers'],
  'credit.written': ['payments', 'documents', 'customers'],
  'allocation.made': ['payments', 'documents', 'customers'],
  'allocation.taken-back': ['payments', 'documents', 'customers'],
  'deduction.made': ['documents', 'customers'],
  'deduction.taken-back': ['documents', 'payments', 'customers'],
  'review.answered': ['review'],
  'period.closed': ['periods', 'documents', 'payments'],
  'period.reopened': ['periods', 'documents', 'payments'],
  'period.sealed': ['periods'],
};

/** The topics that events touch, each once. */
export function topicsOf(events: readonly DomainEvent[]): Topic[] {
  return [...new Set(events.flatMap(({ type }) => TOPICS[type]))];
}
