import { describe, expect, it } from 'vitest';
import { emptyDraft } from './entry-draft.ts';
import { extraFields } from './extra-fields.ts';

const { lines: _, ...euros } = emptyDraft('EUR', null, false);
const SWISS = { currency: 'CHF', country: 'CH' };
const GERMAN = { currency: 'EUR', country: 'DE' };
const francs = { ...euros, currency: 'CHF' };

describe('fields that stand out of sight until they are used', () => {
  it('shows none of them in a document of the company’s own currency', () => {
    expect(extraFields(euros, GERMAN, false)).toEqual([]);
  });

  it('shows the period and the reference when they are asked for, or hold something', () => {
    expect(extraFields(euros, GERMAN, true)).toEqual(['supplyFrom', 'buyerReference']);
    expect(extraFields({ ...euros, buyerReference: '04-1' }, GERMAN, false)).toEqual(['buyerReference']);
    expect(extraFields({ ...euros, supplyFrom: '2026-02-01' }, GERMAN, false)).toEqual(['supplyFrom']);
    expect(extraFields({ ...euros, supplyFrom: null, buyerReference: '' }, GERMAN, false)).toEqual([]);
  });

  it('MO4: asks for the rate of a document in another currency, and for its day and source once there is one', () => {
    expect(extraFields(euros, SWISS, false)).toEqual(['exchange.rate']);
    const exchange = { rate: '0.95', date: '2026-02-01', source: 'SNB' };
    expect(extraFields({ ...euros, exchange }, SWISS, false)).toEqual([
      'exchange.rate',
      'exchange.date',
      'exchange.source',
    ]);
  });

  it('NU6: offers a pad where there is one, and asks for the sheet once it is chosen', () => {
    expect(extraFields(euros, { ...GERMAN, hasPads: true }, false)).toEqual([]);
    expect(extraFields(euros, { ...GERMAN, hasPads: true }, true)[0]).toBe('paper.series');
    expect(extraFields(euros, GERMAN, true)).not.toContain('paper.series');
    const paper = { series: 'pad', sheet: null };
    expect(extraFields({ ...euros, paper }, GERMAN, false)).toEqual(['paper.series', 'paper.sheet']);
  });

  it('TX8: offers payment in cash only where coins make a difference', () => {
    expect(extraFields(francs, SWISS, true)).toContain('cash');
    expect(extraFields(euros, GERMAN, true)).not.toContain('cash');
    expect(extraFields({ ...francs, cash: true }, SWISS, false)).toEqual(['cash']);
  });
});
