import { describe, expect, it } from 'vitest';
import { zDraft } from '../../../../../shared/events/drafts.ts';
import fc from '../../../../../test/property.ts';
import {
  blankLine,
  chooseCustomer,
  countedLines,
  deliveryOfDraft,
  duplicateDraft,
  type EntryDraft,
  emptyDraft,
  insertLine,
  isBlank,
  isEmpty,
  itemPatch,
  MOST_LINES,
  moveLine,
  removeLine,
  restoreLine,
  setHeader,
  setLine,
  toDraft,
  toEntry,
} from './entry-draft.ts';

const TAX = '00000000-0000-4000-8000-0000000000aa';
const OTHER_TAX = '00000000-0000-4000-8000-0000000000bb';
const id = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
const counter = () => {
  let next = 0;
  return () => {
    next += 1;
    return id(next);
  };
};
const ITEM = { id: id(900), name: 'Hour', description: '', unit: 'h', price: '80', tax: TAX };

function typed(count: number): { entry: EntryDraft; newId: () => string } {
  const newId = counter();
  let entry = toEntry(emptyDraft('EUR', null, false), TAX, newId);
  for (let line = 0; line < count; line += 1) {
    entry = setLine(entry, entry.order.at(-1) as string, { description: `line ${line}` }, newId);
  }
  return { entry, newId };
}

const described = (entry: EntryDraft): string[] => countedLines(entry).map(({ description }) => description);

describe('the draft in the form', () => {
  it('begins with one blank line that is not part of the draft', () => {
    const { entry } = typed(0);
    expect(entry.order).toHaveLength(1);
    expect(isEmpty(entry)).toBe(true);
    expect(toDraft(entry).lines).toEqual([]);
  });

  it('starts a new line by itself when the last one is typed in, with the same tax', () => {
    const { entry } = typed(2);
    expect(entry.order).toHaveLength(3);
    const last = entry.lines[entry.order[2] as string];
    expect(last && isBlank(last)).toBe(true);
    expect(last?.tax).toBe(TAX);
  });

  it('keeps a blank line between others, as it was typed', () => {
    const { entry, newId } = typed(2);
    const withGap = insertLine(entry, entry.order[1] as string, newId);
    expect(described(withGap)).toEqual(['line 0', '', 'line 1']);
  });

  it('takes a line out and puts it back in its place', () => {
    const { entry, newId } = typed(3);
    const second = entry.lines[entry.order[1] as string];
    if (!second) throw new Error('no second line');
    const without = removeLine(entry, second.id, newId);
    expect(described(without)).toEqual(['line 0', 'line 2']);
    expect(described(restoreLine(without, second, 1))).toEqual(['line 0', 'line 1', 'line 2']);
  });

  it('moves lines among those that count and stops at both ends', () => {
    const { entry } = typed(3);
    const first = entry.order[0] as string;
    expect(described(moveLine(entry, first, 1))).toEqual(['line 1', 'line 0', 'line 2']);
    expect(moveLine(entry, first, -1)).toBe(entry);
    expect(moveLine(entry, entry.order[2] as string, 1)).toBe(entry);
  });

  it('holds no more lines than a draft may have', () => {
    const newId = counter();
    const lines = Array.from({ length: MOST_LINES }, () => ({
      ...blankLine(newId(), null),
      description: 'x',
    }));
    const entry = toEntry({ ...emptyDraft('EUR', null, false), lines }, null, newId);
    expect(entry.order).toHaveLength(MOST_LINES);
    expect(insertLine(entry, entry.order[0] as string, newId)).toBe(entry);
  });

  it('reads back the draft that it wrote, and gives a repeated line an id of its own', () => {
    const { entry, newId } = typed(2);
    const draft = toDraft(entry);
    expect(toDraft(toEntry(draft, TAX, newId))).toEqual(draft);
    const doubled = { ...draft, lines: [...draft.lines, ...draft.lines] };
    expect(described(toEntry(doubled, TAX, newId))).toHaveLength(4);
  });

  it('TX10: puts the customer’s own tax on every line, and the company’s back when another customer is named', () => {
    const { entry } = typed(2);
    const company = { defaultTax: TAX, defaultTerms: null };
    const exempt = { id: id(800), currency: 'GBP', terms: id(700), tax: OTHER_TAX, shipTo: null };
    const named = chooseCustomer(setHeader(entry, { dueDate: '2026-12-01' }), exempt, company);
    expect(Object.values(named.lines).map(({ tax }) => tax)).toEqual([OTHER_TAX, OTHER_TAX, OTHER_TAX]);
    expect(named.header).toMatchObject({
      customer: exempt.id,
      currency: 'GBP',
      terms: exempt.terms,
      dueDate: null,
    });
    const again = chooseCustomer(named, { ...exempt, tax: null }, company);
    expect(Object.values(again.lines).map(({ tax }) => tax)).toEqual([TAX, TAX, TAX]);
  });

  it('takes name, unit and tax from an item, and its price only in the price list’s currency (MO3)', () => {
    expect(itemPatch(ITEM, null, OTHER_TAX, true)).toEqual({
      item: ITEM.id,
      description: 'Hour',
      unit: 'h',
      tax: TAX,
      unitPrice: '80',
    });
    expect(itemPatch(ITEM, OTHER_TAX, null, false)).toEqual({
      item: ITEM.id,
      description: 'Hour',
      unit: 'h',
      tax: OTHER_TAX,
    });
  });

  it('duplicates under new line ids and without days', () => {
    const { entry, newId } = typed(2);
    const draft = toDraft(setHeader(entry, { issueDate: '2026-01-01', dueDate: '2026-02-01' }));
    const copy = duplicateDraft(draft, newId);
    expect(copy.issueDate).toBeNull();
    expect(copy.dueDate).toBeNull();
    expect(copy.lines.map(({ description }) => description)).toEqual(['line 0', 'line 1']);
    expect(copy.lines.some((line) => draft.lines.some((other) => other.id === line.id))).toBe(false);
  });

  it('RE4: becomes the draft of a delivery note: its goods and parties, without prices and what only bills', () => {
    const { entry, newId } = typed(2);
    const paper = { series: ITEM.id, sheet: 3 };
    const about = { documents: [ITEM.id], reason: '' };
    const draft = toDraft(
      setHeader(entry, { issueDate: '2026-01-01', terms: OTHER_TAX, paper, about, cash: true }),
    );
    const delivery = deliveryOfDraft(draft, newId);
    expect(zDraft.safeParse(delivery).success).toBe(true);
    expect(delivery).toMatchObject({
      kind: 'deliveryNote',
      hidesAmounts: true,
      terms: null,
      issueDate: null,
    });
    for (const gone of ['paper', 'about', 'cash']) expect(delivery).not.toHaveProperty(gone);
    expect(delivery.lines.map(({ description }) => description)).toEqual(['line 0', 'line 1']);
  });

  it('stays a valid draft, with its lines in one order, whatever is done to it', () => {
    const step = fc.record({
      what: fc.constantFrom('type', 'insert', 'remove', 'up', 'down'),
      at: fc.nat(20),
      text: fc.string({ maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { entry: start, newId } = typed(1);
        let entry = start;
        for (const { what, at, text } of steps) {
          const line = entry.order[at % entry.order.length] as string;
          if (what === 'type')
            entry = setLine(entry, line, { quantity: '2', unit: text.replace(/[^a-z]/g, '') }, newId);
          if (what === 'insert') entry = insertLine(entry, line, newId);
          if (what === 'remove') entry = removeLine(entry, line, newId);
          if (what === 'up') entry = moveLine(entry, line, -1);
          if (what === 'down') entry = moveLine(entry, line, 1);
          expect(new Set(entry.order)).toEqual(new Set(Object.keys(entry.lines)));
          expect(entry.order).toHaveLength(Object.keys(entry.lines).length);
          expect(isBlank(entry.lines[entry.order.at(-1) as string] ?? blankLine('', null))).toBe(true);
        }
        expect(zDraft.safeParse(toDraft(entry)).success).toBe(true);
      }),
    );
  });
});
