/** What is owed as of a day, each instalment on its own (AG2, AG3, DO6). */
import { isOwed } from '../../shared/domain/document-kinds.ts';
import { dueOn } from '../../shared/domain/due-date.ts';
import { type OpenInstalment, openInstalments } from '../../shared/domain/instalments.ts';
import { type Day, minor } from '../../shared/domain/money.ts';
import type { OpenDocument } from './open-items.ts';

/** An open document, or one of its instalments: then `dueDate` and `outstanding` are that one's. */
export interface OwedItem extends OpenDocument {
  readonly instalment?: Pick<OpenInstalment, 'number' | 'of'>;
}

/** What is owed; due when it was due on that day, whatever was agreed later. */
export function* owedItems(documents: Iterable<OpenDocument>, asOf: Day): Iterable<OwedItem> {
  for (const item of documents) {
    if (!isOwed(item.kind)) continue;
    if (item.instalments) yield* partsOf(item, item.instalments, asOf);
    else yield item.dues.length > 0 ? { ...item, dueDate: dueOn(item.issuedDue, item.dues, asOf) } : item;
  }
}

function* partsOf(
  item: OpenDocument,
  instalments: NonNullable<OpenDocument['instalments']>,
  asOf: Day,
): Iterable<OwedItem> {
  for (const { due, amount, number, of } of openInstalments(instalments, item.outstanding, item.dues, asOf))
    yield { ...item, dueDate: due, outstanding: amount, instalment: { number, of } };
}

/** Instalments of one document that follow each other as one, due with the first of them: a row for each document. */
export function together(items: readonly OwedItem[]): readonly OwedItem[] {
  if (!items.some(({ instalment }) => instalment)) return items;
  const found: OwedItem[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last?.id !== item.id) found.push(item);
    else found[found.length - 1] = { ...last, outstanding: minor(last.outstanding + item.outstanding) };
  }
  return found;
}
