import { beforeAll, describe, expect, it } from 'vitest';
import type { TaxRecord } from '../../../shared/domain/tax-record.ts';
import { setFormatLocale } from './format.ts';
import { boundsOn, ratesOn, taxChoices } from './tax-words.ts';

const DAY = '2026-11-23';
const tax = (name: string, more: Partial<TaxRecord> = {}): TaxRecord => ({
  ...{ name, category: 'S', mode: 'several', reason: '' },
  parts: [
    { key: 'c', name: 'CGST', rate: '9' },
    { key: 's', name: 'SGST', rate: '9' },
  ],
  ...more,
});

beforeAll(() => setFormatLocale('en-GB'));

describe('a tax in few words', () => {
  it('TX11: says the rates of the day, and the amount of a fixed tax', () => {
    expect(ratesOn(tax('GST'), DAY)).toBe('9% + 9%');
    const changing = { key: 'v', name: 'VAT', rate: '16', changes: [{ from: '2026-01-01', rate: '19' }] };
    expect(ratesOn(tax('VAT', { parts: [changing] }), DAY)).toBe('19%');
    expect(ratesOn(tax('VAT', { parts: [changing] }), '2025-12-31')).toBe('16%');
    expect(
      ratesOn(tax('Eco', { parts: [{ key: 'e', name: 'Eco', rate: '0.5', kind: 'per-unit' }] }), DAY),
    ).toBe('0.5');
  });

  it('TX11: says when it ends, and when it begins only where that is to come', () => {
    expect(boundsOn(tax('a', { validUntil: '2025-09-21' }), DAY)).toBe('until 21 Sept 2025');
    expect(boundsOn(tax('a', { validFrom: '2027-01-01' }), DAY)).toBe('from 01 Jan 2027');
    expect(boundsOn(tax('a', { validFrom: '2026-01-01' }), DAY)).toBe('');
  });

  it('TX11: offers what can be charged on the day first, the rest with the day that it ended', () => {
    const ended = { id: 'ended', fields: tax('GST 12', { validUntil: '2025-09-21' }) };
    const now = { id: 'now', fields: tax('GST 18') };
    expect(taxChoices([ended, now], DAY).map(({ id, detail }) => [id, detail])).toEqual([
      ['now', '9% + 9%'],
      ['ended', 'until 21 Sept 2025'],
    ]);
    expect(taxChoices([ended, now], '2025-09-21').map(({ id }) => id)).toEqual(['ended', 'now']);
  });
});
