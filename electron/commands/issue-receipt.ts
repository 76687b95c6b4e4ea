/**
 * A receipt for money received: a document with a number of its own that says what the money was for. It is made today, or was
 * written by hand on a sheet of a pad, whose number and day it keeps (NU6).
 */
import { blankDraft } from '../../shared/contract/blank-records.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { fromMinor } from '../../shared/domain/currency.ts';
import type { DecimalString, Minor } from '../../shared/domain/money.ts';
import { presetIn } from '../../shared/domain/preset-texts.ts';
import { err, type Finding } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { type Command, eventOf } from './command.ts';
import { issuePlain } from './plain-document.ts';

/** What the money was for, in the customer's language; `{number}` is filled in. */
const WORDS = {
  en: { invoice: 'For {number}', credit: 'On account' },
  de: { invoice: 'Auf {number}', credit: 'Auf Ihr Kundenkonto' },
} as const;

export const issueReceipt: Command<ParsedInputOf<'receipts.issue'>, OutputOf<'receipts.issue'>> = {
  decide: async ({ id, payment: paymentId, written, overrides }, context) => {
    const [found, existing] = await Promise.all([
      context.lookup('receivedMoney', { id: paymentId }),
      context.lookup('documents', { ids: [id] }),
    ]);
    if (!found.ok) return found;
    if (!existing.ok) return existing;
    const money = found.value;
    if (!money) return err({ kind: 'not-found', what: 'payment', id: paymentId });
    if (money.status !== 'posted') return err({ kind: 'refused', reason: 'payment-void' });
    const before = existing.value[0]?.number;
    if (before) return err({ kind: 'refused', reason: 'already-issued', params: { number: before } });
    if (money.receipt)
      return err({ kind: 'refused', reason: 'receipt-given', params: { number: money.receipt } });
    const customers = await context.lookup('customers', { ids: [money.customer] });
    if (!customers.ok) return customers;
    const language = customers.value[0]?.fields.language ?? 'en';
    const words = WORDS[language];
    const line = (description: string, amount: Minor, index: number): Draft['lines'][number] => ({
      id: context.newId(`line/${index}`),
      item: null,
      description,
      quantity: '1' as DecimalString,
      unit: '',
      unitPrice: fromMinor(amount, money.currency) as DecimalString,
      adjustments: [],
      tax: null,
    });
    const settled = money.settles.map(({ number, amount }, index) =>
      line(words.invoice.replace('{number}', number), amount, index),
    );
    const rest = money.unapplied > 0 ? [line(words.credit, money.unapplied, settled.length)] : [];
    const draft: Draft = {
      ...blankDraft(money.currency, 'receipt', money.customer),
      ...(written && {
        paper: { series: written.series, sheet: written.sheet },
        issueDate: written.day,
      }),
      lines: [...settled, ...rest],
    };
    const { date, postDated, methodName, reference } = money;
    // Nobody confirms money before it is there: one of the two days was likely misread.
    const asked: Finding[] =
      written && written.day < date
        ? [{ code: 'receipt-before-payment', severity: 'ask', path: 'issueDate', params: { day: date } }]
        : [];
    return issuePlain(
      context,
      id,
      draft,
      {
        payment: {
          id: paymentId,
          date,
          method: presetIn(methodName, language),
          reference,
          ...(postDated !== null && { postDated }),
        },
      },
      { asked, overrides },
    );
  },
  answer: (events, _commitId, { id }) => ({
    id,
    number: eventOf(events, 'document.issued').data.document.number,
  }),
};
