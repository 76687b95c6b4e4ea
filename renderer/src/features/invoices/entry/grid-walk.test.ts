import { describe, expect, it } from 'vitest';
import { arrow, byLineId, type Caret, COLUMNS, cellOf, cellPath, type WalkMap, walk } from './grid-walk.ts';

const map: WalkMap = {
  head: ['customer', 'orderNumber'],
  order: ['a', 'b', 'end'],
  foot: ['adjustments.0.value', 'notes'],
  isBlank: (line) => line === 'end',
  hasSupply: () => false,
};
const all = (length: number): Caret => ({ start: 0, end: length, length, editing: false });

describe('the way of the keyboard through the form', () => {
  it('walks every field from the customer to the notes, and back the same way', () => {
    const forward = ['customer'];
    for (let at: string | undefined = walk(map, 'customer', 1); at; at = walk(map, at, 1)) forward.push(at);
    const cells = ['a', 'b'].flatMap((line) => COLUMNS.map((column) => cellPath(line, column)));
    expect(forward).toEqual([
      'customer',
      'orderNumber',
      ...cells,
      'lines.end.item',
      'adjustments.0.value',
      'notes',
    ]);
    const backward = ['notes'];
    for (let at: string | undefined = walk(map, 'notes', -1); at; at = walk(map, at, -1)) backward.push(at);
    expect(backward).toEqual(forward.toReversed());
  });

  it('TX11: walks through the days of supply of a line that has its own, and past those of others', () => {
    const own = { ...map, hasSupply: (line: string) => line === 'a' };
    expect(walk(own, 'lines.a.tax', 1)).toBe('lines.a.supplyFrom');
    expect(walk(own, 'lines.a.supplyTo', 1)).toBe('lines.b.item');
    expect(walk(own, 'lines.b.item', -1)).toBe('lines.a.supplyTo');
    expect(walk(own, 'lines.b.tax', 1)).toBe('lines.end.item');
    const cell = { line: 'a', column: 'supplyTo' } as const;
    expect(arrow(own, cell, 'ArrowDown', all(3))).toBe('lines.b.tax');
    expect(byLineId('lines.1.supply', own.order)).toBe('lines.b.supplyTo');
  });

  it('TX1: walks through the quantity that a price is for where a line shows it', () => {
    const own = {
      ...map,
      hasBase: (line: string) => line === 'a',
      hasSupply: (line: string) => line === 'a',
    };
    expect(walk(own, 'lines.a.tax', 1)).toBe('lines.a.baseQuantity');
    expect(walk(own, 'lines.a.baseQuantity', 1)).toBe('lines.a.supplyFrom');
    expect(walk(own, 'lines.b.tax', 1)).toBe('lines.end.item');
    expect(byLineId('lines.1.baseQuantity', own.order)).toBe('lines.b.baseQuantity');
  });

  it('ends before the first and after the last field', () => {
    expect(walk(map, 'customer', -1)).toBeUndefined();
    expect(walk(map, 'notes', 1)).toBeUndefined();
  });

  it('begins at the first field when it does not know where it stands', () => {
    expect(walk(map, 'gone', 1)).toBe('customer');
  });

  it('leaves the grid from the blank line only; a typed last line goes on to its second field', () => {
    expect(walk({ ...map, isBlank: () => false }, 'lines.end.item', 1)).toBe('lines.end.description');
  });

  it('moves up and down in a column and out of the grid at its ends', () => {
    expect(arrow(map, { line: 'a', column: 'unitPrice' }, 'ArrowDown', all(3))).toBe('lines.b.unitPrice');
    expect(arrow(map, { line: 'a', column: 'unitPrice' }, 'ArrowUp', all(3))).toBe('orderNumber');
    expect(arrow(map, { line: 'end', column: 'tax' }, 'ArrowDown', all(0))).toBe('adjustments.0.value');
  });

  it('moves sideways when all is selected or the caret is at that edge, else leaves the arrow to the text', () => {
    const cell = { line: 'b', column: 'quantity' } as const;
    expect(arrow(map, cell, 'ArrowRight', all(4))).toBe('lines.b.unit');
    expect(arrow(map, cell, 'ArrowLeft', all(4))).toBe('lines.b.description');
    expect(arrow(map, cell, 'ArrowRight', { start: 4, end: 4, length: 4, editing: false })).toBe(
      'lines.b.unit',
    );
    expect(arrow(map, cell, 'ArrowRight', { start: 2, end: 2, length: 4, editing: false })).toBeUndefined();
    expect(arrow(map, cell, 'ArrowLeft', { start: 0, end: 0, length: 4, editing: false })).toBe(
      'lines.b.description',
    );
    expect(arrow(map, cell, 'ArrowRight', all(4), true)).toBe('lines.b.description');
  });

  it('stays in the text after F2', () => {
    expect(
      arrow(map, { line: 'b', column: 'quantity' }, 'ArrowRight', { ...all(4), editing: true }),
    ).toBeUndefined();
  });

  it('stays in the line at its first and last column', () => {
    expect(arrow(map, { line: 'b', column: 'item' }, 'ArrowLeft', all(0))).toBeUndefined();
    expect(arrow(map, { line: 'b', column: 'tax' }, 'ArrowRight', all(0))).toBeUndefined();
  });
});

describe('names of fields', () => {
  it('reads a cell’s name and refuses others', () => {
    expect(cellOf('lines.a.tax')).toEqual({ line: 'a', column: 'tax' });
    expect(cellOf('lines.a.colour')).toBeUndefined();
    expect(cellOf('notes')).toBeUndefined();
  });

  it('DO2: finds the line that a finding names by its place', () => {
    expect(byLineId('lines.1.quantity', map.order)).toBe('lines.b.quantity');
    expect(byLineId('lines.0.adjustments.0.amount', map.order)).toBe('lines.a.discount');
    expect(byLineId('lines.1', map.order)).toBe('lines.b.description');
    expect(byLineId('lines.9.quantity', map.order)).toBe('lines.9.quantity');
    expect(byLineId('customer', map.order)).toBe('customer');
  });
});
