/** What a file of sales-tax rates changes in the taxes that the company has (TX3, TX10, TX11). Pure. */
import type { Day } from './money.ts';
import { type RateGroup, TAX_LEVELS } from './tax-rates-csv.ts';
import { rateOn, type TaxRecord, type TaxRecordPart } from './tax-record.ts';

/** A tax that the file brings: a new one, or what it makes of one that is there. */
export interface PlannedGroup {
  /** Of the tax that is there; `null` for a new one. */
  readonly id: string | null;
  readonly group: RateGroup;
  readonly fields: Pick<TaxRecord, 'name' | 'category' | 'mode' | 'parts' | 'reason'> & {
    readonly jurisdiction: string;
    readonly places: readonly string[];
  };
}

export interface GroupPlan {
  readonly added: readonly PlannedGroup[];
  readonly changed: readonly PlannedGroup[];
  readonly unchanged: number;
}

/**
 * Groups of the same state and name are one tax: its rates change from the given day of supply on and what was charged
 * before stays (TX11); its places become those of the file.
 * @param from first day of supply that changed rates hold for; a new tax has them from the beginning.
 */
export function planGroups(
  groups: readonly RateGroup[],
  known: ReadonlyMap<string, TaxRecord>,
  from: Day,
): GroupPlan {
  const byName = new Map(
    [...known].flatMap(([id, tax]) => (tax.mode === 'group' ? [[nameKey(tax), { id, tax }] as const] : [])),
  );
  const added: PlannedGroup[] = [];
  const changed: PlannedGroup[] = [];
  let unchanged = 0;
  for (const group of groups) {
    const found = byName.get(nameKey({ name: group.name, jurisdiction: group.state }));
    const fields = fieldsOf(group, found?.tax.parts ?? null, from);
    if (!found) added.push({ id: null, group, fields });
    else if (isSame(found.tax, fields)) unchanged += 1;
    else changed.push({ id: found.id, group, fields: { ...fields, reason: found.tax.reason } });
  }
  return { added, changed, unchanged };
}

const nameKey = ({ name, jurisdiction = '' }: Pick<TaxRecord, 'name' | 'jurisdiction'>): string =>
  JSON.stringify([name.toLocaleUpperCase('en'), jurisdiction]);

const isSame = (tax: TaxRecord, fields: PlannedGroup['fields']): boolean =>
  JSON.stringify(tax.parts) === JSON.stringify(fields.parts) &&
  JSON.stringify(tax.places ?? []) === JSON.stringify(fields.places);

function fieldsOf(
  { name, state, parts, places }: RateGroup,
  before: readonly TaxRecordPart[] | null,
  from: Day,
): PlannedGroup['fields'] {
  const own = { name, category: 'S', mode: 'group', reason: '', jurisdiction: state, places } as const;
  const fresh = parts.map(({ level, ...part }): TaxRecordPart => ({ key: level, ...part }));
  if (!before) return { ...own, parts: fresh };
  const byKey = new Map(fresh.map((part) => [part.key, part]));
  const kept = before.map((part) => changedFrom(part, byKey.get(part.key)?.rate ?? '0', from));
  // A level that is new has had no rate until now.
  const joined = fresh
    .filter(({ key }) => !before.some((part) => part.key === key))
    .map((part): TaxRecordPart => ({ ...part, rate: '0', changes: [{ from, rate: part.rate }] }));
  const order = (part: TaxRecordPart): number => (TAX_LEVELS as readonly string[]).indexOf(part.key);
  return { ...own, parts: [...kept, ...joined].sort((a, b) => order(a) - order(b)) };
}

/** The part with another rate from a day on; later rates that were known stay. */
function changedFrom(part: TaxRecordPart, rate: string, from: Day): TaxRecordPart {
  if (rateOn(part, from) === rate) return part;
  const others = (part.changes ?? []).filter((change) => change.from !== from);
  return { ...part, changes: [...others, { from, rate }].sort((a, b) => (a.from < b.from ? -1 : 1)) };
}
