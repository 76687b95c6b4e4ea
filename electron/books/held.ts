/** A record as it is answered. */
import { type RecordTable, revisionOf, valuesOf } from '../../shared/events/records.ts';
import { complete, type FieldsOf } from './record-defaults.ts';
import type { RecordRow } from './rows.ts';

export interface Held<Fields> {
  readonly id: string;
  readonly revision: string;
  readonly fields: Fields;
}

/** A row with every field of its kind of record. */
export const heldOf = <Name extends RecordTable>(name: Name, row: RecordRow): Held<FieldsOf<Name>> => ({
  id: row.id,
  revision: revisionOf(row.merged),
  fields: complete(name, valuesOf(row.merged)),
});
