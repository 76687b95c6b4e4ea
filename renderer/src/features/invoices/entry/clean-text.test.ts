import { describe, expect, it } from 'vitest';
import { draftHeader, zDraftLine } from '../../../../../shared/events/drafts.ts';
import fc from '../../../../../test/property.ts';
import { cleanLine, cleanText } from './clean-text.ts';

const nasty = fc.string({ unit: 'binary', maxLength: 40 });

describe('text that is typed or pasted', () => {
  it('becomes one line', () => {
    expect(cleanLine('PO\t12\r\n34', 60)).toBe('PO 12  34');
    expect(cleanLine(`a${String.fromCharCode(0)}b`, 60)).toBe('ab');
  });

  it('keeps line breaks of several lines, in one writing', () => {
    expect(cleanText('a\r\nb\rc\td', 60)).toBe('a\nb\nc\td');
  });

  it('always fits the draft, whatever it was', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(draftHeader.shape.orderNumber.safeParse(cleanLine(text, 60)).success).toBe(true);
        expect(zDraftLine.shape.description.safeParse(cleanText(text, 1000)).success).toBe(true);
      }),
    );
  });

  it('is cut at the field’s length', () => {
    expect(cleanLine('abcdef', 3)).toBe('abc');
    expect(cleanText('abcdef', 3)).toBe('abc');
  });
});
