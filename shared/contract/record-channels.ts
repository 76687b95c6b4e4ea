/** Pieces of channels that read and save records (EV4). */
import { zId } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { command } from './channel.ts';

/** A record as a form edits it: `revision` goes back as `expectedRevision` (EV4). */
export const recordOf = <Fields extends z.ZodType>(fields: Fields) =>
  z.object({ id: zId, revision: z.string(), fields });

export const saved = z.object({ id: zId, revision: z.string() });

/** Id of the commit that last changed the record; empty for one that nothing changed yet. */
export const zRevision = z.string().max(60);

/** `expectedRevision: null` creates the record; `fields` may be a part of them when it exists. */
export const saveOf = <Shape extends z.ZodRawShape>(fields: z.ZodObject<Shape>) =>
  command(
    z.object({ commandId: zId, id: zId, expectedRevision: zRevision.nullable(), fields: fields.partial() }),
    saved,
  );
