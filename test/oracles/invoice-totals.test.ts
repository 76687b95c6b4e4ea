/**
 * Totals of 220 public invoices and credit notes, against the amounts that they state (TX1–TX5, BR-CO-10 … BR-CO-17).
 * `data/invoice-totals.json` names source and licence of every row.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { roundToMinor } from '../../shared/domain/currency.ts';
import { Decimal } from '../../shared/domain/decimal.ts';
import type {
  Adjustment,
  AppliedTax,
  TaxCategory,
  Totals,
  TotalsInput,
} from '../../shared/domain/document.ts';
import { importTotals, type StatedTotals } from '../../shared/domain/imported-totals.ts';
import { computeTotals } from '../../shared/domain/totals.ts';

interface SourceTax {
  taxCategory?: string;
  taxRate?: string;
}
interface SourceAdjustment extends SourceTax {
  amount: string;
  percent?: string;
  base?: string;
}
interface SourceLine extends SourceTax {
  qty?: string;
  netUnitPrice: string;
  baseQty?: string;
  allowances?: SourceAdjustment[];
  charges?: SourceAdjustment[];
}
interface Row {
  id: string;
  class: 'exact' | 'tolerance';
  source: { suite: string; path: string };
  inputs: {
    currency: string;
    lines: SourceLine[];
    docAllowances?: SourceAdjustment[];
    docCharges?: SourceAdjustment[];
    prepaid?: string;
    rounding?: string;
  };
  expected: {
    lineNets: string[];
    sumLines: string;
    allowanceTotal?: string;
    chargeTotal?: string;
    taxExclusive: string;
    taxTotal: string;
    taxInclusive: string;
    payable: string;
    taxes: { category?: string; rate?: string; taxable: string; tax: string }[];
  };
}

const file = fileURLToPath(new URL('./data/invoice-totals.json', import.meta.url));
const rows: Row[] = JSON.parse(readFileSync(file, 'utf8'));
const exact = rows.filter((row) => row.class === 'exact');

/** Rows whose own amounts do not follow from their quantities, prices and rates: they can only be imported. */
const OFF: Readonly<Record<string, string>> = {
  '93697b694a5c': 'line net one minor unit above quantity × price',
  '2cbc46623839': 'line 13 rounded down where the product rounds up',
  '6c050e174ce7': 'line nets one cent above quantity × price',
  '91272556955b': 'tax one cent above taxable × rate',
  '94008530d99b': 'line net 20.48 where 5 × 4.10 is 20.50',
  db856cad9ad7: 'amount due one cent above its parts',
  '54421fb3baec': 'line net with four decimals',
  '45df564b0560': 'taxable amount three cents off the sum of its lines',
  e1bf40d2039c: 'taxable amount three cents off the sum of its lines',
  '0f80732eab1e': 'line 13 rounded down where the product rounds up',
  '7c6656c5b7ff': 'line 13 rounded down where the product rounds up',
  '1a07d26e4082': 'allowance of 50.00 where percent × base gives 50.04',
  ec6aee32f9bb: 'tax cut to two decimals in a currency with three',
  '2310c725bcc0': 'tax cut to two decimals in a currency with three',
  '4e87679e7ffc': 'tax cut to two decimals in a currency with three',
  b8c5dee493c1: 'allowance with six decimals, never rounded',
  '117c04af69d5': 'line nets with four decimals',
  '1278bfd6c9af': 'line net 8.35 where 10 × 0.83 is 8.30',
  ded4345c2d2b: 'line nets 8.35 where 10 × 0.83 is 8.30',
};

const tax = (source: SourceTax): AppliedTax => ({
  key: 'vat',
  name: 'VAT',
  category: (source.taxCategory ?? '') as TaxCategory,
  rate: source.taxRate ?? '0',
});

const adjustments = (allowances: SourceAdjustment[] = [], charges: SourceAdjustment[] = []): Adjustment[] => {
  const read =
    (kind: Adjustment['kind']) =>
    ({ amount, percent, base }: SourceAdjustment): Adjustment => ({
      kind,
      amount,
      ...(percent === undefined ? {} : { percent }),
      ...(base === undefined ? {} : { base }),
    });
  return [...allowances.map(read('allowance')), ...charges.map(read('charge'))];
};

function inputOf({ inputs }: Row): TotalsInput {
  const { docAllowances = [], docCharges = [] } = inputs;
  const taxes = [...docAllowances, ...docCharges].map((source) => [tax(source)]);
  return {
    currency: inputs.currency,
    lines: inputs.lines.map((line) => ({
      quantity: line.qty ?? '1',
      unitPrice: line.netUnitPrice,
      ...(line.baseQty === undefined ? {} : { baseQuantity: line.baseQty }),
      adjustments: adjustments(line.allowances, line.charges),
      taxes: [tax(line)],
    })),
    adjustments: adjustments(docAllowances, docCharges).map((adjustment, index) => ({
      ...adjustment,
      taxes: taxes[index] ?? [],
    })),
    ...(inputs.prepaid === undefined ? {} : { prepaid: inputs.prepaid }),
    ...(inputs.rounding === undefined ? {} : { roundingAmount: inputs.rounding }),
  };
}

const taxKey = (category: string, rate: string) => `${category} ${new Decimal(rate).toFixed()}`;

/** The stated amounts, as minor units, beside the computed ones. */
function stated({ inputs, expected }: Row) {
  const minor = (text: string) => roundToMinor(new Decimal(text), inputs.currency);
  return {
    lines: expected.lineNets.map(minor),
    sumOfLines: minor(expected.sumLines),
    allowances: minor(expected.allowanceTotal ?? '0'),
    charges: minor(expected.chargeTotal ?? '0'),
    withoutTax: minor(expected.taxExclusive),
    tax: minor(expected.taxTotal),
    withTax: minor(expected.taxInclusive),
    due: minor(expected.payable),
    taxes: Object.fromEntries(
      expected.taxes.map((row) => [
        taxKey(row.category ?? '', row.rate ?? '0'),
        { taxable: minor(row.taxable), tax: minor(row.tax) },
      ]),
    ),
  };
}

function computed(totals: Totals): ReturnType<typeof stated> {
  const { sumOfLines, allowances, charges, withoutTax, tax: total, withTax, due } = totals;
  const taxes = totals.taxes.map(
    (row) => [taxKey(row.category, row.rate), { taxable: row.taxable, tax: row.tax }] as const,
  );
  return {
    lines: totals.lines.map((line) => line.amount),
    sumOfLines,
    allowances,
    charges,
    withoutTax,
    tax: total,
    withTax,
    due,
    taxes: Object.fromEntries(taxes),
  };
}

describe('totals of public invoices', () => {
  it('reads every row: 201 exact ones, and 19 whose own amounts are off for a stated reason', () => {
    const others = rows.filter((row) => row.class !== 'exact').map((row) => row.id);
    expect(exact).toHaveLength(201);
    expect(others.sort()).toEqual(Object.keys(OFF).sort());
  });

  it.each(exact.map((row) => [row.id, row.source.suite, row] as const))(
    'TX1–TX5: %s (%s)',
    (_id, _suite, row) => {
      expect(computed(computeTotals(inputOf(row)))).toEqual(stated(row));
    },
  );

  it.each(rows.map((row) => [row.id, row.class, row] as const))(
    'TX9: %s (%s), imported, keeps its own amounts and says where they differ',
    (id, _class, row) => {
      const { expected } = row;
      const told: StatedTotals = {
        lines: expected.lineNets,
        sumOfLines: expected.sumLines,
        ...(expected.allowanceTotal === undefined ? {} : { allowances: expected.allowanceTotal }),
        ...(expected.chargeTotal === undefined ? {} : { charges: expected.chargeTotal }),
        withoutTax: expected.taxExclusive,
        tax: expected.taxTotal,
        withTax: expected.taxInclusive,
        due: expected.payable,
        taxes: expected.taxes.map(({ category = '', rate = '0', taxable, tax }) => ({
          category,
          rate,
          taxable,
          tax,
        })),
      };
      const imported = importTotals(inputOf(row), told);
      expect(imported.ok).toBe(true);
      if (!imported.ok) return;
      const { lines, sumOfLines, withoutTax, tax, withTax, due, taxes } = computed(imported.value.totals);
      const own = stated(row);
      expect({ lines, sumOfLines, withoutTax, tax, withTax, due, taxes }).toEqual({
        lines: own.lines,
        sumOfLines: own.sumOfLines,
        withoutTax: own.withoutTax,
        tax: own.tax,
        withTax: own.withTax,
        due: own.due,
        taxes: own.taxes,
      });
      expect(imported.value.differences.length > 0).toBe(id in OFF);
    },
  );
});
