import { expect, it } from 'vitest';
import { brokenText } from './broken-text.ts';

it('EV1: names the field that holds half of a surrogate pair, and passes over whole ones and over bytes', () => {
  expect(
    brokenText({ name: 'Ivy 👩‍👧', logo: new Uint8Array([0xd8, 0]), lines: [{ text: 'שלום' }, null] }),
  ).toBe(undefined);
  expect(brokenText({ name: 'Ivy', lines: [{ text: 'a' }, { text: 'b\ud83d' }] })).toBe('lines.1.text');
  expect(brokenText({ name: '\udc00' })).toBe('name');
});
