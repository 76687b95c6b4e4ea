/** Money received, where its cheque is, and its void, return or new presentation (AL1, AL5). */
import { dayNumber } from '../../../shared/domain/day.ts';
import { lifeOf, turnOrder } from '../../../shared/events/turns.ts';
import { codeKey } from '../keys.ts';
import type { ChequeWord, End, PaymentTurn } from '../rows.ts';
import { type Act, type Happening, placeOf, withCommit } from './act.ts';
import { linkSubject, placeFact, untouched } from './facts.ts';

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

type Turned = Happening<'payment.voided' | 'payment.returned' | 'payment.presented'>;

const TURNS = {
  'payment.voided': 'void',
  'payment.returned': 'return',
  'payment.presented': 'presented',
} as const;

export function paymentTurned(act: Act, { event, index }: Turned): void {
  const { work, commit } = act;
  const key = { table: 'payments', id: event.entity } as const;
  const order = turnOrder(work.commits.get(commit)?.clock ?? '', commit, index);
  const said = event.type === 'payment.returned' ? { code: event.data.code, fee: event.data.fee } : {};
  const { effective: on, data } = event;
  const turn: PaymentTurn = { kind: TURNS[event.type], on, reason: data.reason, commit, order, ...said };
  linkSubject(work, key, (links) => {
    const turns = [...(links.turns ?? []), turn];
    return { turns, end: endOf(lifeOf(turns).end), history: withCommit(links.history, commit) };
  });
  work.needsRefold(key);
  work.topics.add('payments').add('documents');
}

const endOf = (turn: PaymentTurn | null): End | null =>
  turn && turn.kind !== 'presented'
    ? { on: turn.on, kind: turn.kind, reason: turn.reason, commit: turn.commit }
    : null;

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
