import { describe, expect, it } from 'vitest';
import { rankChoices } from './rank-choices.ts';

const choice = (code: string, label: string, detail = '') => ({ id: code || label, code, label, detail });
const ITEMS = [
  choice('A-10', 'Wandfarbe weiß', '12,50'),
  choice('W', 'Pinsel'),
  choice('B-7', 'Wälzlager'),
  choice('', 'Fahrt nach Wien'),
];

const found = (text: string) => rankChoices(ITEMS, text).map(({ label }) => label);

describe('choices for a typed text', () => {
  it('puts the exact code first, then beginnings, then the rest', () => {
    expect(found('w')).toEqual(['Pinsel', 'Wandfarbe weiß', 'Wälzlager', 'Fahrt nach Wien']);
  });

  it('folds case and accents and takes words in any order from any part', () => {
    expect(found('WALZ')).toEqual(['Wälzlager']);
    expect(found('12,50 wand')).toEqual(['Wandfarbe weiß']);
  });

  it('offers everything for no text and nothing for what is nowhere', () => {
    expect(found('  ')).toHaveLength(4);
    expect(found('zzz')).toEqual([]);
  });
});
