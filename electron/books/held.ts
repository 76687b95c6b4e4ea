/** A record as it is answered. */
import type { CustomerFields } from '../../shared/events/masters.ts';
import { revisionOf, valuesOf } from '../../shared/events/records.ts';
import { complete } from './record-defaults.ts';
import type { RecordRow } from './rows.ts';

export interface Held<Fields> {
  readonly id: string;
  readonly revision: string;
  readonly fields: Fields;
}

/** A customer's row with every field. */
export const customerOf = (row: RecordRow): Held<CustomerFields> => ({
  id: row.id,
  revision: revisionOf(row.merged),
  fields: complete('customers', valuesOf(row.merged)),
});
