import { describe, expect, it } from 'vitest';
import { fieldWord, plainValue } from './plain-value.ts';

describe('a field’s value as text', () => {
  it('joins the parts of an address and leaves out what is empty', () => {
    const address = {
      lines: ['1 Quay Street', ''],
      city: 'Bristol',
      postcode: '',
      region: '',
      country: 'GB',
    };
    expect(plainValue(address)).toBe('1 Quay Street, Bristol, GB');
    expect(plainValue({ lines: [], city: '' })).toBe('–');
  });

  it('shows what is not there as such, and yes and no as words', () => {
    expect([plainValue(null), plainValue(''), plainValue(0)]).toEqual(['–', '–', '0']);
    expect([plainValue(true), plainValue(false)]).toEqual(['Yes', 'No']);
  });

  it('shows the name that an id stands for', () => {
    expect(plainValue('t1', new Map([['t1', '30 days']]))).toBe('30 days');
  });
});

describe('a field’s name', () => {
  it('is the first that the form has a word for', () => {
    expect(fieldWord('settings', ['taxes.name', 'name'])).toBe('Name');
    expect(fieldWord('settings', ['taxes.nothing'])).toBe('Field');
  });
});
