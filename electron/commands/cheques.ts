/** Where a cheque is, what the bank took back, and what is presented again (AL1, AL5): dated facts that never edit the payment. */
import type { DocumentLookup, PaymentLookup } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { type Day, minor, sum } from '../../shared/domain/money.ts';
import { PRESENTED_KINDS } from '../../shared/domain/payment-methods.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import type { ChequePlace } from '../../shared/events/payments.ts';
import type { Command, CommandContext } from './command.ts';
import { refuseClosed } from './open-period.ts';
import { type AllocationRequest, allocationEvents } from './settle.ts';

/** From where a cheque can come to a place; `null`: nobody said yet where it is. */
const COMES_FROM: { readonly [Place in ChequePlace]: readonly (ChequePlace | null)[] } = {
  'in-hand': ['banked', 'cleared'],
  banked: [null, 'in-hand', 'cleared'],
  cleared: ['banked'],
};

/** The payment while it stands, if the day is one on which something can have happened to it: not before it counts. */
async function standing(
  context: CommandContext,
  { id, date }: { readonly id: string; readonly date: Day },
): Promise<Result<PaymentLookup, AppError>> {
  const found = await context.lookup('payments', { ids: [id] });
  if (!found.ok) return found;
  const [payment] = found.value;
  if (!payment) return err({ kind: 'not-found', what: 'payment', id });
  if (payment.status !== 'posted') return err({ kind: 'refused', reason: 'payment-void' });
  const since = payment.cheque && payment.cheque.on > payment.date ? payment.cheque.on : payment.date;
  if (date > context.today || date < since)
    return err({ kind: 'invalid', fields: [{ path: 'date', problem: 'not-in-range' }] });
  const open = await refuseClosed(context, 'date', date);
  return open.ok ? ok(payment) : open;
}

export const placeCheque: Command<ParsedInputOf<'payments.placeCheque'>, OutputOf<'payments.placeCheque'>> = {
  decide: async ({ id, place, date, reason }, context) => {
    if (place === 'in-hand' && reason.trim() === '')
      return err({ kind: 'invalid', fields: [{ path: 'reason', problem: 'required' }] });
    const payment = await standing(context, { id, date });
    if (!payment.ok) return payment;
    const { methodKind, cheque } = payment.value;
    if (methodKind !== 'cheque') return err({ kind: 'refused', reason: 'not-a-cheque' });
    if (!COMES_FROM[place].includes(cheque?.place ?? null))
      return err({ kind: 'refused', reason: 'cheque-elsewhere' });
    return ok([event('cheque.placed', id, date, { place, reason })]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};

/** The invoices are open again with their old due dates, and by what was let off with the payment too (AL5). */
export const returnPayment: Command<ParsedInputOf<'payments.return'>, OutputOf<'payments.return'>> = {
  decide: async ({ id, date, code, fee, reason }, context) => {
    const payment = await standing(context, { id, date });
    if (!payment.ok) return payment;
    // Cash has no bank that takes it back.
    if (payment.value.methodKind === 'cash') return err({ kind: 'refused', reason: 'cash-not-returned' });
    return ok([
      event('payment.returned', id, date, { code, fee, reason }),
      ...payment.value.deductions.map((deduction) =>
        event('deduction.taken-back', deduction, date, { reason }),
      ),
    ]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};

/** The payment counts again, and settles what it had settled as far as nothing else has done so since (AL3, AL5). */
export const presentAgain: Command<
  ParsedInputOf<'payments.presentAgain'>,
  OutputOf<'payments.presentAgain'>
> = {
  decide: async ({ id, date, reason }, context) => {
    const found = await context.lookup('payments', { ids: [id] });
    if (!found.ok) return found;
    const [payment] = found.value;
    if (!payment) return err({ kind: 'not-found', what: 'payment', id });
    if (!PRESENTED_KINDS.includes(payment.methodKind))
      return err({ kind: 'refused', reason: 'not-presented-again' });
    const { returned } = payment;
    if (returned === null) return err({ kind: 'refused', reason: 'not-returned' });
    if (date > context.today || date <= returned.on)
      return err({ kind: 'invalid', fields: [{ path: 'date', problem: 'not-in-range' }] });
    const open = await refuseClosed(context, 'date', date);
    if (!open.ok) return open;
    const targets = [...new Set(returned.settled.map(({ target }) => target))];
    const documents = targets.length === 0 ? ok([]) : await context.lookup('documents', { ids: targets });
    if (!documents.ok) return documents;
    const standing = documents.value.filter((document) => !document.void);
    const source = { kind: 'payment', id, day: date, roomFrom: date } as const;
    const asked = settledAgain(returned, standing);
    return ok([
      event('payment.presented', id, date, { reason }),
      ...(payment.methodKind === 'cheque'
        ? [event('cheque.placed', id, date, { place: 'banked', reason })]
        : []),
      ...allocationEvents(context, source, new Map(standing.map((one) => [one.id, one])), asked),
    ]);
  },
  answer: (events, _commitId, { id }) => {
    const settled = events.map((made) => (made.type === 'allocation.made' ? made.data.amount : minor(0)));
    return { id, settled: sum(settled) };
  },
};

/** Of each invoice what was settled, never more than is open now, and in all never more than is free. */
function settledAgain(
  { settled, free }: NonNullable<PaymentLookup['returned']>,
  documents: readonly DocumentLookup[],
): AllocationRequest[] {
  const open = new Map(documents.map(({ id, outstanding }) => [id, outstanding]));
  let left: number = free;
  return settled.map(({ target, amount }) => {
    const room = open.get(target) ?? 0;
    const again = Math.max(0, Math.min(amount, room, left));
    open.set(target, minor(room - again));
    left -= again;
    return { target, amount: minor(again) };
  });
}
