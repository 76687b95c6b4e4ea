/** A row of the tax table as documents carry it, tax groups with their shares (TX3). */
import { apportion } from './apportion.ts';
import { formatDecimal } from './decimal.ts';
import type { TaxSubtotal } from './document.ts';
import { minor } from './money.ts';
import type { TaxAmounts } from './tax-table.ts';

export function subtotal({ row, taxable, tax }: TaxAmounts): TaxSubtotal {
  const { key, name, category, reason, parts, kind, amount, jurisdiction } = row;
  const shares = apportion(
    tax,
    parts.map((part) => part.rate),
  );
  return {
    key,
    name,
    category,
    rate: formatDecimal(row.rate),
    ...(reason === undefined ? {} : { reason }),
    taxable,
    tax,
    ...(parts.length === 0
      ? {}
      : {
          parts: parts.map((part, index) => ({
            name: part.name,
            rate: formatDecimal(part.rate),
            ...(part.jurisdiction === undefined ? {} : { jurisdiction: part.jurisdiction }),
            tax: shares[index] ?? minor(0),
          })),
        }),
    ...(kind === 'percent' ? {} : { kind }),
    ...(amount ? { amount: formatDecimal(amount) } : {}),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
  };
}
