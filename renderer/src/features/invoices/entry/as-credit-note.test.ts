import { describe, expect, it } from 'vitest';
import { heldTotals } from '../../../../../shared/domain/held-totals.ts';
import { resolveDraft } from '../../../../../shared/domain/resolve-draft.ts';
import type { DraftAdjustment, DraftLine } from '../../../../../shared/events/drafts.ts';
import fc from '../../../../../test/property.ts';
import { asCreditNote } from './as-credit-note.ts';
import { type EntryDraft, emptyDraft, setHeader, toDraft, toEntry } from './entry-draft.ts';

const TAX = '00000000-0000-4000-8000-0000000000aa';
const TAXES = new Map([
  [
    TAX,
    {
      ...{ name: 'VAT', category: 'S' as const, mode: 'single' as const, reason: '', archived: false },
      parts: [{ key: 'vat', name: 'VAT', rate: '20' }],
    },
  ],
]);
const ROUNDING = { scope: 'per-rate', mode: 'half-up', step: 1 } as const;
const facts = { today: '2026-11-22', certificates: [], currency: 'EUR', country: 'GB', isStandard: false };

const line = (at: number, more: Partial<DraftLine>): DraftLine => ({
  id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  ...{
    item: null,
    description: 'Rope',
    quantity: '1',
    unit: 'm',
    unitPrice: '10',
    adjustments: [],
    tax: TAX,
  },
  ...more,
});
let next = 900;
const entryOf = (lines: readonly DraftLine[]): EntryDraft =>
  toEntry({ ...emptyDraft('EUR', 'net30', false), lines: [...lines] }, TAX, () => {
    next += 1;
    return line(next, {}).id;
  });
const totalOf = (entry: EntryDraft): number | null => {
  const totals = heldTotals(resolveDraft(toDraft(entry), TAXES, ROUNDING, facts as never));
  return totals.ok ? totals.value.totals.withTax : null;
};

describe('an invoice below zero as a credit note', () => {
  it('DO2: asks for reason and reference, and keeps words, terms and lines', () => {
    const entry = setHeader(entryOf([line(1, { quantity: '-3' }), line(2, { unitPrice: '-4' })]), {
      ...{ orderNumber: 'PO-1', notes: 'Thanks', deposits: [TAX], copiedFrom: TAX },
    });
    const note = asCreditNote(entry);
    expect(note.header).toMatchObject({
      ...{ kind: 'creditNote', orderNumber: 'PO-1', notes: 'Thanks', terms: 'net30', copiedFrom: null },
      credits: { invoices: [], period: null, reason: '' },
    });
    expect(note.header.deposits).toBeUndefined();
    expect(toDraft(note).lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      ['3', '10'],
      ['1', '4'],
    ]);
    expect(note.order).toBe(entry.order);
  });

  it('leaves the blank line blank', () => {
    const note = asCreditNote(entryOf([]));
    expect(toDraft(note).lines).toEqual([]);
  });

  it('what a fee or a list put there is as if typed', () => {
    const fee: DraftAdjustment = {
      kind: 'charge',
      percent: null,
      amount: '5',
      reason: 'Freight',
      tax: TAX,
      fee: TAX,
    };
    const priceFrom = { list: TAX, name: 'List', from: null, least: '1' };
    const entry = setHeader(entryOf([line(1, { unitPrice: '-1', priceFrom })]), { adjustments: [fee] });
    const note = asCreditNote(entry);
    const { fee: _fee, ...typed } = fee;
    expect(note.header.adjustments).toEqual([{ ...typed, kind: 'allowance' }]);
    expect(toDraft(note).lines[0]?.priceFrom).toBeNull();
  });

  const figure = fc.integer({ min: -5000, max: 5000 }).map((value) => (value / 100).toString());
  const adjustment = fc
    .record({
      kind: fc.constantFrom('allowance', 'charge'),
      value: fc.nat(40).map(String),
      isPercent: fc.boolean(),
    })
    .map(
      ({ kind, value, isPercent }): DraftAdjustment => ({
        ...{ kind, percent: isPercent ? value : null, amount: isPercent ? null : value, reason: 'r' },
        tax: TAX,
      }),
    );
  const lines = fc.array(
    fc.record({ quantity: figure, unitPrice: figure, adjustments: fc.array(adjustment, { maxLength: 2 }) }),
    { minLength: 1, maxLength: 6 },
  );

  it('DO2, DO4: comes to the same money with the other sign, whatever the lines and discounts', () => {
    fc.assert(
      fc.property(lines, fc.array(adjustment, { maxLength: 2 }), (many, adjustments) => {
        const typed = many.map(({ adjustments: own, ...rest }, at) =>
          line(at + 1, { ...rest, adjustments: own.map((each) => ({ ...each, tax: null })) }),
        );
        const entry = setHeader(entryOf(typed), { adjustments });
        const before = totalOf(entry);
        if (before === null) return;
        expect(totalOf(asCreditNote(entry))).toBe(before === 0 ? 0 : -before);
      }),
    );
  });
});
