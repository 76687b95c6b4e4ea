/** Carries a posting out as one command: earlier credit and new money together, or credit alone (AL4, EV1). */
import type { InputOf, OutputOf } from '../../../../shared/contract/contract.ts';
import { type AppError, ok, type Result } from '../../../../shared/errors/index.ts';
import type { PostingPlan } from './posting-plan.ts';

type PostInput = InputOf<'payments.post'>;

export interface Posting {
  readonly plan: PostingPlan;
  /** Why a late early discount is granted, in the clerk's words. */
  readonly lateReason: string;
  readonly payment: Omit<PostInput, 'commandId' | 'id' | 'credits' | 'allocations' | 'writeOffs'>;
}

export interface PostingCommands {
  readonly applyCredit: (
    input: InputOf<'payments.applyCredit'>,
  ) => Promise<Result<OutputOf<'payments.applyCredit'>, AppError>>;
  readonly post: (input: PostInput) => Promise<Result<OutputOf<'payments.post'>, AppError>>;
  /** An id for a step; the same step, repeated, has the same one, so that what did happen does not happen twice. */
  readonly idFor: (step: unknown) => string;
}

/** Answers the new payment's id, or `null` where only credit was used. */
export async function carryOut(
  { plan, payment, lateReason }: Posting,
  { applyCredit, post, idFor }: PostingCommands,
): Promise<Result<string | null, AppError>> {
  const credits = plan.credits.map(({ credit, allocations }) => ({
    source: { kind: credit.kind, id: credit.id },
    allocations: [...allocations],
  }));
  if (payment.amount === 0) {
    const step = { date: payment.date, credits };
    const reply = await applyCredit({ commandId: idFor(step), ...step });
    return reply.ok ? ok(null) : reply;
  }
  const step = {
    ...payment,
    credits,
    allocations: [...plan.allocations],
    writeOffs: plan.writeOffs.map(({ isLate, ...writeOff }) => ({
      ...writeOff,
      reason: isLate ? lateReason : '',
    })),
  };
  const reply = await post({ commandId: idFor(step), id: idFor(['payment', step]), ...step });
  return reply.ok ? ok(reply.value.id) : reply;
}
