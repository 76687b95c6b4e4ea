/** What puts an entry of the review list right (EV6, DO4): each is events, so that it comes to every desktop and two of them meet. */
import { createHash } from 'node:crypto';
import { laterDay } from '../../shared/domain/day.ts';
import { minor } from '../../shared/domain/money.ts';
import { type AppError, err, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import { onceId } from '../../shared/events/once.ts';
import type { CommandContext, Decision } from './command.ts';
import { creditLeft } from './credit-left.ts';
import { settleable } from './settle.ts';
import { takeDeductionBack, voidDocument } from './take-back.ts';

/** What is done to `id`, for a reason. */
export interface Remedy {
  readonly commandId: string;
  readonly id: string;
  readonly reason: string;
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const NOT_OF_IT: AppError = { kind: 'invalid', fields: [{ path: 'end.id', problem: 'invalid' }] };

async function standing(context: CommandContext, id: string) {
  const found = await context.lookup('allocation', { id });
  if (!found.ok) return found;
  if (!found.value) return err({ kind: 'not-found', what: 'allocation', id } as const);
  return found.value.takenBack === null
    ? ok(found.value)
    : err({ kind: 'refused', reason: 'already-taken-back' } as const);
}

/**
 * The allocation that did not fit gets the place of one that was quicker (AL7): both end today, and what fits stands from today
 * on. What gave way is its source's credit. Two desktops that say so of one allocation make one of it, whichever they let go.
 */
export async function giveWay(
  cutId: string,
  { id, reason }: Remedy,
  context: CommandContext,
): Promise<Decision> {
  const cut = await standing(context, cutId);
  if (!cut.ok) return cut;
  const way = await standing(context, id);
  if (!way.ok) return way;
  const { source, target, asked, stands } = cut.value;
  const isSource = way.value.source.id === source.id;
  const isTarget = way.value.target === target;
  if (way.value.id === cutId || !(isSource || isTarget)) return err(NOT_OF_IT);
  const credit = await creditLeft(context, source);
  if (!credit.ok) return credit;
  const found = await settleable(context, [target], credit.value);
  if (!found.ok) return found;
  const invoice = found.value.get(target);
  if (!invoice) return err({ kind: 'not-found', what: 'document', id: target });
  const freed = way.value.stands;
  const left = credit.value.left + stands + (isSource ? freed : 0);
  const room = invoice.outstanding + stands + (isTarget ? freed : 0);
  const fits = Math.min(asked, left, room);
  const { currency, customer } = credit.value;
  if (fits <= stands) {
    const amounts = (of: number) => ({
      asked: { minor: asked, currency },
      left: { minor: minor(of), currency },
    });
    return err(
      left <= room
        ? { kind: 'refused', reason: 'not-enough-credit', params: amounts(left) }
        : {
            kind: 'refused',
            reason: 'not-enough-room',
            params: { number: invoice.number, ...amounts(room) },
          },
    );
  }
  const days = [cut.value.effective, way.value.effective, credit.value.roomFrom, invoice.roomFrom];
  const day = days.reduce(laterDay, context.today);
  return ok([
    event('allocation.taken-back', id, day, { reason }),
    event('allocation.taken-back', cutId, day, { reason }),
    event('allocation.made', onceId({ document: cutId, rule: 'gave-way', period: '' }, sha256), day, {
      source,
      target,
      amount: minor(fits),
      customer,
      currency: invoice.currency,
    }),
  ]);
}

/** An allocation whose invoice was voided elsewhere ends: what it had is its source's credit, for whatever it is wanted (AL7). */
export async function release({ id, reason }: Remedy, context: CommandContext): Promise<Decision> {
  const cut = await standing(context, id);
  if (!cut.ok) return cut;
  const found = await context.lookup('documents', { ids: [cut.value.target] });
  if (!found.ok) return found;
  if (!found.value[0]?.void) return err(NOT_OF_IT);
  const day = laterDay(cut.value.effective, context.today);
  return ok([event('allocation.taken-back', id, day, { reason })]);
}

/** A refund or deduction of what was overdrawn, recorded once too often, counts from today on no more (EV6). */
export async function takeReductionBack(
  subject: string,
  { commandId, id, reason }: Remedy,
  context: CommandContext,
): Promise<Decision> {
  const found = await context.lookup('deduction', { id });
  if (!found.ok) return found;
  if (found.value?.subject !== subject) return err(NOT_OF_IT);
  if (found.value.invoice !== null) return takeDeductionBack.decide({ commandId, id, reason }, context);
  if (found.value.takenBack !== null) return err({ kind: 'refused', reason: 'already-taken-back' });
  // What begins later than today has not reduced anything yet: it ends on the day on which it would.
  const day = laterDay(found.value.from, context.today);
  return ok([event('deduction.taken-back', id, day, { reason })]);
}

/** A credit note that came on top of another desktop's for one invoice: what it settles it settles no more (DO4). */
export async function voidNote(
  invoice: string,
  { id, reason }: Remedy,
  context: CommandContext,
): Promise<Decision> {
  const found = await context.lookup('crediting', { invoice, note: id });
  if (!found.ok) return found;
  if (!found.value) return err(NOT_OF_IT);
  return voidDocument({ id, reason, registrationCancelled: false }, context, !found.value.refunded);
}

/** One of those that took a deposit off twice, an invoice or a credit note, as long as it has not left the office (AL3). */
export async function voidTaker(deposit: string, remedy: Remedy, context: CommandContext): Promise<Decision> {
  const { id, reason } = remedy;
  const taker = await context.lookup('issued', { id });
  if (!taker.ok) return taker;
  const isDeducting = taker.value?.deposits?.some((one) => one.id === deposit) ?? false;
  if (!isDeducting) return voidNote(deposit, remedy, context);
  return voidDocument({ id, reason, registrationCancelled: false }, context, false);
}
