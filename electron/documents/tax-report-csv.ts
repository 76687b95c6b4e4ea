/** The tax report as CSV: a row for each rate, each reason of exemption and what is not taxable, by jurisdiction (TX10). */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { fromMinor } from '../../shared/domain/currency.ts';
import type { Minor } from '../../shared/domain/money.ts';
import { csvOf, textCell } from './csv.ts';

type Report = OutputOf<'taxes.report'>;

const HEAD = ['From', 'To', 'Currency', 'Jurisdiction', 'What', 'Name', 'Rate', 'Net', 'Tax'];

/** Amounts in major units with a point; the rows of a jurisdiction add up to its `gross` and its tax. */
export function taxReportCsv({ from, to, blocks }: Report): string {
  const rows = blocks.flatMap(({ currency, jurisdictions }) =>
    jurisdictions.flatMap(({ jurisdiction, rates, exempt, notTaxable, gross, tax }) => {
      const row = (what: string, name: string, rate: string, net: Minor, due: Minor | null) => [
        from,
        to,
        currency,
        textCell(jurisdiction),
        what,
        textCell(name),
        rate,
        fromMinor(net, currency),
        due === null ? '' : fromMinor(due, currency),
      ];
      return [
        ...rates.map((each) => row('taxable', each.name, each.rate, each.taxable, each.tax)),
        ...exempt.map(({ category, reason, amount }) => row(`exempt ${category}`, reason, '', amount, null)),
        ...(notTaxable === 0 ? [] : [row('not taxable', '', '', notTaxable, null)]),
        row('gross', '', '', gross, tax),
      ];
    }),
  );
  return csvOf([HEAD, ...rows]);
}
