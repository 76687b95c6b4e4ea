/** The keyboard of the whole form: one handler, since every field has a name and the order is known. */
import { type KeyboardEvent, useRef } from 'react';
import type { DraftHeader } from '../../../../../shared/events/drafts.ts';
import { isBlank } from './entry-draft.ts';
import type { EntryState, EntryStore } from './entry-store.ts';
import { extraFields, hasBase, hasSupply } from './extra-fields.ts';
import {
  adjustmentPath,
  CHARGE_HEAD,
  CREDIT_HEAD,
  CREDIT_HEAD_INVOICES,
  DELIVERY_HEAD,
  HEAD,
} from './field-names.ts';
import { pathOf } from './form-focus.ts';
import { formStep } from './form-keys.ts';
import { cellOf, type WalkMap, walk } from './grid-walk.ts';

function headOf({ kind, credits }: DraftHeader): readonly string[] {
  if (kind === 'charge') return CHARGE_HEAD;
  if (kind === 'deliveryNote') return DELIVERY_HEAD;
  if (kind !== 'creditNote') return HEAD;
  return (credits?.invoices.length ?? 0) > 0 ? CREDIT_HEAD_INVOICES : CREDIT_HEAD;
}

/** True for a line that has days of supply of its own, or is asked for them. */
export const showsSupply = ({ entry, supplyOpen }: EntryState, line: string): boolean => {
  const found = entry.lines[line];
  return found !== undefined && (line in supplyOpen || hasSupply(found));
};

/** True for a line whose price is for another quantity than one, or that is asked for it (TX1). */
export const showsBase = ({ entry, baseOpen }: EntryState, line: string): boolean => {
  const found = entry.lines[line];
  return found !== undefined && (line in baseOpen || hasBase(found));
};

/** Every line in which something was typed asks for a code, where the country wants one. */
export const showsCode = ({ entry }: EntryState, line: string): boolean => {
  const found = entry.lines[line];
  return found !== undefined && !isBlank(found);
};

/** The order of the form's fields at this moment. */
export function walkMap(store: EntryStore): WalkMap {
  const { entry, isMoreOpen } = store.getState();
  const adjustments = entry.header.adjustments.flatMap((_, at) =>
    (['reason', 'value', 'tax'] as const).map((field) => adjustmentPath(at, field)),
  );
  return {
    head: [...headOf(entry.header), ...extraFields(entry.header, store.basis(), isMoreOpen)],
    order: entry.order,
    foot: [...adjustments, 'notes'],
    isBlank: (line) => {
      const found = entry.lines[line];
      return found === undefined || isBlank(found);
    },
    hasSupply: (line) => showsSupply(store.getState(), line),
    hasBase: (line) => showsBase(store.getState(), line),
    hasCode: (line) => store.basis().country === 'IN' && showsCode(store.getState(), line),
  };
}

/** The field after or before another, for fields that move on by themselves. */
export const neighbour = (store: EntryStore, from: string, step: 1 | -1): string | undefined =>
  walk(walkMap(store), from, step);

const isTextField = (target: EventTarget): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Handler for the form's `onKeyDown`. `onEnd`: Enter after the last field. */
export function useFormKeys(
  store: EntryStore,
  focus: (path: string) => void,
  onEnd: () => void,
): (event: KeyboardEvent) => void {
  /** The cell in which F2 gave the arrows to the text. */
  const editing = useRef<string | null>(null);
  return (event) => {
    const path = pathOf(event.target);
    if (
      path === undefined ||
      event.defaultPrevented ||
      event.nativeEvent.isComposing ||
      !isTextField(event.target)
    )
      return;
    const field = event.target;
    if (editing.current !== path) editing.current = null;
    if (event.key === 'F2' && cellOf(path)) {
      event.preventDefault();
      editing.current = editing.current === null ? path : null;
      if (editing.current) field.setSelectionRange(field.value.length, field.value.length);
      else field.select();
      return;
    }
    const step = formStep(walkMap(store), {
      key: event.key,
      shift: event.shiftKey,
      isCommand: event.ctrlKey || event.metaKey || event.altKey,
      path,
      // A checkbox has no caret; it is no cell, so that nothing asks for it.
      caret: {
        start: field.selectionStart,
        end: field.selectionEnd,
        length: field.value.length,
        editing: editing.current !== null,
      },
      rightToLeft: getComputedStyle(field).direction === 'rtl',
    });
    if (!step) return;
    event.preventDefault();
    if (step.to === 'end') onEnd();
    else focus(step.to);
  };
}
