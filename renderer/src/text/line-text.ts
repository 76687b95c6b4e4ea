/** A line of a document as one text, where two versions of it stand beside each other: `Screws · 250 × 12.50 / 100`. */
import { formatDecimal } from './format.ts';

interface Line {
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly baseQuantity?: string;
}

export function lineText({ description, quantity, unitPrice, baseQuantity = '1' }: Line): string {
  const base = baseQuantity === '1' ? '' : ` / ${formatDecimal(baseQuantity)}`;
  return `${description} · ${formatDecimal(quantity)} × ${formatDecimal(unitPrice)}${base}`;
}
