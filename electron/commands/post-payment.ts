/** Posts money received with its allocations, earlier credit that is used first, and write-offs, all in one commit (AL1–AL4, AL8, EV1). */

import type { DocumentLookup } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { cashRoundingOf } from '../../shared/domain/cash-rounding.ts';
import { laterDay } from '../../shared/domain/day.ts';
import type { IssuedTerms } from '../../shared/domain/issued-terms.ts';
import { minor, sum, ZERO } from '../../shared/domain/money.ts';
import { taxInDiscount } from '../../shared/domain/terms.ts';
import { type AppError, err, type FieldProblem, ok, type Result } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import { type Command, eventOf, type Reader } from './command.ts';
import { refuseClosed } from './open-period.ts';
import { allocationEvents, checkRoom, settleable } from './settle.ts';
import { creditEvents, creditsOf } from './use-credits.ts';

type Input = ParsedInputOf<'payments.post'>;
type Output = OutputOf<'payments.post'>;

type Offer = NonNullable<IssuedTerms['discount']>;

/** The offers of the invoices that are granted an early discount, late ones too (EP1). */
async function discountOffers(
  context: Reader,
  writeOffs: Input['writeOffs'],
): Promise<Result<ReadonlyMap<string, Offer>, AppError>> {
  const offers = new Map<string, Offer>();
  for (const { target, kind } of writeOffs) {
    if (kind !== 'early-discount') continue;
    const issued = await context.lookup('issued', { id: target });
    if (!issued.ok) return issued;
    if (issued.value?.terms.discount) offers.set(target, issued.value.terms.discount);
  }
  return ok(offers);
}

/**
 * TX8: what coins leave is settled with the cash that is handed over: once a payment, by no more than half a step either
 * way, and of an invoice that nothing is left of then.
 */
function cashRoundingProblem(
  { writeOffs, allocations, credits, currency }: Input,
  how: {
    readonly documents: ReadonlyMap<string, DocumentLookup>;
    readonly isCash: boolean;
    readonly country: string;
  },
): FieldProblem | null {
  const index = writeOffs.findIndex(({ kind }) => kind === 'cash-rounding');
  const rounding = writeOffs[index];
  if (!rounding) return null;
  const path = `writeOffs.${index}`;
  const coins = cashRoundingOf(how.country, currency);
  if (!how.isCash || !coins) return { path: `${path}.kind`, problem: 'no-cash-rounding' };
  const { target, amount } = rounding;
  const isOnce = writeOffs.filter(({ kind }) => kind === 'cash-rounding').length === 1;
  const given = [...allocations, ...credits.flatMap((each) => each.allocations), ...writeOffs];
  const settled = sum(given.filter((each) => each.target === target).map((each) => each.amount));
  const isWhole = settled === how.documents.get(target)?.outstanding;
  return isOnce && isWhole && Math.abs(amount) * 2 <= coins.step
    ? null
    : { path: `${path}.amount`, problem: 'beyond-cash-rounding' };
}

export const postPayment: Command<Input, Output> = {
  decide: async (input, context) => {
    if (input.amount === 0)
      return err({ kind: 'invalid', fields: [{ path: 'amount', problem: 'required' }] });
    if (input.date > context.today)
      return err({ kind: 'invalid', fields: [{ path: 'date', problem: 'in-the-future' }] });
    // A cheque that is dated later pays nothing before its day (AL1).
    const counts = laterDay(input.date, input.cheque?.date ?? input.date);
    const open = await refuseClosed(context, 'date', input.date);
    if (!open.ok) return open;
    if (input.tendered !== null && input.tendered < input.amount) {
      return err({ kind: 'invalid', fields: [{ path: 'tendered', problem: 'less-than-amount' }] });
    }
    const customers = await context.lookup('customers', { ids: [input.customer] });
    if (!customers.ok) return customers;
    if (!customers.value[0]) return err({ kind: 'not-found', what: 'customer', id: input.customer });
    const methods = await context.lookup('methods', {});
    if (!methods.ok) return methods;
    const method = methods.value.find((record) => record.id === input.method);
    if (!method) return err({ kind: 'not-found', what: 'method', id: input.method });

    const existing = await context.lookup('payments', { ids: [input.id] });
    if (!existing.ok) return existing;
    if (existing.value[0]) return err({ kind: 'refused', reason: 'in-use' });

    const credits = await creditsOf(context, input.credits);
    if (!credits.ok) return credits;
    const foreign = credits.value.find(({ customer }) => customer !== input.customer);
    if (foreign)
      return err({
        kind: 'not-found',
        what: foreign.use.source.kind === 'payment' ? 'payment' : 'document',
        id: foreign.use.source.id,
      });
    if (credits.value.some(({ currency }) => currency !== input.currency))
      return err({ kind: 'refused', reason: 'currency-differs' });
    const fromCredit = input.credits.flatMap(({ allocations }) => allocations);
    const targets = [...fromCredit, ...input.allocations, ...input.writeOffs];
    const found = await settleable(
      context,
      targets.map(({ target }) => target),
      input,
    );
    if (!found.ok) return found;
    const room = checkRoom(found.value, targets);
    if (!room.ok) return room;
    const allocated = sum(input.allocations.map(({ amount }) => amount));
    if (allocated > input.amount) {
      return err({
        kind: 'refused',
        reason: 'not-enough-credit',
        params: {
          asked: { minor: allocated, currency: input.currency },
          left: { minor: input.amount, currency: input.currency },
        },
      });
    }
    const company = await context.lookup('company', {});
    if (!company.ok) return company;
    const tolerance = company.value?.fields.writeOffTolerance ?? minor(0);
    const tooMuch = input.writeOffs.findIndex(
      ({ kind, amount }) => kind === 'small-difference' && amount > tolerance,
    );
    if (tooMuch >= 0) {
      const problem = { path: `writeOffs.${tooMuch}.amount`, problem: 'beyond-tolerance' };
      return err({ kind: 'invalid', fields: [problem] });
    }

    const rounding = cashRoundingProblem(input, {
      documents: found.value,
      isCash: method.fields.kind === 'cash',
      country: company.value?.fields.address.country ?? '',
    });
    if (rounding) return err({ kind: 'invalid', fields: [rounding] });

    const offers = await discountOffers(context, input.writeOffs);
    if (!offers.ok) return offers;
    const wrong = input.writeOffs.flatMap(({ kind, target, amount }, index): FieldProblem[] => {
      if (kind !== 'early-discount') return [];
      const offer = offers.value.get(target);
      if (!offer) return [{ path: `writeOffs.${index}.kind`, problem: 'no-discount-offered' }];
      return amount > offer.amount ? [{ path: `writeOffs.${index}.amount`, problem: 'beyond-discount' }] : [];
    });
    if (wrong.length > 0) return err({ kind: 'invalid', fields: wrong });

    const payment = event('payment.posted', input.id, counts, {
      customer: input.customer,
      method: input.method,
      methodName: method.fields.name,
      methodKind: method.fields.kind,
      date: input.date,
      amount: input.amount,
      currency: input.currency,
      reference: input.reference,
      cheque: input.cheque,
      tendered: input.tendered,
      note: input.note,
    });
    const source = { kind: 'payment', id: input.id, day: counts, roomFrom: counts } as const;
    const writeOffs = input.writeOffs.map(({ target, amount, kind, reason }, index) => {
      const from = found.value.get(target)?.issueDate ?? counts;
      const offer = kind === 'early-discount' ? offers.value.get(target) : undefined;
      const tax = offer ? taxInDiscount(offer, amount) : ZERO;
      return event('deduction.made', context.newId(`deduction/${index}`), laterDay(from, counts), {
        target,
        kind,
        amount,
        customer: input.customer,
        currency: input.currency,
        ...(tax === 0 ? {} : { tax }),
        reason,
        payment: input.id,
      });
    });
    const placed =
      method.fields.kind === 'cheque'
        ? [event('cheque.placed', input.id, counts, { place: 'in-hand', reason: '' })]
        : [];
    return ok([
      payment,
      ...placed,
      ...creditEvents(context, credits.value, found.value, input.date),
      ...allocationEvents(context, source, found.value, input.allocations),
      ...writeOffs,
    ]);
  },
  answer: (events, _commitId, input) => {
    const { amount } = eventOf(events, 'payment.posted').data;
    const allocated = events.map((made) =>
      made.type === 'allocation.made' && made.data.source.id === input.id ? made.data.amount : minor(0),
    );
    return { id: input.id, unapplied: minor(amount - sum(allocated)) };
  },
};
