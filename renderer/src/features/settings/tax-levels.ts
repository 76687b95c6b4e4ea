/** The levels of a sales tax of the United States as they are typed: rows for all four, blank ones of which fall away (pure). */
import { Decimal, isDecimal } from '../../../../shared/domain/decimal.ts';
import { TAX_LEVELS, type TaxLevel } from '../../../../shared/domain/tax-rates-csv.ts';
import type { TaxValues } from './record-values.ts';

type Part = TaxValues['parts'][number];

const isLevel = (key: string): key is TaxLevel => (TAX_LEVELS as readonly string[]).includes(key);

/** Blank rows of all levels, named in the language of the screen. */
export const blankLevels = (nameOf: (level: TaxLevel) => string): Part[] =>
  TAX_LEVELS.map((level) => ({ key: level, name: nameOf(level), rate: '' }));

/** True while nothing has been typed in any row: levels can take their place. */
export const isUntouched = (parts: readonly Part[]): boolean =>
  parts.every(({ name, rate, jurisdiction = '' }) => name === '' && rate === '' && jurisdiction === '');

/**
 * The tax as it is checked: a level without a rate counts as zero, and one that names no jurisdiction is called after the
 * tax's own, so that the report never adds the county of one tax to that of another (TX10).
 */
export function withLevels(values: TaxValues): TaxValues {
  if (values.mode !== 'group') return values;
  const where = values.jurisdiction || values.name;
  const parts = values.parts.map((part, index): Part => {
    if (!isLevel(part.key)) return part;
    const own = part.key === 'state' ? where : `${where} ${part.name}`;
    return {
      ...part,
      rate: part.rate === '' && index > 0 ? '0' : part.rate,
      jurisdiction: part.jurisdiction || own.slice(0, 40).trim(),
    };
  });
  return { ...values, parts };
}

/** What is kept: without levels that have no rate, now or later. */
export function withoutEmptyLevels(fields: Partial<TaxValues>): Partial<TaxValues> {
  const { parts } = fields;
  if (!parts) return fields;
  const kept = parts.filter(
    ({ key, rate, changes = [] }, index) =>
      index === 0 || !isLevel(key) || rate !== '0' || changes.length > 0,
  );
  return { ...fields, parts: kept };
}

/** The rates of all rows together in percent; `null` while one cannot be read. */
export function sumOfRates(parts: readonly Pick<Part, 'rate'>[]): string | null {
  const typed = parts.map(({ rate }) => rate).filter((rate) => rate !== '');
  if (!typed.every(isDecimal)) return null;
  return typed.reduce((sum, rate) => sum.plus(rate), new Decimal(0)).toFixed();
}
