/** Money received, where its cheque is, and its void or return (AL1, AL5). */
import { dayNumber } from '../../../shared/domain/day.ts';
import { codeKey } from '../keys.ts';
import type { ChequeWord } from '../rows.ts';
import { type Act, type Happening, placeOf, withCommit } from './act.ts';
import { earlierEnd, linkSubject, placeFact, untouched } from './facts.ts';

export function paymentPosted(act: Act, { event, index }: Happening<'payment.posted'>): void {
  const { work } = act;
  const payment = event.data;
  const referenceKey = codeKey(payment.reference || (payment.cheque?.number ?? ''));
  placeFact(act, work.payments, { table: 'payments', id: event.entity }, index, (id, links) => ({
    ...links,
    ...untouched(payment.amount, event.effective),
    id,
    customer: payment.customer,
    currency: payment.currency,
    date: event.effective,
    amount: payment.amount,
    methodName: payment.methodName,
    methodKind: payment.methodKind,
    reference: payment.reference,
    from: event.effective,
    commit: act.commit,
    event: index,
    at: placeOf(act, index),
    newest: -dayNumber(event.effective),
    down: -placeOf(act, index),
    ...(referenceKey ? { referenceKey } : {}),
  }));
  work.topics.add('payments');
}

export function paymentEnded(act: Act, { event }: Happening<'payment.voided' | 'payment.returned'>): void {
  const { work, commit } = act;
  const key = { table: 'payments', id: event.entity } as const;
  const kind = event.type === 'payment.voided' ? 'void' : 'return';
  linkSubject(work, key, (links) => {
    const end = { on: event.effective, kind, reason: event.data.reason, commit } as const;
    return { end: earlierEnd(links.end, end), history: withCommit(links.history, commit) };
  });
  work.needsRefold(key);
  work.topics.add('payments').add('documents');
}

export function chequePlaced(act: Act, { event }: Happening<'cheque.placed'>): void {
  const { work, commit } = act;
  const clock = work.commits.get(commit)?.clock ?? '';
  const cheque = { ...event.data, on: event.effective, clock, commit };
  const order = (said: ChequeWord) => `${said.on}/${said.clock}/${said.commit}`;
  linkSubject(work, { table: 'payments', id: event.entity }, (links) => {
    // Of one commit the later event is the later word.
    const isNewer = !links.cheque || order(links.cheque) <= order(cheque);
    return { ...(isNewer ? { cheque } : {}), history: withCommit(links.history, commit) };
  });
  work.topics.add('payments');
}
