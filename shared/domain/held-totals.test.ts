import { describe, expect, it } from 'vitest';
import type { AppliedTax, TotalsInput } from './document.ts';
import { heldTotals } from './held-totals.ts';

const vat: AppliedTax = { key: 'vat', name: 'VAT', category: 'S', rate: '20' };
const document = (taxes: AppliedTax[], quantity = '1'): TotalsInput => ({
  currency: 'EUR',
  standard: 'en16931',
  pricesIncludeTax: true,
  lines: [{ quantity, unitPrice: '3.03', taxes }],
});

describe('totals held to EN 16931', () => {
  it('TX6: by the standard where it can say the document', () => {
    expect(heldTotals(document([vat]))).toMatchObject({
      ok: true,
      value: { totals: { tax: 50, rounding: 1, due: 303 }, input: { standard: 'en16931' } },
    });
  });

  it('TX7: as they are where it cannot', () => {
    const found = heldTotals(document([{ ...vat, raisesBase: true }]));
    expect(found).toMatchObject({ ok: true, value: { totals: { tax: 51, rounding: 0, due: 303 } } });
    expect(found.ok && found.value.input.standard).toBeUndefined();
  });

  it('names what is wrong in either', () => {
    expect(heldTotals(document([vat], 'x'))).toEqual({
      ok: false,
      error: [{ path: 'lines.0.quantity', problem: 'not-a-number' }],
    });
  });
});
