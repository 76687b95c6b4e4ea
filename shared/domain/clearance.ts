/**
 * Countries whose authority clears an invoice before or while it is issued (DO5). This program has no line to any of them:
 * a seller there is refused in words instead of given papers that are no invoices.
 */
import type { Day } from './money.ts';

export interface Clearance {
  /** First day on which invoices between businesses of the country must be cleared. */
  readonly since: Day;
  readonly system: string;
  readonly source: string;
}

/** As of 2025-12-01; by ISO 3166 code. */
const CLEARANCE: Readonly<Record<string, Clearance>> = {
  BR: { since: '2008-04-01', system: 'NF-e', source: 'Ajuste SINIEF 07/05; Protocolo ICMS 10/07' },
  CL: { since: '2014-11-01', system: 'DTE', source: 'Ley 20.727' },
  IT: { since: '2019-01-01', system: 'Sistema di Interscambio', source: 'Legge 205/2017, art. 1 c. 909' },
  MX: { since: '2014-01-01', system: 'CFDI', source: 'Código Fiscal de la Federación, arts. 29, 29-A' },
  PL: {
    since: '2026-02-01',
    system: 'KSeF',
    source: 'Ustawa z 16 czerwca 2023 r. (Dz.U. 2023 poz. 1598), as amended 2025',
  },
  RO: { since: '2024-07-01', system: 'RO e-Factura', source: 'OUG 120/2021, OUG 115/2023' },
  TR: { since: '2014-04-01', system: 'e-Fatura', source: 'Vergi Usul Kanunu Genel Tebliği 421, 509' },
};

/** What clears the invoices of a seller in this country on this day; `null` where nobody does. */
export function clearanceOf(country: string, day: Day): Clearance | null {
  const found = CLEARANCE[country];
  return found && found.since <= day ? found : null;
}
