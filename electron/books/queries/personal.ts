/** What the books know of personal data: sealed entries, and which keys they need (EV10). They never see the text. */
import type { LookupOutput } from '../../../shared/contract/books-port.ts';
import { erasedThrough, type PersonalFields } from '../../../shared/events/personal.ts';
import { valuesOf } from '../../../shared/events/records.ts';
import { complete } from '../record-defaults.ts';
import type { RecordRow } from '../rows.ts';

export const personalOf = (row: RecordRow | undefined): PersonalFields =>
  complete('personal', row ? valuesOf(row.merged) : {});

export function keysOf(rows: readonly RecordRow[]): LookupOutput<'personalKeys'> {
  const all = rows.map((row) => {
    const fields = personalOf(row);
    return { fields, through: erasedThrough(fields) };
  });
  return {
    keys: all.flatMap(({ fields, through }) =>
      Object.entries(fields.keys).map(([id, key]) => ({
        ...{ id, ...key },
        erased: key.generation <= (through.get(key.subject) ?? 0),
      })),
    ),
    erased: all.flatMap(({ through }) => [...through].map(([subject, last]) => ({ subject, through: last }))),
  };
}
