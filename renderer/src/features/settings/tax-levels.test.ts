import { describe, expect, it } from 'vitest';
import type { TaxValues } from './record-values.ts';
import { blankLevels, isUntouched, sumOfRates, withLevels, withoutEmptyLevels } from './tax-levels.ts';

const levels = blankLevels(
  (level) => ({ state: 'State', county: 'County', city: 'City', district: 'District' })[level],
);
const group = (parts: TaxValues['parts'], more: Partial<TaxValues> = {}): TaxValues => ({
  ...{ name: 'Dallas', category: 'S', mode: 'group', parts, reason: '', archived: false },
  ...more,
});

describe('the levels of a sales tax as they are typed', () => {
  it('levels without a rate fall away, and each jurisdiction is called after the tax’s own (TX10)', () => {
    const rates = ['6.25', '', '1', ''];
    const typed = group(levels.map((level, at) => ({ ...level, rate: rates[at] ?? '' })));
    const checked = withLevels({ ...typed, jurisdiction: 'TX' });
    expect(withoutEmptyLevels(checked).parts).toEqual([
      { key: 'state', name: 'State', rate: '6.25', jurisdiction: 'TX' },
      { key: 'city', name: 'City', rate: '1', jurisdiction: 'TX City' },
    ]);
    expect(withLevels(typed).parts[1]?.jurisdiction).toBe('Dallas County');
  });

  it('a state without a rate is not taken for zero, and rows of other taxes stay as they are', () => {
    expect(withLevels(group([...levels])).parts[0]?.rate).toBe('');
    const own = group([{ key: 'x', name: 'CGST', rate: '' }], { mode: 'several' });
    expect(withLevels(own)).toBe(own);
    expect(withoutEmptyLevels({ parts: [{ key: 'x', name: 'A', rate: '0' }] }).parts).toHaveLength(1);
    const later = { key: 'city', name: 'City', rate: '0', changes: [{ from: '2026-02-01', rate: '1' }] };
    expect(withoutEmptyLevels({ parts: [...levels, later] as TaxValues['parts'] }).parts).toContainEqual(
      later,
    );
  });

  it('says when rows are untouched, and what the rates are together', () => {
    expect(isUntouched([{ key: 'a', name: '', rate: '' }])).toBe(true);
    expect(isUntouched(levels)).toBe(false);
    expect(sumOfRates([{ rate: '6.25' }, { rate: '' }, { rate: '1.125' }])).toBe('7.375');
    expect(sumOfRates([{ rate: 'x' }])).toBeNull();
  });
});
