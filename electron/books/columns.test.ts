import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { columnsRead, columnsText } from './columns.ts';

describe('things as columns', () => {
  it('come back as they were, in their order, whatever fields some of them lack (ADR 41)', () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>('', 'EUR', 0, -7, null, true, [], { until: '2026-01-31', amount: 12 }),
      fc.string(),
      fc.integer(),
      fc.array(fc.record({ on: fc.string(), rest: fc.integer() }), { maxLength: 2 }),
    );
    const thing = fc.dictionary(fc.constantFrom('id', 'kind', 'customer', 'total', 'dues', 'duty'), value);
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 40 }), (things) => {
        const plain: unknown = JSON.parse(JSON.stringify(things));
        expect(columnsRead(columnsText(things))).toEqual(plain);
      }),
    );
  });

  it('tell a number from the text of it, and nothing from null', () => {
    const things = [{ a: 1 }, { a: '1' }, { a: 1 }, { a: '1' }, { a: null }, {}, { a: 'null' }];
    expect(columnsRead(columnsText(things))).toEqual(things);
  });

  it('write once what comes again, and hold it once', () => {
    const discount = { until: '2026-01-31', amount: 12 };
    const things = Array.from({ length: 50 }, (_, id) => ({ id, name: 'Häuser & Söhne', discount }));
    const text = columnsText(things);
    expect(text.split('Häuser').length - 1).toBe(1);
    const [first, second] = columnsRead<(typeof things)[number]>(text);
    expect(first?.discount).toBe(second?.discount);
  });
});
