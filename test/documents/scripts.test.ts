/** Scripts that PDF text of ours cannot say: shaped, in the right order, never as boxes. */

import { describe, expect, it } from 'vitest';
import { COVERAGE, SHAPED } from '../../electron/documents/fonts/coverage.ts';
import { missingCharacters } from '../../electron/documents/missing-characters.ts';
import { renderInvoice } from '../../electron/documents/render-invoice.ts';
import { type ShapedScript, visualRuns } from '../../electron/documents/shaper.ts';
import fc from '../property.ts';
import { FACES, SHAPER } from './faces.ts';
import { FIXTURES, TEMPLATES } from './fixtures.ts';
import { readPdf } from './read-pdf.ts';

const SCRIPTS = Object.keys(SHAPED) as ShapedScript[];
const pathOf = (text: string, script: ShapedScript, rtl = false) =>
  JSON.stringify(SHAPER.outline(text, script, rtl).path);
const NOTHING = '[]';
const shown = (line: string) => visualRuns(line).map(({ text, script, rtl }) => [text, script, rtl]);

describe('a line as it stands on paper', () => {
  it('keeps what is written from left to right', () => {
    expect(shown('Attn. राजेश कुमार, Pune')).toEqual([
      ['Attn. ', null, false],
      ['राजेश', 'devanagari', false],
      [' ', null, false],
      ['कुमार', 'devanagari', false],
      [', Pune', null, false],
    ]);
  });

  it('turns round what is written from right to left, but not the numbers and names in it (UAX 9)', () => {
    expect(shown('שלום 123 world')).toEqual([
      ['world', null, false],
      [' ', null, true],
      ['123', null, false],
      ['שלום ', 'hebrew', true],
    ]);
    expect(shown('Mr. שלום (a)').map(([text]) => text)).toEqual(['Mr. ', 'שלום', ' (a)']);
  });

  it('loses no character but the marks of direction, whatever is mixed', () => {
    const letters = fc.constantFrom(...'abc 12(),.-/אבגדهونरकिष्😀');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 24 }), (parts) => {
        const line = parts.join('');
        const sorted = (text: string) =>
          [...text.replace(/[()]/g, '|').replace(/\u200e/g, '')].sort().join('');
        expect(
          sorted(
            visualRuns(`\u200e${line}`)
              .map(({ text }) => text)
              .join(''),
          ),
        ).toBe(sorted(line));
      }),
    );
  });
});

describe.each(SCRIPTS)('the face for %s', (script) => {
  const characters = SHAPED[script].flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  );

  it('draws every character that it promises, but the marks that nobody sees', () => {
    const unseen = /[\u061c]/;
    expect(characters.filter((each) => pathOf(each, script) === NOTHING && !unseen.test(each))).toEqual([]);
    for (const sign of '()[].,:;!?-/"\'«»') expect(pathOf(sign, script), sign).not.toBe(NOTHING);
    expect(pathOf('\u4e00', script)).toBe(NOTHING);
  });
});

describe('shaping', () => {
  it('joins Arabic letters: a word is not its letters one by one', () => {
    const { width } = SHAPER.outline('بيت', 'arabic', true);
    const apart = [...'بيت'].reduce((sum, letter) => sum + SHAPER.outline(letter, 'arabic', true).width, 0);
    expect(width).toBeLessThan(apart * 0.8);
  });

  it('puts Devanagari vowel signs before their consonant and makes conjuncts of two', () => {
    expect(pathOf('कि', 'devanagari')).not.toBe(pathOf('क', 'devanagari'));
    const conjunct = SHAPER.outline('क्ष', 'devanagari', false).width;
    const apart =
      SHAPER.outline('क', 'devanagari', false).width + SHAPER.outline('ष', 'devanagari', false).width;
    expect(conjunct).toBeLessThan(apart);
  });
});

describe.each(TEMPLATES)('template %s', (template) => {
  const document = {
    ...FIXTURES.german,
    template,
    buyer: { ...FIXTURES.german.buyer, name: 'חברת שלום בע"מ', contact: 'राजेश कुमार' },
    notes: 'شكرا جزيلا لطلبكم، الرقم 42. ★ ☑',
  };

  it('prints Hebrew, Arabic and Devanagari without a mark, and says them to who searches', async () => {
    const bytes = renderInvoice(document, { faces: FACES, shaper: SHAPER });
    const pdf = await readPdf(bytes);
    expect(pdf.page(1)).not.toContain('⟨');
    expect(pdf.page(1)).toContain('★');
    const plain = renderInvoice(FIXTURES.german, { faces: FACES });
    expect(bytes.length - plain.length).toBeGreaterThan(2000);
    expect(missingCharacters(JSON.stringify(document))).toEqual([]);
  });

  it('is a fault without who shapes, never a paper with boxes', () => {
    const boxed = () => renderInvoice(document, { faces: FACES });
    expect(boxed).toThrow();
  });
});

it('every character is either in the paper’s faces, in those of a script, or missing', () => {
  const covered = [...COVERAGE, ...Object.values(SHAPED).flat()];
  fc.assert(
    fc.property(fc.integer({ min: 0x3000, max: 0xd7ff }), (code) => {
      const isCovered = covered.some(([first, last]) => code >= first && code <= last);
      expect(missingCharacters(String.fromCodePoint(code)).length).toBe(isCovered ? 0 : 1);
    }),
  );
});
