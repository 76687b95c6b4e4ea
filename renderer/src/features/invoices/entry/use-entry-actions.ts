/** What can be done with the draft as a whole: discard, duplicate; and with its lines: insert, remove, move, discounts. */
import { useMemo } from 'react';
import { go, goBack } from '../../../app/navigation.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { textOf } from '../../../text/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { noteWithUndo } from '../../../ui/undo-note.tsx';
import { asCreditNote } from './as-credit-note.ts';
import {
  deliveryOfDraft,
  duplicateDraft,
  insertLine,
  isBlank,
  isEmpty,
  MOST_ADJUSTMENTS,
  moveLine,
  removeLine,
  restoreLine,
  setHeader,
  toDraft,
} from './entry-draft.ts';
import type { EntryStore } from './entry-store.ts';
import { feeBack, setCharge } from './fee-charges.ts';
import { adjustmentPath } from './field-names.ts';
import { cellOf, cellPath } from './grid-walk.ts';
import { type PriceBook, putPrice } from './price-book.ts';
import type { Saving } from './use-saving.ts';

export interface EntryActions {
  readonly discard: () => Promise<void>;
  readonly duplicate: () => Promise<void>;
  /** Begins the delivery note of what the invoice bills; the invoice names it, so that it counts as billed (RE4). */
  readonly deliver: () => Promise<void>;
  /** Makes a credit note of an invoice below zero (DO2). */
  readonly makeCreditNote: () => void;
  readonly removeLine: (line: string) => void;
  /** The line in which the clerk stands. */
  readonly removeThisLine: () => void;
  readonly insertHere: () => void;
  readonly moveThisLine: (by: -1 | 1) => void;
  /** Shows the fields that are seldom used, or puts those that are empty out of sight again. */
  readonly toggleMore: () => void;
  /** Shows the days of supply of the line in which the clerk stands (TX11). */
  readonly supplyOfThisLine: () => void;
  readonly baseOfThisLine: () => void;
  /** Gives the line in which the clerk stands the price of its list again. */
  readonly priceOfThisLine: (book: PriceBook) => void;
  readonly addAdjustment: (kind: 'allowance' | 'charge') => void;
  readonly removeAdjustment: (at: number) => void;
}

export function useEntryActions(
  id: string,
  store: EntryStore,
  saving: Saving,
  focus: (path: string) => void,
): EntryActions {
  return useMemo(() => {
    const here = () => cellOf(store.getState().focus);
    const focusSoon = (path: string): void => void setTimeout(() => focus(path));

    const remove = (line: string): void => {
      const { entry } = store.getState();
      const at = entry.order.indexOf(line);
      const gone = entry.lines[line];
      if (!gone) return;
      store.edit((before) => removeLine(before, line, newId));
      const order = store.getState().entry.order;
      const next = order[Math.min(at, order.length - 1)];
      if (next) focusSoon(cellPath(next, here()?.column ?? 'item'));
      const t = textOf('invoices');
      const name = gone.description.split('\n')[0] || t('entry.line', { number: at + 1 });
      noteWithUndo(t('entry.line-removed', { name }), () => {
        store.edit((before) => restoreLine(before, gone, at));
        focusSoon(cellPath(gone.id, 'item'));
      });
    };

    return {
      discard: async () => {
        const t = textOf('invoices');
        const draft = toDraft(store.getState().entry);
        const hasContent = !isEmpty(store.getState().entry);
        if (hasContent) {
          const sure = await confirm({
            title: t('discard.title'),
            text: t('discard.text'),
            yes: t('discard.yes'),
            no: t('discard.no'),
            danger: true,
          });
          if (!sure) return;
        }
        await saving.stop();
        const reply = await invoke('drafts.discard', { commandId: newId(), id });
        if (!reply.ok && reply.error.kind !== 'not-found') {
          saving.resume();
          await saving.flush();
          store.setState({ saveError: reply.error });
          return;
        }
        saving.end();
        await goBack();
        if (!hasContent) return;
        // A discarded draft stays discarded; taking it back makes a new one with the same content.
        noteWithUndo(t('discard.done'), () => void keepAsNew(duplicateDraft(draft, newId), 'customer'));
      },
      duplicate: async () => {
        await saving.flush();
        await keepAsNew(duplicateDraft(toDraft(store.getState().entry), newId), 'customer');
      },
      deliver: async () => {
        const { entry } = store.getState();
        if (entry.header.kind !== 'invoice' || isEmpty(entry)) return;
        const delivery = newId();
        const about = entry.header.about ?? { documents: [], reason: '' };
        const documents = [...about.documents, delivery];
        store.edit((before) => setHeader(before, { about: { ...about, documents } }));
        await saving.flush();
        await keepAsNew(deliveryOfDraft(toDraft(entry), newId), 'issueDate', delivery);
      },
      makeCreditNote: () => {
        const { entry, focus: path } = store.getState();
        store.edit(() => asCreditNote(entry), 'lines');
        store.setFindings([]);
        focusSoon('credits.reason');
        noteWithUndo(textOf('invoices')('issue.is-credit-note'), () => {
          store.edit(() => entry, 'lines');
          focusSoon(path || 'customer');
        });
      },
      removeLine: remove,
      removeThisLine: () => {
        const cell = here();
        if (cell) remove(cell.line);
      },
      insertHere: () => {
        const cell = here();
        if (!cell) return;
        store.edit((before) => insertLine(before, cell.line, newId));
        const { order } = store.getState().entry;
        const inserted = order[order.indexOf(cell.line) - 1];
        if (inserted) focusSoon(cellPath(inserted, 'item'));
      },
      moveThisLine: (by) => {
        const { focus: path } = store.getState();
        const cell = here();
        if (!cell) return;
        store.edit((before) => moveLine(before, cell.line, by));
        focusSoon(path);
      },
      toggleMore: () => {
        const { isMoreOpen } = store.getState();
        store.setState({ isMoreOpen: !isMoreOpen });
        focusSoon(isMoreOpen ? 'pricesIncludeTax' : 'supplyFrom');
      },
      supplyOfThisLine: () => {
        const cell = here();
        const line = cell && store.getState().entry.lines[cell.line];
        if (!line || isBlank(line)) return;
        store.setState(({ supplyOpen }) => ({ supplyOpen: { ...supplyOpen, [line.id]: true } }));
        focusSoon(cellPath(line.id, 'supplyFrom'));
      },
      baseOfThisLine: () => {
        const cell = here();
        const line = cell && store.getState().entry.lines[cell.line];
        if (!line || isBlank(line)) return;
        store.setState(({ baseOpen }) => ({ baseOpen: { ...baseOpen, [line.id]: true } }));
        focusSoon(cellPath(line.id, 'baseQuantity'));
      },
      priceOfThisLine: (book) => {
        const cell = here();
        if (cell) store.edit((before) => putPrice(before, cell.line, book));
      },
      addAdjustment: (kind) => {
        const { header } = store.getState().entry;
        const at = header.adjustments.length;
        if (at >= MOST_ADJUSTMENTS) return;
        // Without a tax of its own it is spread over the taxes of the lines.
        const added = { kind, percent: null, amount: '0', reason: '', tax: null };
        store.edit((before) => setHeader(before, { adjustments: [...before.header.adjustments, added] }));
        focusSoon(adjustmentPath(at, 'value'));
      },
      removeAdjustment: (at) => {
        const gone = store.getState().entry.header.adjustments[at];
        store.edit((before) => setCharge(before, at, null));
        const fee = gone?.fee;
        if (gone && fee !== undefined)
          noteWithUndo(textOf('invoices')('entry.line-removed', { name: gone.reason }), () =>
            store.edit((before) => feeBack(before, fee)),
          );
        // Typed text that could not be read goes with it, and no other may inherit it by its place.
        for (const path of Object.keys(store.getState().unread))
          if (path.startsWith('adjustments.')) store.setUnread(path, null);
        focusSoon('notes');
      },
    };
  }, [id, store, saving, focus]);
}

/** Keeps content as a new draft and opens it. */
async function keepAsNew(draft: ReturnType<typeof toDraft>, focus: string, id = newId()): Promise<void> {
  await invoke('drafts.keep', { id, draft, focus });
  await go({ screen: 'draft', id });
}
