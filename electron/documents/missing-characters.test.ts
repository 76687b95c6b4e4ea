import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { missingCharacters, PrintableText, spellOut } from './missing-characters.ts';

describe('missingCharacters', () => {
  it('finds nothing in Latin, Vietnamese, Greek, Cyrillic, currency signs and arrows', () => {
    const text = 'Łódź Çeşme Nguyễn Thị Ánh Ελλάδα Київ € £ ₹ ₺ ₽ ₫ ₴ № → ← “quoted” – — … ½ ² ✓';
    expect(missingCharacters(text)).toEqual([]);
  });

  it('names each character that would be missing once', () => {
    expect(missingCharacters('Café 🎉 שלום नमस्ते مرحبا 東京 🎉')).toEqual(['🎉', '東', '京']);
  });

  it('composes accents before it looks', () => {
    expect(missingCharacters('Nguye\u0302\u0303n')).toEqual([]);
  });

  it('does not complain of joiners, direction marks, soft hyphens and line ends', () => {
    expect(missingCharacters('a\u200db\u200e\u00ad\ufe0f\tc\nd')).toEqual([]);
  });

  it('finds half a surrogate pair', () => {
    expect(missingCharacters('a\ud83cb')).toEqual(['\ud83c']);
  });
});

describe('PrintableText', () => {
  it('stands one mark with the name of the script for a whole run of words', () => {
    const text = new PrintableText('en');
    expect(text.show('Café שלום עולם Ltd')).toBe('Café ⟨Hebrew⟩ Ltd');
    expect(text.unprintable).toEqual([{ mark: '⟨Hebrew⟩', original: 'שלום עולם' }]);
  });

  it('tells emoji from letters, Japanese from Chinese, and numbers what differs', () => {
    const text = new PrintableText('de');
    expect(text.show('東京タワー 北京 🎉')).toBe('⟨Japanisch⟩ ⟨Emoji⟩');
    expect(text.show('北京')).toBe('⟨Chinesisch⟩');
    expect(text.show('上海 und 北京')).toBe('⟨Chinesisch 2⟩ und ⟨Chinesisch⟩');
  });

  it('drops what is invisible and turns tabs into spaces', () => {
    expect(new PrintableText('en').show('so\u00adft\u200b\tx\r\ny')).toBe('soft x\ny');
  });

  it('leaves nothing that the typeface lacks and nothing that it holds goes missing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (value) => {
        const text = new PrintableText('en');
        const shown = text.show(value);
        expect(missingCharacters(shown)).toEqual([]);
        const spelled = text.unprintable.map(({ original }) => original).join('');
        for (const character of missingCharacters(value)) expect(spelled).toContain(character);
      }),
    );
  });
});

describe('spellOut', () => {
  it('writes characters as code points', () => {
    expect(spellOut('של 🎉')).toBe('U+05E9 U+05DC U+1F389');
  });
});
