/** Carries a posting out: existing credit first, then the new money, each once even when it has to be repeated. */
import { useRef, useState } from 'react';
import type { InputOf } from '../../../../shared/contract/contract.ts';
import { type AppError, ok, type Result } from '../../../../shared/errors/index.ts';
import { invoke } from '../../data/client.ts';
import { newId } from '../../data/ids.ts';
import type { PostingPlan } from './posting-plan.ts';

type PostInput = InputOf<'payments.post'>;

export interface Posting {
  readonly plan: PostingPlan;
  readonly payment: Omit<PostInput, 'commandId' | 'id' | 'allocations' | 'writeOffs'>;
}

export interface PostPayment {
  /** Answers the new payment's id, or `null` where only credit was used. */
  readonly run: (posting: Posting) => Promise<Result<string | null, AppError>>;
  readonly pending: boolean;
  readonly error: AppError | null;
}

/**
 * Ids belong to the content of a step: the same step repeated after a failure keeps its command id, so that what did
 * happen does not happen twice.
 */
export function usePostPayment(): PostPayment {
  const ids = useRef(new Map<string, string>());
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const idFor = (step: unknown): string => {
    const key = JSON.stringify(step);
    const known = ids.current.get(key) ?? newId();
    ids.current.set(key, known);
    return known;
  };

  const steps = async ({ plan, payment }: Posting): Promise<Result<string | null, AppError>> => {
    for (const { credit, allocations } of plan.credits) {
      const step = {
        source: { kind: credit.kind, id: credit.id },
        date: payment.date,
        allocations: [...allocations],
      };
      const reply = await invoke('payments.applyCredit', { commandId: idFor(step), ...step });
      if (!reply.ok) return reply;
    }
    if (payment.amount === 0) return ok(null);
    const step = {
      ...payment,
      allocations: [...plan.allocations],
      writeOffs: plan.writeOffs.map((writeOff) => ({ ...writeOff, reason: '' })),
    };
    const reply = await invoke('payments.post', {
      commandId: idFor(step),
      id: idFor(['payment', step]),
      ...step,
    });
    return reply.ok ? ok(reply.value.id) : reply;
  };

  const run = async (posting: Posting): Promise<Result<string | null, AppError>> => {
    if (busy.current) return { ok: false, error: { kind: 'cancelled' } };
    busy.current = true;
    setPending(true);
    setError(null);
    const result = await steps(posting);
    busy.current = false;
    setPending(false);
    if (!result.ok) setError(result.error);
    return result;
  };
  return { run, pending, error };
}
