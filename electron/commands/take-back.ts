/** Voids and take-backs: dated facts that end what stood, and never edit it (AL2, AL5, DO1). */
import type { DocumentLookup } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { registrationEnds } from '../../shared/domain/clearance.ts';
import { laterDay } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/money.ts';
import type { CountryProfile } from '../../shared/domain/profile.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import { firstOpen } from '../../shared/events/periods.ts';
import type { Command, CommandContext, Decision } from './command.ts';
import { openFromFor, refuseClosed } from './open-period.ts';

/** True while a document can still be voided: nothing settles it, its period is open, and it is in the office or the profile lets it leave (DO1). */
export const isVoidable = (
  document: Pick<DocumentLookup, 'void' | 'settled' | 'released' | 'issueDate'>,
  profile: Pick<CountryProfile, 'voidRule'>,
  openFrom: Day | null,
): boolean =>
  !document.void &&
  !document.settled &&
  firstOpen(document.issueDate, openFrom) === document.issueDate &&
  (!document.released || profile.voidRule !== 'until-released');

/** A deposit invoice that an invoice deducts stands as long as that invoice does (AL3). */
export const refuseDeducted = ({
  number,
  deductedBy,
}: Pick<DocumentLookup, 'number' | 'deductedBy'>): AppError | null =>
  deductedBy === null
    ? null
    : { kind: 'refused', reason: 'deposit-deducted', params: { number, by: deductedBy } };

/** A credit note that has given deposits back stands once another invoice deducts them: they would be deducted twice (AL3). */
async function refuseFreed(
  context: CommandContext,
  id: string,
  { kind }: Pick<DocumentLookup, 'kind'>,
): Promise<Result<null, AppError>> {
  if (kind !== 'creditNote') return ok(null);
  const note = await context.lookup('issued', { id });
  if (!note.ok) return note;
  const ids = (note.value?.deposits ?? []).map((deposit) => deposit.id);
  if (ids.length === 0) return ok(null);
  const deposits = await context.lookup('deposits', { ids, of: null });
  if (!deposits.ok) return deposits;
  const refused = deposits.value.map(refuseDeducted).find((error) => error !== null);
  return refused ? err(refused) : ok(null);
}

/**
 * DO5: a registered document is voided only while the authority takes the registration back, after it has done so, and as long
 * as the buyer does not have the paper; from then on a credit note takes it back.
 */
function refuseRegistered(
  { number, clearedOn, handedOut }: Pick<DocumentLookup, 'number' | 'clearedOn' | 'handedOut'>,
  { clearanceCancelHours: hours }: Pick<CountryProfile, 'clearanceCancelHours'>,
  today: Day,
  isCancelled: boolean,
): AppError | null {
  if (clearedOn === null) return null;
  const params = { number, hours: hours ?? 0 };
  if (handedOut) return { kind: 'refused', reason: 'left-the-office', params };
  if (hours === null || today > registrationEnds(clearedOn, hours))
    return { kind: 'refused', reason: 'registration-stands', params };
  return isCancelled ? null : { kind: 'refused', reason: 'registration-not-cancelled', params };
}

/** Voids an issued document that has not left the office and settles nothing (DO1; the US profile lets it leave). */
export const voidInvoice: Command<ParsedInputOf<'invoices.void'>, OutputOf<'invoices.void'>> = {
  decide: (input, context) => voidDocument(input, context, false),
  answer: (_events, _commitId, input) => ({ id: input.id }),
};

/** @param frees whether what it settles may be settled no more: a credit note that was issued twice (DO4) */
export async function voidDocument(
  { id, reason, registrationCancelled }: Omit<ParsedInputOf<'invoices.void'>, 'commandId'>,
  context: CommandContext,
  frees: boolean,
): Promise<Decision> {
  const found = await context.lookup('documents', { ids: [id] });
  if (!found.ok) return found;
  const document = found.value[0];
  if (!document) return err({ kind: 'not-found', what: 'document', id });
  const company = await context.lookup('company', {});
  if (!company.ok) return company;
  const params = { number: document.number };
  if (document.void) return err({ kind: 'refused', reason: 'already-void', params });
  const deducted = refuseDeducted(document);
  if (deducted) return err(deducted);
  const held = await refuseFreed(context, id, document);
  if (!held.ok) return held;
  const settled = document.settled && !frees;
  if (settled) return err({ kind: 'refused', reason: 'has-settlements', params });
  if (document.kind === 'correction') return err({ kind: 'refused', reason: 'correction-stands', params });
  if (document.billedBy !== null)
    return err({
      kind: 'refused',
      reason: 'delivery-billed',
      params: { ...params, by: document.billedBy },
    });
  const open = await openFromFor(context, document.issueDate);
  if (!open.ok) return open;
  if (open.value !== null && document.issueDate < open.value)
    return err({ kind: 'refused', reason: 'period-closed', params: { openFrom: open.value } });
  const profile = profileOf(company.value?.fields.profile ?? 'GB');
  const registered = refuseRegistered(document, profile, context.today, registrationCancelled);
  if (registered) return err(registered);
  const isOut = document.clearedOn === null && document.released;
  if (!isVoidable({ ...document, settled, released: isOut }, profile, open.value))
    return err({ kind: 'refused', reason: 'left-the-office', params });
  return ok([event('document.voided', id, context.today, { reason })]);
}

/** Voids a payment that was never money; its allocations and what was written off with it end on that day (AL5). */
export const voidPayment: Command<ParsedInputOf<'payments.void'>, OutputOf<'payments.void'>> = {
  decide: async (input, context) => {
    const found = await context.lookup('payments', { ids: [input.id] });
    if (!found.ok) return found;
    const payment = found.value[0];
    if (!payment) return err({ kind: 'not-found', what: 'payment', id: input.id });
    if (payment.status !== 'posted') return err({ kind: 'refused', reason: 'payment-void' });
    // What lay in the bank was money: the bank may take it back, nobody can say that it never was.
    if (payment.cheque && payment.cheque.place !== 'in-hand')
      return err({ kind: 'refused', reason: 'cheque-banked' });
    return ok([
      event('payment.voided', input.id, context.today, { reason: input.reason }),
      ...payment.deductions.map((id) =>
        event('deduction.taken-back', id, context.today, { reason: input.reason }),
      ),
    ]);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};

/** Takes an allocation back: the money is the customer's credit again from that day on (AL2). */
export const takeAllocationBack: Command<
  ParsedInputOf<'allocations.takeBack'>,
  OutputOf<'allocations.takeBack'>
> = {
  decide: async (input, context) => {
    const found = await context.lookup('allocation', { id: input.id });
    if (!found.ok) return found;
    const allocation = found.value;
    if (!allocation) return err({ kind: 'not-found', what: 'allocation', id: input.id });
    if (allocation.takenBack !== null) return err({ kind: 'refused', reason: 'already-taken-back' });
    // What begins later, as of a post-dated cheque, ends on the day on which it would (AL1, AL2).
    const on = laterDay(allocation.effective, input.date);
    if (input.date > context.today || (input.date < allocation.effective && input.date !== context.today)) {
      return err({ kind: 'invalid', fields: [{ path: 'date', problem: 'not-in-range' }] });
    }
    const open = await refuseClosed(context, 'date', on);
    if (!open.ok) return open;
    return ok([event('allocation.taken-back', input.id, on, { reason: input.reason })]);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};

/**
 * Takes a deduction back from today on: what was let off is owed again, with the tax in it (EP1 "charge back", AL9). One that
 * a final invoice has reckoned with stays (AL3).
 */
export const takeDeductionBack: Command<
  ParsedInputOf<'deductions.takeBack'>,
  OutputOf<'deductions.takeBack'>
> = {
  decide: async (input, context) => {
    const found = await context.lookup('deduction', { id: input.id });
    if (!found.ok) return found;
    const deduction = found.value;
    if (!deduction || deduction.invoice === null)
      return err({ kind: 'not-found', what: 'allocation', id: input.id });
    if (deduction.takenBack !== null) return err({ kind: 'refused', reason: 'already-taken-back' });
    const documents = await context.lookup('documents', { ids: [deduction.invoice] });
    if (!documents.ok) return documents;
    const [document] = documents.value;
    const deducted = document ? refuseDeducted(document) : null;
    if (deducted) return err(deducted);
    // One that begins later than today has not reduced anything yet: it ends on the day on which it would.
    const on = laterDay(deduction.from, context.today);
    return ok([event('deduction.taken-back', input.id, on, { reason: input.reason })]);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};
