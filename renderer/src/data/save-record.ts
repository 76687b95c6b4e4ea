/** Saving one record when somebody else may save it at the same time (EV4); the hook around it is `use-save-record.ts`. */
import type { AppError, Result } from '../../../shared/errors/index.ts';
import { changedFields, type ThreeWay, threeWay } from './three-way.ts';

/** A record as a form was opened on it; `revision: null` for one that is new. */
export interface RecordBase<Fields> {
  readonly revision: string | null;
  readonly fields: Fields;
}

export interface RecordChannel<Fields> {
  /** Sends the command. `expectedRevision: null` creates. */
  readonly send: (save: {
    readonly commandId: string;
    readonly expectedRevision: string | null;
    readonly fields: Partial<Fields>;
  }) => Promise<Result<{ readonly revision: string }, AppError>>;
  /** The record as it is now, for `changed-meanwhile`. */
  readonly fetch: () => Promise<Result<RecordBase<Fields>, AppError>>;
  /** The command id for a content: the same content, sent again, has the same id. */
  readonly commandIdFor: (content: string) => string;
}

export type Saving<Fields> =
  | {
      readonly outcome: 'saved';
      readonly revision: string;
      readonly fields: Fields;
      /** Fields that the other side changed and that were joined without a question. */
      readonly taken: readonly string[];
    }
  | { readonly outcome: 'conflict'; readonly merge: ThreeWay<Fields>; readonly now: RecordBase<Fields> }
  | { readonly outcome: 'failed'; readonly error: AppError };

/** How often a record may change under our hands before we give up and say so. */
const TRIES = 4;

/**
 * Sends what differs from `base`. Where the record changed meanwhile, changes of different fields are joined and sent
 * again; where both changed the same field differently, it stops and gives back both sides.
 */
export async function saveRecord<Fields extends object>(
  channel: RecordChannel<Fields>,
  base: RecordBase<Fields>,
  fields: Fields,
): Promise<Saving<Fields>> {
  let from = base;
  let wanted = fields;
  let taken: readonly string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const change = from.revision === null ? wanted : changedFields(from.fields, wanted);
    const commandId = channel.commandIdFor(JSON.stringify([from.revision, change]));
    const reply = await channel.send({ commandId, expectedRevision: from.revision, fields: change });
    if (reply.ok) return { outcome: 'saved', revision: reply.value.revision, fields: wanted, taken };
    if (reply.error.kind !== 'changed-meanwhile' || attempt === TRIES) {
      return { outcome: 'failed', error: reply.error };
    }
    const present = await channel.fetch();
    if (!present.ok) return { outcome: 'failed', error: present.error };
    const merge = threeWay(from.fields, wanted, present.value.fields);
    if (merge.conflicts.length > 0) return { outcome: 'conflict', merge, now: present.value };
    taken = [...taken, ...merge.taken];
    from = present.value;
    wanted = merge.merged;
  }
}

/** The merged record with the other side's value in the fields named. */
export function decided<Fields extends object>(
  merge: ThreeWay<Fields>,
  theirs: readonly (keyof Fields & string)[],
): Fields {
  const chosen = merge.conflicts.filter(({ field }) => theirs.includes(field));
  return { ...merge.merged, ...Object.fromEntries(chosen.map((each) => [each.field, each.theirs])) };
}
