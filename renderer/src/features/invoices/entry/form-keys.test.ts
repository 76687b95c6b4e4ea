import { describe, expect, it } from 'vitest';
import { type FormKey, formStep } from './form-keys.ts';
import type { WalkMap } from './grid-walk.ts';

const map: WalkMap = {
  head: ['customer', 'dueDate'],
  order: ['a', 'end'],
  foot: ['notes'],
  isBlank: (line) => line === 'end',
  hasSupply: () => false,
};
const press = (path: string, key: string, more: Partial<FormKey> = {}) =>
  formStep(map, {
    key,
    shift: false,
    isCommand: false,
    path,
    caret: { start: 0, end: 3, length: 3, editing: false },
    rightToLeft: false,
    ...more,
  });

describe('keys in the invoice form', () => {
  it('Enter goes on and Shift+Enter back, in the grid and around it', () => {
    expect(press('customer', 'Enter')).toEqual({ to: 'dueDate' });
    expect(press('dueDate', 'Enter', { shift: true })).toEqual({ to: 'customer' });
    expect(press('lines.a.tax', 'Enter')).toEqual({ to: 'lines.end.item' });
    expect(press('lines.a.item', 'Enter', { shift: true })).toEqual({ to: 'dueDate' });
  });

  it('Tab walks the grid the same way and is left to the browser elsewhere', () => {
    expect(press('lines.a.quantity', 'Tab')).toEqual({ to: 'lines.a.unit' });
    expect(press('lines.a.quantity', 'Tab', { shift: true })).toEqual({ to: 'lines.a.description' });
    expect(press('lines.end.item', 'Tab')).toEqual({ to: 'notes' });
    expect(press('customer', 'Tab')).toBeNull();
  });

  it('Enter after the last field offers to issue, but writes new lines in the notes', () => {
    expect(press('notes', 'Enter')).toBeNull();
    expect(press('notes', 'Enter', { shift: true })).toEqual({ to: 'lines.end.item' });
    expect(formStep({ ...map, foot: [] }, { ...commandless('lines.end.item') })).toEqual({ to: 'end' });
  });

  it('arrows move between cells, not between other fields, and select text with Shift', () => {
    expect(press('lines.a.quantity', 'ArrowRight')).toEqual({ to: 'lines.a.unit' });
    expect(press('lines.a.quantity', 'ArrowRight', { shift: true })).toBeNull();
    expect(press('customer', 'ArrowRight')).toBeNull();
  });

  it('leaves commands and letters alone', () => {
    expect(press('lines.a.quantity', 'Enter', { isCommand: true })).toBeNull();
    expect(press('lines.a.quantity', '5')).toBeNull();
  });
});

const commandless = (path: string): FormKey => ({
  key: 'Enter',
  shift: false,
  isCommand: false,
  path,
  caret: { start: 0, end: 0, length: 0, editing: false },
  rightToLeft: false,
});
