/** A hook around `saveRecord`: pending, error, and the conflict that waits for the clerk's choice. */
import { useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors/index.ts';
import { CommandIds } from './command-ids.ts';
import { decided, type RecordBase, type RecordChannel, type Saving, saveRecord } from './save-record.ts';
import type { ThreeWay } from './three-way.ts';

export interface SaveRecordOptions<Fields> extends Omit<RecordChannel<Fields>, 'commandIdFor'> {
  readonly base: RecordBase<Fields>;
}

export interface SaveRecord<Fields> {
  /** While one saving is under way, a second one answers `cancelled` and sends nothing. */
  readonly save: (fields: Fields) => Promise<Saving<Fields>>;
  readonly pending: boolean;
  readonly error: AppError | null;
  /** Fields that both sides changed, waiting for the clerk's choice. */
  readonly conflict: ThreeWay<Fields> | null;
  /** Saves with the other side's value in the fields named. */
  readonly decide: (theirs: readonly (keyof Fields & string)[]) => Promise<Saving<Fields>>;
  readonly dismiss: () => void;
}

export function useSaveRecord<Fields extends object>(options: SaveRecordOptions<Fields>): SaveRecord<Fields> {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [conflict, setConflict] = useState<{
    readonly merge: ThreeWay<Fields>;
    readonly now: RecordBase<Fields>;
  } | null>(null);
  const [ids] = useState(() => new CommandIds());
  const busy = useRef(false);

  const attempt = async (base: RecordBase<Fields>, fields: Fields): Promise<Saving<Fields>> => {
    if (busy.current) return { outcome: 'failed', error: { kind: 'cancelled' } };
    busy.current = true;
    setPending(true);
    setError(null);
    const commandIdFor = (content: string): string => ids.idFor(content);
    const saving = await saveRecord({ ...options, commandIdFor }, base, fields);
    busy.current = false;
    setPending(false);
    setConflict(saving.outcome === 'conflict' ? saving : null);
    if (saving.outcome === 'failed') setError(saving.error);
    return saving;
  };

  return {
    save: (fields) => attempt(options.base, fields),
    pending,
    error,
    conflict: conflict?.merge ?? null,
    decide: async (theirs) => {
      if (!conflict) return { outcome: 'failed', error: { kind: 'cancelled' } };
      const saving = await attempt(conflict.now, decided(conflict.merge, theirs));
      // What was joined before the question is told with the rest.
      return saving.outcome === 'saved'
        ? { ...saving, taken: [...conflict.merge.taken, ...saving.taken] }
        : saving;
    },
    dismiss: () => setConflict(null),
  };
}
