/** Fields that two desktops changed unseen (EV4), of every record at once. */
import type { ReviewEntry, ReviewSide } from '../../../shared/contract/review.ts';
import { addDays } from '../../../shared/domain/day.ts';
import { dayIn } from '../../../shared/domain/day-in.ts';
import { valuesOf } from '../../../shared/events/records.ts';
import type { MergedTable } from '../projections/merged-writes.ts';
import type { DraftRow, RecordRow } from '../rows.ts';
import { rowOf, SAID_FOR, twiceMarks } from './changed-twice.ts';
import type { QueryContext } from './context.ts';
import { entryOf } from './review-sides.ts';

/** What a record is called: a draft by its customer, rates by their pair; of a price its item stands beside the list. */
function titleOf(table: MergedTable, row: RecordRow, field: string, { memory }: QueryContext): string {
  const { name, customer, from, to } = valuesOf(row.merged);
  if (table === 'drafts') return typeof customer === 'string' ? memory.customers.nameOf(customer) : '';
  if (table === 'rates') return `${from} / ${to}`;
  const item = field.startsWith('item/') ? memory.records.items.get(field.slice('item/'.length)) : undefined;
  return [name, item?.fields.name].filter((part) => typeof part === 'string').join(' · ');
}

export async function changedFields(
  subjects: readonly string[],
  since: number,
  today: string,
  context: QueryContext,
): Promise<ReviewEntry[]> {
  const [table, id] = subjects as [MergedTable, string];
  const [company] = context.memory.records.company.values();
  if (addDays(dayIn(company?.fields.timeZone ?? 'UTC', since), SAID_FOR) < today) return [];
  const row = await rowOf(context.db, table, id);
  if (!row || (table === 'drafts' && isGone(row as DraftRow))) return [];
  const marks = await twiceMarks(table, row, today as never, context);
  return marks.map(({ field, of, present, other }) => {
    const side = ({ value, recorded, actor, device }: typeof present): ReviewSide => ({
      what: 'value',
      id,
      facts: [{ name: 'value', value: { type: 'field', value } }],
      recorded,
      actor,
      device,
      end: null,
    });
    return entryOf('changed-twice', [table, id, field], {
      of,
      title: titleOf(table, row, field, context),
      field: { table, id, name: field },
      sides: [side(present), side(other)],
    });
  });
}

const isGone = ({ discarded, issued }: DraftRow): boolean => discarded || issued;
