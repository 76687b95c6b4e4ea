import { describe, expect, it } from 'vitest';
import { ageReport } from '../../shared/domain/aging.ts';
import { addDays, daysBetween } from '../../shared/domain/day.ts';
import { minor } from '../../shared/domain/money.ts';
import fc from '../../test/property.ts';
import type { OpenDocument } from './open-items.ts';
import { owedItems, together } from './owed-items.ts';

const FIRST = '2026-01-01';

function open(
  id: string,
  sizes: readonly number[],
  paid: number,
  dues: OpenDocument['dues'] = [],
): OpenDocument {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const parts = sizes.map((size, index) => ({ due: addDays(FIRST, 25 * index), amount: minor(size) }));
  const rest = minor(total - Math.min(paid, total));
  return {
    ...{
      id,
      kind: 'invoice',
      number: id,
      numberKey: id,
      customer: 'a',
      name: '',
      orderNumber: '',
      orderKey: '',
    },
    ...{ issueDate: FIRST, issuedDue: FIRST, dues, currency: 'EUR', total: minor(total), outstanding: rest },
    ...{ discount: null, from: FIRST, last: FIRST, at: 1, newest: 0, down: 0, unsent: false },
    dueDate: FIRST,
    ...(sizes.length > 1 ? { instalments: parts } : {}),
  };
}

describe('what is owed as of a day', () => {
  it('is the document itself where all of it is due on one day', () => {
    const plain = open('1', [100], 0);
    expect([...owedItems([plain], FIRST)][0]).toBe(plain);
    const items = [plain];
    expect(together(items)).toBe(items);
  });

  it('AG3: is each open instalment with its own day; together they are one row again', () => {
    const items = [...owedItems([open('1', [30, 70], 10), open('2', [5], 0)], FIRST)];
    expect(items.map(({ id, dueDate, outstanding }) => [id, dueDate, outstanding])).toEqual([
      ['1', FIRST, 20],
      ['1', '2026-01-26', 70],
      ['2', FIRST, 5],
    ]);
    expect(together(items).map(({ id, dueDate, outstanding }) => [id, dueDate, outstanding])).toEqual([
      ['1', FIRST, 90],
      ['2', FIRST, 5],
    ]);
  });

  const invoices = fc.array(
    fc.record({
      sizes: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
      paid: fc.nat(100),
    }),
    { maxLength: 8 },
  );

  it('AG3, AG4: ages as if every minor unit were an invoice of its own, and the buckets add up to what is open', () => {
    fc.assert(
      fc.property(invoices, fc.nat(150), (many, later) => {
        const asOf = addDays(FIRST, later);
        const documents = many.map(({ sizes, paid }, index) => open(String(index), sizes, paid));
        const [row] = ageReport(owedItems(documents, asOf), [], asOf, { by: 'due' });
        const expected = [0, 0, 0, 0, 0];
        let overdue = 0;
        for (const { sizes, paid } of many) {
          const units = sizes.flatMap((size, index) => Array.from({ length: size }, () => 25 * index));
          for (const due of units.slice(paid)) {
            const age = daysBetween(addDays(FIRST, due), asOf);
            const bucket = age <= 0 ? 0 : age <= 30 ? 1 : age <= 60 ? 2 : age <= 90 ? 3 : 4;
            expected[bucket] = (expected[bucket] ?? 0) + 1;
            if (age > 0) overdue += 1;
          }
        }
        expect(row?.buckets ?? [0, 0, 0, 0, 0]).toEqual(expected);
        const left = documents.reduce((sum, { outstanding }) => sum + outstanding, 0);
        expect(row?.balance ?? 0).toBe(left);
        const late = [...owedItems(documents, asOf)].filter(({ dueDate }) => dueDate < asOf);
        expect(late.reduce((sum, { outstanding }) => sum + outstanding, 0)).toBe(overdue);
      }),
    );
  });
});
