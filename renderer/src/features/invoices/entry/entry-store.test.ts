import { describe, expect, it } from 'vitest';
import { resolveDraft } from '../../../../../shared/domain/resolve-draft.ts';
import type { TaxRecord } from '../../../../../shared/domain/tax-record.ts';
import { computeTotals } from '../../../../../shared/domain/totals.ts';
import fc from '../../../../../test/property.ts';
import { blankLine, emptyDraft, removeLine, setHeader, setLine, toDraft, toEntry } from './entry-draft.ts';
import { type Basis, createEntryStore, firstUnread } from './entry-store.ts';

const VAT = '00000000-0000-4000-8000-0000000000aa';
const tax: TaxRecord = {
  name: 'VAT',
  category: 'S',
  mode: 'single',
  parts: [{ key: 'vat', name: 'VAT', rate: '19' }],
  reason: '',
};
const basis: Basis = {
  fees: null,
  buyer: { group: '', country: '' },
  taxes: new Map([[VAT, tax]]),
  rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
  today: '2026-03-01',
  certificates: [],
  currency: 'EUR',
  country: 'DE',
};

function form() {
  let next = 0;
  const newId = () => {
    next += 1;
    return `00000000-0000-4000-8000-${String(next).padStart(12, '0')}`;
  };
  const store = createEntryStore(toEntry(emptyDraft('EUR', null, false), VAT, newId), basis, 'customer');
  const line = store.getState().entry.order[0] as string;
  return { store, line, newId };
}

describe('the form’s state', () => {
  it('TX1: a line comes to its quantity at the price of the quantity that it is for', () => {
    const line = { ...blankLine('a', null), description: 'Screws', quantity: '250', unitPrice: '12.5' };
    const entry = toEntry({ ...emptyDraft('GBP', null, false), lines: [line] }, null, () => 'end');
    const store = createEntryStore(entry, basis, 'customer');
    expect(store.getState().amounts.a).toBe(3125_00);
    store.edit((before) => setLine(before, 'a', { baseQuantity: '100' }, () => 'end'));
    expect(store.getState().amounts.a).toBe(31_25);
    expect(toDraft(store.getState().entry).lines[0]?.baseQuantity).toBe('100');
  });

  it('TX9: shows the totals of what is typed at once, per line and by rate', () => {
    const { store, line, newId } = form();
    store.edit((entry) => setLine(entry, line, { quantity: '3', unitPrice: '12.5' }, newId));
    const { totals, amounts } = store.getState();
    expect(amounts[line]).toBe(3750);
    expect(totals).toMatchObject({ withoutTax: 3750, tax: 713, withTax: 4463 });
    expect(totals?.taxes).toMatchObject([{ name: 'VAT', rate: '19', taxable: 3750, tax: 713 }]);
  });

  it('leaves the blank line out of the tax table', () => {
    expect(form().store.getState().totals?.taxes).toEqual([]);
  });

  it('computes nothing again when only words change', () => {
    const { store, line, newId } = form();
    store.edit((entry) => setLine(entry, line, { unitPrice: '10' }, newId));
    const before = store.getState().totals;
    store.edit((entry) => setLine(entry, line, { description: 'paint' }, newId));
    store.edit((entry) => setHeader(entry, { notes: 'thanks' }));
    expect(store.getState().totals).toBe(before);
    store.edit((entry) => setLine(entry, line, { quantity: '2' }, newId));
    expect(store.getState().totals?.withoutTax).toBe(2000);
  });

  it('counts a line again as soon as its only figure is words', () => {
    const { store, line, newId } = form();
    store.edit((entry) => setLine(entry, line, { description: 'gift' }, newId));
    expect(store.getState().amounts[line]).toBe(0);
  });

  it('TX9: shows after any typing what one computation of the whole draft gives', () => {
    const edit = fc.record({
      at: fc.nat(6),
      quantity: fc.integer({ min: -9, max: 99 }).map(String),
      price: fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
      inclusive: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 25 }), (edits) => {
        const { store, newId } = form();
        for (const { at, quantity, price, inclusive } of edits) {
          const { order } = store.getState().entry;
          const target = order[at % order.length] as string;
          store.edit((entry) =>
            setHeader(setLine(entry, target, { quantity, unitPrice: price }, newId), {
              pricesIncludeTax: inclusive,
            }),
          );
        }
        const { entry, totals } = store.getState();
        // A copy, so that nothing that was kept from earlier computations can be found again.
        const anew = resolveDraft(structuredClone(toDraft(entry)), basis.taxes, basis.rounding, basis);
        expect({ ...totals, lines: [] }).toEqual({ ...computeTotals(anew), lines: [] });
      }),
    );
  });

  it('shows totals that cannot be computed as unknown, with the reason', () => {
    const { store, line, newId } = form();
    store.edit((entry) =>
      setLine(entry, line, { quantity: '999999999999999', unitPrice: '999999999999999' }, newId),
    );
    expect(store.getState().totals).toBeNull();
    expect(store.getState().totalsProblem).toBe('too-large');
  });

  it('follows the company’s taxes when they change', () => {
    const { store, line, newId } = form();
    store.edit((entry) => setLine(entry, line, { unitPrice: '100' }, newId));
    store.setBasis({
      ...basis,
      taxes: new Map([[VAT, { ...tax, parts: [{ key: 'vat', name: 'VAT', rate: '7' }] }]]),
    });
    expect(store.getState().totals?.tax).toBe(700);
  });

  it('DO2: puts findings beside their fields and drops a field’s own when it is changed', () => {
    const { store, line, newId } = form();
    store.setFindings([
      { code: 'no-customer', severity: 'block', path: 'customer' },
      { code: 'no-description', severity: 'block', path: 'lines.0.description' },
    ]);
    expect(Object.keys(store.getState().findings)).toEqual(['customer', `lines.${line}.description`]);
    store.edit((entry) => setLine(entry, line, { description: 'x' }, newId), `lines.${line}.description`);
    expect(Object.keys(store.getState().findings)).toEqual(['customer']);
  });

  it('keeps text that cannot be read until it can, and forgets it with its line', () => {
    const { store, line, newId } = form();
    const path = `lines.${line}.quantity`;
    store.setUnread(path, { text: '3*', problem: 'not-a-number', isLeft: false });
    expect(firstUnread(store.getState())).toBe(path);
    store.edit((entry) => removeLine(entry, line, newId));
    expect(firstUnread(store.getState())).toBeUndefined();
    store.setUnread('dueDate', { text: '32.1', problem: 'no-such-day', isLeft: true });
    expect(firstUnread(store.getState())).toBe('dueDate');
    store.setUnread('dueDate', null);
    expect(firstUnread(store.getState())).toBeUndefined();
  });
});
