/** The draft as the form edits it: lines by id, in an order, with one blank line at the end that waits to be typed in. */
import { blankDraft } from '../../../../../shared/contract/blank-records.ts';
import type { DocumentKind } from '../../../../../shared/domain/document-kinds.ts';
import type { Draft, DraftHeader, DraftLine } from '../../../../../shared/events/drafts.ts';

/** Most lines that a draft can hold (`zDraft`). */
export const MOST_LINES = 2000;
/** Most discounts and charges of the whole document. */
export const MOST_ADJUSTMENTS = 10;

/** A draft in the form. `order` names every line once; the last one is blank unless the draft is full. */
export interface EntryDraft {
  readonly header: DraftHeader;
  readonly order: readonly string[];
  readonly lines: Readonly<Record<string, DraftLine>>;
  /** The tax that a new line begins with: the customer's, or the company's. */
  readonly lineTax: string | null;
  /** The same where the goods go: the tax of that place in its stead (TX10). */
  readonly placeTax: string | null;
}

export type NewId = () => string;

/** A line in which nothing has been typed. */
export function blankLine(id: string, tax: string | null): DraftLine {
  return { id, item: null, description: '', quantity: '1', unit: '', unitPrice: '0', adjustments: [], tax };
}

/** True when the clerk has typed nothing into the line; its tax does not count, the program put it there. */
export function isBlank(line: DraftLine): boolean {
  return (
    line.item === null &&
    line.description === '' &&
    line.quantity === '1' &&
    line.unit === '' &&
    line.unitPrice === '0' &&
    line.adjustments.length === 0
  );
}

/** An empty invoice in a currency. */
export function emptyDraft(currency: string, terms: string | null, pricesIncludeTax: boolean): Draft {
  return { ...blankDraft(currency), terms, pricesIncludeTax };
}

/** An empty draft of another kind; a credit note begins for a period, one for an invoice as a copy of it. */
export function emptyOf(kind: DocumentKind, empty: Draft): Draft {
  if (kind === 'deliveryNote') return { ...empty, kind, hidesAmounts: true };
  if (kind === 'charge') return { ...empty, kind, about: { documents: [], reason: '' } };
  if (kind !== 'creditNote') return { ...empty, kind };
  return { ...empty, kind, terms: null, credits: { invoices: [], period: null, reason: '' } };
}

function withBlankEnd(entry: EntryDraft, newId: NewId): EntryDraft {
  const last = entry.lines[entry.order.at(-1) ?? ''];
  if ((last && isBlank(last)) || entry.order.length >= MOST_LINES) return entry;
  const line = blankLine(newId(), entry.placeTax);
  return { ...entry, order: [...entry.order, line.id], lines: { ...entry.lines, [line.id]: line } };
}

/** Opens a draft in the form; repeated line ids (never written by this program) get new ones, so that no line is lost. */
export function toEntry(
  draft: Draft,
  lineTax: string | null,
  newId: NewId,
  placeTax: string | null = lineTax,
): EntryDraft {
  const { lines, ...header } = draft;
  const byId: Record<string, DraftLine> = {};
  const order: string[] = [];
  for (const line of lines) {
    const id = line.id in byId ? newId() : line.id;
    byId[id] = { ...line, id };
    order.push(id);
  }
  return withBlankEnd({ header, order, lines: byId, lineTax, placeTax }, newId);
}

/** How many lines count. */
export function lineCount(entry: EntryDraft): number {
  let end = entry.order.length;
  for (; end > 0; end -= 1) {
    const last = entry.lines[entry.order[end - 1] ?? ''];
    if (last && !isBlank(last)) break;
  }
  return end;
}

/** The lines that count, in order: all but the blank ones at the end; a blank line between others stays, as typed. */
export function countedLines(entry: EntryDraft): DraftLine[] {
  return entry.order.slice(0, lineCount(entry)).flatMap((id) => entry.lines[id] ?? []);
}

/** The draft as it is kept, previewed and issued. */
export function toDraft(entry: EntryDraft): Draft {
  return { ...entry.header, lines: countedLines(entry) };
}

/** True when there is nothing worth keeping: no customer, no line, no words. */
export function isEmpty(entry: EntryDraft): boolean {
  const { header } = entry;
  return (
    header.customer === null &&
    header.orderNumber === '' &&
    header.notes === '' &&
    header.adjustments.length === 0 &&
    lineCount(entry) === 0
  );
}

export function setHeader(entry: EntryDraft, patch: Partial<DraftHeader>): EntryDraft {
  return { ...entry, header: { ...entry.header, ...patch } };
}

/** Changes a line; typing in the last one starts the next. */
export function setLine(entry: EntryDraft, id: string, patch: Partial<DraftLine>, newId: NewId): EntryDraft {
  const line = entry.lines[id];
  if (!line) return entry;
  const next = { ...entry, lines: { ...entry.lines, [id]: { ...line, ...patch, id } } };
  return entry.order.at(-1) === id ? withBlankEnd(next, newId) : next;
}

/** Puts a blank line before another. A full draft stays as it is. */
export function insertLine(entry: EntryDraft, before: string, newId: NewId): EntryDraft {
  const at = entry.order.indexOf(before);
  if (at < 0 || entry.order.length >= MOST_LINES) return entry;
  const line = blankLine(newId(), entry.placeTax);
  return {
    ...entry,
    order: entry.order.toSpliced(at, 0, line.id),
    lines: { ...entry.lines, [line.id]: line },
  };
}

/** Takes a line out; the form never stands without one. */
export function removeLine(entry: EntryDraft, id: string, newId: NewId): EntryDraft {
  if (!(id in entry.lines)) return entry;
  const { [id]: _gone, ...lines } = entry.lines;
  return withBlankEnd({ ...entry, order: entry.order.filter((other) => other !== id), lines }, newId);
}

/** Puts a line that was taken out back where it stood. */
export function restoreLine(entry: EntryDraft, line: DraftLine, at: number): EntryDraft {
  if (line.id in entry.lines || entry.order.length >= MOST_LINES) return entry;
  return {
    ...entry,
    order: entry.order.toSpliced(at, 0, line.id),
    lines: { ...entry.lines, [line.id]: line },
  };
}

/** Moves a line up (−1) or down (+1) among the lines that count; at an end it stays. */
export function moveLine(entry: EntryDraft, id: string, by: -1 | 1): EntryDraft {
  const at = entry.order.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || Math.max(at, to) >= lineCount(entry)) return entry;
  return { ...entry, order: entry.order.toSpliced(at, 1).toSpliced(to, 0, id) };
}

/** What the form takes over from an item. */
export interface ItemChoice {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly price: string;
  readonly tax: string | null;
  readonly commodityCode?: string;
}

/**
 * Puts an item on a line. The customer's tax goes before the item's. `samePrices` is false when the draft is in another
 * currency than the price list: then no price is taken over, since an unconverted figure would be a wrong one (MO3).
 */
export function itemPatch(
  item: ItemChoice,
  customerTax: string | null,
  lineTax: string | null,
  samePrices: boolean,
): Partial<DraftLine> {
  return {
    item: item.id,
    description: item.description === '' ? item.name : item.description,
    unit: item.unit,
    ...(item.commodityCode ? { commodityCode: item.commodityCode } : {}),
    tax: customerTax ?? item.tax ?? lineTax,
    ...(samePrices ? { unitPrice: item.price } : {}),
  };
}

/** What the form takes over from a customer. */
export interface CustomerChoice {
  readonly id: string;
  readonly currency: string;
  readonly terms: string | null;
  readonly tax: string | null;
  readonly shipTo: DraftHeader['shipTo'];
}

/**
 * Names the customer: currency, terms and place of delivery follow. A customer with a tax of its own (reverse charge,
 * exempt) puts it on every line; leaving such a customer gives those lines the company's tax again.
 */
export function chooseCustomer(
  entry: EntryDraft,
  customer: CustomerChoice,
  company: { readonly defaultTax: string | null; readonly defaultTerms: string | null },
): EntryDraft {
  const before = [entry.lineTax, entry.placeTax];
  const lineTax = customer.tax ?? company.defaultTax;
  const retax = (line: DraftLine): DraftLine =>
    customer.tax !== null || line.tax === null || before.includes(line.tax)
      ? { ...line, tax: lineTax }
      : line;
  const lines = Object.fromEntries(Object.entries(entry.lines).map(([id, line]) => [id, retax(line)]));
  return {
    ...entry,
    lineTax,
    placeTax: lineTax,
    lines,
    header: {
      ...entry.header,
      customer: customer.id,
      currency: customer.currency,
      terms: customer.terms ?? company.defaultTerms,
      dueDate: null,
      shipTo: customer.shipTo,
      // A rate of the currency before would be a wrong one (MO4).
      ...(entry.header.exchange && customer.currency !== entry.header.currency ? { exchange: null } : {}),
    },
  };
}

/** What an invoice's draft bills, as the draft of a delivery note: prices are left to the invoice (RE4). */
export function deliveryOfDraft(draft: Draft, newId: NewId): Draft {
  const {
    kind: _kind,
    about: _about,
    deposits: _deposits,
    cash: _cash,
    feesOff: _off,
    ...content
  } = duplicateDraft(draft, newId);
  return {
    ...content,
    kind: 'deliveryNote',
    hidesAmounts: true,
    terms: null,
    adjustments: [],
    notes: '',
    copiedFrom: null,
  };
}

/** A copy of a draft under new line ids, so that undo and focus never mistake one for the other. */
export function duplicateDraft(draft: Draft, newId: NewId): Draft {
  const { scheduled: _scheduled, paper: _paper, ...content } = draft;
  return {
    ...content,
    issueDate: null,
    dueDate: null,
    lines: draft.lines.map((line) => ({ ...line, id: newId() })),
  };
}
