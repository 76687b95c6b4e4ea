/** Saving one record of master data: only what was changed, once per press, and what happens when two people save. */
import { useCallback, useRef, useState } from 'react';
import type { AppError, Result } from '../../../shared/errors/index.ts';
import { newId } from './ids.ts';
import { changedFields, type ThreeWay, threeWay } from './three-way.ts';

/** A record as a form was opened on it; `revision: null` for one that is new. */
export interface RecordBase<Fields> {
  readonly revision: string | null;
  readonly fields: Fields;
}

export interface SaveRecordOptions<Fields> {
  readonly base: RecordBase<Fields>;
  /** Sends the command. `revision: null` creates. */
  readonly send: (save: {
    readonly commandId: string;
    readonly expectedRevision: string | null;
    readonly fields: Partial<Fields>;
  }) => Promise<Result<{ readonly revision: string }, AppError>>;
  /** The record as it is now, for `changed-meanwhile`. */
  readonly fetch: () => Promise<Result<RecordBase<Fields>, AppError>>;
}

export type Saved<Fields> =
  | {
      readonly outcome: 'saved';
      readonly revision: string;
      readonly fields: Fields;
      readonly taken: readonly string[];
    }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'failed'; readonly error: AppError };

export interface SaveRecord<Fields> {
  readonly save: (fields: Fields) => Promise<Saved<Fields>>;
  readonly pending: boolean;
  readonly error: AppError | null;
  /** Fields that both sides changed, waiting for the clerk's choice. */
  readonly conflict: ThreeWay<Fields> | null;
  /** Saves with the other side's value in the fields named. */
  readonly decide: (theirs: readonly (keyof Fields & string)[]) => Promise<Saved<Fields>>;
  readonly dismiss: () => void;
}

/**
 * Changes of different fields are joined without a question; the answer names what was taken over. The same command id
 * is sent again for the same content, so that a repeated press saves once.
 */
export function useSaveRecord<Fields extends object>(options: SaveRecordOptions<Fields>): SaveRecord<Fields> {
  const latest = useRef(options);
  latest.current = options;
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [conflict, setConflict] = useState<{ merge: ThreeWay<Fields>; now: RecordBase<Fields> } | null>(null);
  const sent = useRef({ content: '', commandId: '' });

  const attempt = useCallback(
    async (
      base: RecordBase<Fields>,
      fields: Fields,
      taken: readonly string[],
      tries = 3,
    ): Promise<Saved<Fields>> => {
      const change = base.revision === null ? fields : changedFields(base.fields, fields);
      const content = JSON.stringify([base.revision, change]);
      if (sent.current.content !== content) sent.current = { content, commandId: newId() };
      const { commandId } = sent.current;
      const reply = await latest.current.send({ commandId, expectedRevision: base.revision, fields: change });
      if (reply.ok) return { outcome: 'saved', revision: reply.value.revision, fields, taken };
      if (reply.error.kind !== 'changed-meanwhile' || tries === 0)
        return { outcome: 'failed', error: reply.error };
      const present = await latest.current.fetch();
      if (!present.ok) return { outcome: 'failed', error: present.error };
      const merge = threeWay(base.fields, fields, present.value.fields);
      if (merge.conflicts.length > 0) {
        setConflict({ merge, now: present.value });
        return { outcome: 'conflict' };
      }
      return attempt(present.value, merge.merged, [...taken, ...merge.taken], tries - 1);
    },
    [],
  );
  const guarded = useCallback(async (work: () => Promise<Saved<Fields>>): Promise<Saved<Fields>> => {
    setPending(true);
    setError(null);
    const saved = await work();
    setPending(false);
    if (saved.outcome === 'failed') setError(saved.error);
    return saved;
  }, []);

  return {
    save: (fields) => guarded(() => attempt(latest.current.base, fields, [])),
    pending,
    error,
    conflict: conflict?.merge ?? null,
    decide: (theirs) => {
      if (!conflict) return Promise.resolve({ outcome: 'failed', error: { kind: 'cancelled' } });
      const { merge, now } = conflict;
      const chosen = merge.conflicts.filter(({ field }) => theirs.includes(field));
      const fields = {
        ...merge.merged,
        ...Object.fromEntries(chosen.map((each) => [each.field, each.theirs])),
      };
      setConflict(null);
      return guarded(() => attempt(now, fields, merge.taken));
    },
    dismiss: () => setConflict(null),
  };
}
