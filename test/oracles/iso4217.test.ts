/** Our table of currencies against the public list in `data/iso4217.json`, which names its source and licence (MO1). */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { currencyCodes, exponentOf, isCurrency } from '../../shared/domain/currency.ts';
import { CURRENCY_TABLE, WITHDRAWN_CURRENCIES } from '../../shared/domain/currency-table.ts';

interface Listed {
  readonly name: string;
  readonly numeric: string;
  readonly minorUnit: number | null;
}

const file = fileURLToPath(new URL('./data/iso4217.json', import.meta.url));
const { currencies } = JSON.parse(readFileSync(file, 'utf8')) as { currencies: Record<string, Listed> };
const listed = Object.entries(currencies);

describe('currencies of ISO 4217', () => {
  it('MO1: the table holds every one of the list, and nothing else', () => {
    expect(listed.length).toBeGreaterThan(150);
    expect(Object.keys(CURRENCY_TABLE).sort()).toEqual(Object.keys(currencies).sort());
    expect(Object.keys(WITHDRAWN_CURRENCIES).filter((code) => code in currencies)).toEqual([]);
  });

  it.each(listed)(
    'MO1: %s has the numeric code and the decimals of the list',
    (code, { numeric, minorUnit }) => {
      expect(CURRENCY_TABLE[code]).toMatchObject({ numeric, minorUnit });
      expect(isCurrency(code)).toBe(minorUnit !== null);
      if (minorUnit !== null) expect(exponentOf(code)).toBe(minorUnit);
    },
  );

  it('MO1: Intl gives other decimals for some of them, so that it must not be asked', () => {
    const differ = currencyCodes().filter(
      (code) =>
        new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
          .maximumFractionDigits !== exponentOf(code),
    );
    expect(differ.length).toBeGreaterThan(5);
  });
});
