/** A hook around `carryOut`: one posting at a time, its error kept until the next. */
import { useRef, useState } from 'react';
import type { AppError, Result } from '../../../../shared/errors/index.ts';
import { invoke } from '../../data/client.ts';
import { CommandIds } from '../../data/command-ids.ts';
import { carryOut, type Posting } from './carry-out.ts';

export interface PostPayment {
  /** Answers the new payment's id, or `null` where only credit was used. */
  readonly run: (posting: Posting) => Promise<Result<string | null, AppError>>;
  readonly pending: boolean;
  readonly error: AppError | null;
}

export function usePostPayment(): PostPayment {
  const [ids] = useState(() => new CommandIds());
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const run = async (posting: Posting): Promise<Result<string | null, AppError>> => {
    if (busy.current) return { ok: false, error: { kind: 'cancelled' } };
    busy.current = true;
    setPending(true);
    setError(null);
    const result = await carryOut(posting, {
      applyCredit: (input) => invoke('payments.applyCredit', input),
      post: (input) => invoke('payments.post', input),
      idFor: (step) => ids.idFor(JSON.stringify(step)),
    });
    busy.current = false;
    setPending(false);
    if (!result.ok) setError(result.error);
    return result;
  };
  return { run, pending, error };
}
