/** How an item's tax is shown, and which units there are; pure. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';

export type ItemRecord = OutputOf<'items.list'>['rows'][number];
export type ItemFields = ItemRecord['fields'];
export type TaxRecord = OutputOf<'taxes.list'>[number];

/** Name of an item's tax; `null` for an item without one, `undefined` while the taxes are not known. */
export function taxName(
  taxes: readonly TaxRecord[] | undefined,
  id: string | null,
): string | null | undefined {
  if (id === null) return null;
  return taxes?.find((tax) => tax.id === id)?.fields.name;
}

/** Units that the company already uses, most used first, to be offered while typing. */
export function unitsOf(items: readonly ItemRecord[]): string[] {
  const counts = new Map<string, number>();
  for (const { fields } of items)
    if (fields.unit !== '') counts.set(fields.unit, (counts.get(fields.unit) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([unit]) => unit);
}
