/** The item of a line: picked, created in place, or left out by typing words that are no item. */
import { useState } from 'react';
import { newId } from '../../../data/ids.ts';
import type { ItemRow } from '../../../data/load-items.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { itemPatch, setLine } from './entry-draft.ts';
import { cellPath } from './grid-walk.ts';
import { itemChoice } from './item-catalog.ts';
import { taxAt } from './place-taxes.ts';
import { putPrice } from './price-book.ts';
import { type PickerAnswer, QuickPicker } from './quick-picker.tsx';
import { rankChoices } from './rank-choices.ts';

export interface ItemCellProps {
  readonly line: string;
}

/** Few items are picked from memory, within the same frame; of many the books are asked. */
export function ItemCell({ line }: ItemCellProps) {
  const { items } = useEntryTools();
  return items.isWhole ? <ItemCellFromMemory line={line} /> : <ItemCellFromBooks line={line} />;
}

function ItemCellFromMemory({ line }: ItemCellProps) {
  const { items } = useEntryTools();
  const [search, setSearch] = useState<string | null>(null);
  const choices = search === null ? [] : rankChoices(items.choices, search).slice(0, SHOWN);
  return <ItemPicker line={line} answer={{ isCurrent: true, choices }} rows={[]} onSearch={setSearch} />;
}

function ItemCellFromBooks({ line }: ItemCellProps) {
  const { items, company } = useEntryTools();
  const [search, setSearch] = useState<string | null>(null);
  const isAsked = search !== null && search !== '';
  const found = useBooks(
    'items.list',
    { search: search ?? '', archived: false, cursor: null, limit: 20 },
    { enabled: isAsked, keepPrevious: true },
  );
  const rows = isAsked ? (found.data?.rows ?? []) : [];
  const answer: PickerAnswer = isAsked
    ? {
        isCurrent: found.data !== undefined && !found.previous,
        choices: rows.map((row) => itemChoice(row, company.currency)),
        hasMore: found.data?.next !== null,
      }
    : { isCurrent: true, choices: search === null ? [] : items.choices.slice(0, SHOWN) };
  return <ItemPicker line={line} answer={answer} rows={rows} onSearch={setSearch} />;
}

const SHOWN = 50;

interface ItemPickerProps extends ItemCellProps {
  readonly answer: PickerAnswer;
  /** What the books found beyond the items in memory. */
  readonly rows: readonly ItemRow[];
  readonly onSearch: (text: string | null) => void;
}

function ItemPicker({ line, answer, rows, onSearch }: ItemPickerProps) {
  const t = useText('invoices');
  const { store, company, items, prices, taxPlace, focus, create } = useEntryTools();
  const item = useEntry((state) => state.entry.lines[line]?.item ?? null, line);
  const known = item === null ? undefined : items.byId.get(item)?.fields;
  const path = cellPath(line, 'item');

  return (
    <QuickPicker
      isCell
      path={path}
      label={t('entry.item')}
      shown={item === null ? '' : known ? known.code || known.name : t('entry.item-chosen')}
      answer={answer}
      onSearch={onSearch}
      onChoose={(choice, isLeaving) => {
        const row = items.byId.get(choice.id) ?? rows.find(({ id }) => id === choice.id);
        if (!row) return;
        store.edit((entry) => {
          const samePrices = entry.header.currency === company.currency;
          const customerTax = entry.lineTax === company.defaultTax ? null : entry.lineTax;
          const given = itemPatch({ id: row.id, ...row.fields }, customerTax, entry.lineTax, samePrices);
          const patch = { ...given, tax: taxAt(given.tax ?? null, taxPlace) };
          const book = { ...prices, ownPrice: () => row.fields.price };
          return putPrice(setLine(entry, line, patch, newId), line, book);
        }, path);
        if (!isLeaving) focus(cellPath(line, 'quantity'));
      }}
      onCreate={(text) => create('item', text, path)}
      createLabel={(text) => (text === '' ? t('entry.new-item') : t('entry.new-item-named', { text }))}
      onFreeText={(text, isLeaving) => {
        store.edit((entry) => {
          // Words left behind by going elsewhere replace nothing; chosen ones do.
          if (isLeaving && entry.lines[line]?.description !== '') return entry;
          return setLine(entry, line, { item: null, description: text.slice(0, 1000) }, newId);
        }, path);
        if (!isLeaving) focus(cellPath(line, 'quantity'));
      }}
      freeTextLabel={(text) => t('entry.only-text', { text })}
      onClear={() => store.edit((entry) => setLine(entry, line, { item: null }, newId), path)}
    />
  );
}
