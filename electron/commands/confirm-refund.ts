/** The paper of a refund: a document with a number of its own that says how much was given back, how, and out of which credit (AL6). */
import { blankDraft } from '../../shared/contract/blank-records.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { fromMinor } from '../../shared/domain/currency.ts';
import type { DecimalString } from '../../shared/domain/money.ts';
import { err } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { type Command, eventOf } from './command.ts';
import { issuePlain } from './plain-document.ts';

/** Out of what the money came, in the customer's language; `{label}` is filled in. */
const WORDS = {
  en: { payment: 'Out of your payment ({label})', creditNote: 'Out of credit note {label}' },
  de: { payment: 'Aus Ihrer Zahlung ({label})', creditNote: 'Aus der Gutschrift {label}' },
} as const;

export const confirmRefund: Command<ParsedInputOf<'refunds.confirm'>, OutputOf<'refunds.confirm'>> = {
  decide: async ({ id, refund: refundId }, context) => {
    const [found, existing] = await Promise.all([
      context.lookup('refund', { id: refundId }),
      context.lookup('documents', { ids: [id] }),
    ]);
    if (!found.ok) return found;
    if (!existing.ok) return existing;
    const refund = found.value;
    if (!refund) return err({ kind: 'not-found', what: 'refund', id: refundId });
    if (refund.takenBack !== null) return err({ kind: 'refused', reason: 'refund-taken-back' });
    const before = existing.value[0]?.number;
    if (before) return err({ kind: 'refused', reason: 'already-issued', params: { number: before } });
    if (refund.paper)
      return err({ kind: 'refused', reason: 'refund-confirmed', params: { number: refund.paper } });
    const customers = await context.lookup('customers', { ids: [refund.customer] });
    if (!customers.ok) return customers;
    const words = customers.value[0]?.fields.language === 'de' ? WORDS.de : WORDS.en;
    const { source, label, amount, currency, date, methodName: method, reference } = refund;
    const line: Draft['lines'][number] = {
      id: context.newId('line'),
      item: null,
      description: words[source.kind].replace('{label}', () => label),
      quantity: '1' as DecimalString,
      unit: '',
      unitPrice: fromMinor(amount, currency) as DecimalString,
      adjustments: [],
      tax: null,
    };
    const draft: Draft = { ...blankDraft(currency, 'refund', refund.customer), lines: [line] };
    return issuePlain(context, id, draft, { refund: { id: refundId, source, date, method, reference } });
  },
  answer: (events, _commitId, { id }) => ({
    id,
    number: eventOf(events, 'document.issued').data.document.number,
  }),
};
