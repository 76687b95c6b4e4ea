/** A hook for commands: one call at a time, its error kept until the next. */
import { useCallback, useRef, useState } from 'react';
import type { CommandName, InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError, Result } from '../../../shared/errors/index.ts';
import { invoke } from './client.ts';
import { CommandIds } from './command-ids.ts';

export interface CommandHook<Name extends CommandName> {
  /** Sends the command. Pass the same `commandId` again when repeating it: each content of it then happens once. */
  readonly run: (input: InputOf<Name>) => Promise<Result<OutputOf<Name>, AppError>>;
  readonly pending: boolean;
  readonly error: AppError | null;
  readonly clear: () => void;
}

/** A command with its state. While one is under way, a second call answers `cancelled` and sends nothing. */
export function useCommand<Name extends CommandName>(name: Name): CommandHook<Name> {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const busy = useRef(false);
  const [ids] = useState(() => new CommandIds());
  const run = useCallback(
    async (input: InputOf<Name>): Promise<Result<OutputOf<Name>, AppError>> => {
      if (busy.current) return { ok: false, error: { kind: 'cancelled' } };
      busy.current = true;
      setPending(true);
      setError(null);
      const reply = await invoke(name, ids.named(input));
      busy.current = false;
      setPending(false);
      if (!reply.ok) setError(reply.error);
      return reply;
    },
    [name, ids],
  );
  const clear = useCallback(() => setError(null), []);
  return { run, pending, error, clear };
}
