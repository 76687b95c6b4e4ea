import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { wrapText } from './wrap-text.ts';

const measure = (text: string) => text.length;

describe('wrapText', () => {
  it('breaks at spaces and keeps line ends and empty lines', () => {
    expect(wrapText('one two three\n\nfour', 8, measure)).toEqual(['one two', 'three', '', 'four']);
  });

  it('breaks long words after hyphens and slashes first, then anywhere', () => {
    expect(wrapText('pre-assembled', 6, measure)).toEqual(['pre-', 'assemb', 'led']);
    expect(wrapText('a/very/long/path', 7, measure)).toEqual(['a/very/', 'long/', 'path']);
  });

  it('answers no lines for no text', () => {
    expect(wrapText('', 10, measure)).toEqual([]);
  });

  it('keeps an accent with its letter', () => {
    expect(wrapText('ab\u0301cd', 2, measure)[0]).toBe('ab\u0301');
  });

  it('puts every character that is not a space on some line, in order, and no line is too wide', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '/', '\n', 'ß'), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (value, width) => {
        const lines = wrapText(value, width, measure);
        expect(lines.join('').replace(/\s/g, '')).toBe(value.replace(/\s/g, ''));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
