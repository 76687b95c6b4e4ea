import { describe, expect, it } from 'vitest';
import type { DraftLine } from '../../../../../shared/events/drafts.ts';
import { blankLine, type EntryDraft, emptyDraft, toEntry } from './entry-draft.ts';
import { type PriceBook, priceAgain, priceAllAgain, putPrice, typedOver } from './price-book.ts';

let next = 0;
const newId = () => `new-${next++}`;
const book: PriceBook = {
  currency: 'EUR',
  ownPrice: (item) => (item === 'rope' ? '12' : null),
  lists: [
    {
      id: 'wholesale',
      name: 'Wholesale',
      from: '2026-03-01',
      rank: 'group',
      prices: { rope: [{ least: '10', price: '10' }] },
    },
  ],
};
const withLine = (more: Partial<DraftLine>): EntryDraft =>
  toEntry(
    { ...emptyDraft('EUR', null, false), lines: [{ ...blankLine('a', null), item: 'rope', ...more }] },
    null,
    newId,
  );
const lineOf = (entry: EntryDraft) => entry.lines.a;
const OWN = { list: null, name: '', from: null, least: '0' };
const LISTED = { list: 'wholesale', name: 'Wholesale', from: '2026-03-01', least: '10' };

describe('prices of lists on the form', () => {
  it('puts the price of the list whose quantity is reached, and says where it comes from', () => {
    expect(lineOf(putPrice(withLine({ quantity: '9' }), 'a', book))).toMatchObject({
      unitPrice: '12',
      priceFrom: OWN,
    });
    expect(lineOf(putPrice(withLine({ quantity: '10' }), 'a', book))).toMatchObject({
      unitPrice: '10',
      priceFrom: LISTED,
    });
  });

  it('prices a line again by its quantity, but never one whose price was typed or is not known', () => {
    const found = withLine({ quantity: '10', unitPrice: '12', priceFrom: OWN });
    expect(lineOf(priceAgain(found, 'a', book))).toMatchObject({ unitPrice: '10', priceFrom: LISTED });
    const typed = withLine({ quantity: '10', unitPrice: '11', priceFrom: null });
    expect(priceAgain(typed, 'a', book)).toBe(typed);
    const old = withLine({ quantity: '10', unitPrice: '11' });
    expect(priceAgain(old, 'a', book)).toBe(old);
  });

  it('TX1: a price that is found is for one, whatever the price before was for; one for another quantity is a typed one', () => {
    const per100 = { quantity: '10', unitPrice: '10', baseQuantity: '100' };
    expect(lineOf(putPrice(withLine(per100), 'a', book))).not.toHaveProperty('baseQuantity');
    const typed = withLine({ ...per100, priceFrom: null });
    expect(typedOver(typed, 'a', book)).toMatchObject({ price: '10', list: 'wholesale' });
  });

  it('offers the way back from a typed price only where another would be found', () => {
    expect(
      typedOver(withLine({ quantity: '10', unitPrice: '11', priceFrom: null }), 'a', book),
    ).toMatchObject({
      price: '10',
      list: 'wholesale',
    });
    expect(typedOver(withLine({ quantity: '10', unitPrice: '10', priceFrom: null }), 'a', book)).toBeNull();
    expect(typedOver(withLine({ quantity: '10', unitPrice: '11', priceFrom: LISTED }), 'a', book)).toBeNull();
    expect(typedOver(withLine({ item: 'wire', unitPrice: '11', priceFrom: null }), 'a', book)).toBeNull();
  });

  it('MO3: takes no own price in a document of another currency', () => {
    const dollars = { ...withLine({ quantity: '1', unitPrice: '7' }) };
    const entry = { ...dollars, header: { ...dollars.header, currency: 'USD' } };
    expect(lineOf(putPrice(entry, 'a', { ...book, lists: [] }))?.unitPrice).toBe('7');
  });

  it('prices all lines again for another customer, typed ones excepted', () => {
    const entry = withLine({ quantity: '10', unitPrice: '10', priceFrom: LISTED });
    const typed = { ...blankLine('b', null), item: 'rope', unitPrice: '1', priceFrom: null };
    const both = {
      ...entry,
      order: ['a', 'b', ...entry.order.slice(1)],
      lines: { ...entry.lines, b: typed },
    };
    const after = priceAllAgain(both, { ...book, lists: [] });
    expect(after.lines.a?.unitPrice).toBe('12');
    expect(after.lines.b?.unitPrice).toBe('1');
  });
});
