/** Countries whose authority clears an invoice before or while it is issued, each with the day and the law (DO5). */
import type { Day } from './money.ts';

export interface Clearance {
  /**
   * Day from which sellers there are held to be bound. Where the law took one group after another, it is the first or the last of
   * its days: an office that is not bound yet loses less by waiting than one that hands out papers that are no invoices.
   */
  readonly since: Day;
  readonly system: string;
  readonly source: string;
}

/** As of 2026-11-22; by ISO 3166 code. */
export const CLEARANCE: Readonly<Record<string, Clearance>> = {
  AL: { since: '2021-07-01', system: 'Fiskalizimi (NIVF)', source: 'Ligj 87/2019' },
  AR: { since: '2019-04-01', system: 'Factura electrónica (CAE)', source: 'AFIP RG 4290/2018, RG 4291/2018' },
  BR: { since: '2008-04-01', system: 'NF-e', source: 'Ajuste SINIEF 07/05; Protocolo ICMS 10/07' },
  CL: { since: '2014-11-01', system: 'DTE', source: 'Ley 20.727' },
  CN: {
    since: '2024-12-01',
    system: '数电发票 (digital fapiao)',
    source: 'State Taxation Administration 2024 No. 11',
  },
  CO: { since: '2020-11-01', system: 'Factura electrónica (DIAN)', source: 'DIAN Resolución 000042 de 2020' },
  CR: { since: '2018-11-01', system: 'Comprobante electrónico', source: 'DGT-R-48-2016; DGT-R-012-2018' },
  DO: { since: '2026-05-15', system: 'e-CF', source: 'Ley 32-23' },
  EC: {
    since: '2022-11-29',
    system: 'Comprobante electrónico (SRI)',
    source: 'Ley Orgánica para el Desarrollo Económico y Sostenibilidad Fiscal (R.O. 587, 29 November 2021)',
  },
  EG: {
    since: '2023-07-01',
    system: 'e-Invoice (ETA)',
    source: 'Law 206/2020; Minister of Finance 188/2020',
  },
  GT: { since: '2023-07-01', system: 'FEL', source: 'Acuerdo de Directorio SAT 13-2018; SAT-DSI-400-2023' },
  ID: { since: '2016-07-01', system: 'e-Faktur', source: 'DJP PER-16/PJ/2014' },
  IT: { since: '2019-01-01', system: 'Sistema di Interscambio', source: 'Legge 205/2017, art. 1 c. 909' },
  KE: { since: '2024-01-01', system: 'eTIMS', source: 'Tax Procedures Act s. 23A (Finance Act 2023)' },
  KZ: { since: '2019-01-01', system: 'ИС ЭСФ', source: 'Tax Code (2017) art. 412' },
  MX: { since: '2014-01-01', system: 'CFDI', source: 'Código Fiscal de la Federación, arts. 29, 29-A' },
  PE: { since: '2023-01-01', system: 'CPE (SUNAT)', source: 'R.S. 279-2019/SUNAT; R.S. 128-2021/SUNAT' },
  PL: {
    since: '2026-02-01',
    system: 'KSeF',
    source: 'Ustawa z 16 czerwca 2023 r. (Dz.U. 2023 poz. 1598), as amended 2025',
  },
  RO: { since: '2024-07-01', system: 'RO e-Factura', source: 'OUG 120/2021, OUG 115/2023' },
  RS: {
    since: '2023-01-01',
    system: 'SEF',
    source: 'Zakon o elektronskom fakturisanju (Sl. glasnik RS 44/2021)',
  },
  SA: {
    since: '2026-06-30',
    system: 'FATOORA',
    source: 'E-Invoicing Regulation 2020; ZATCA decision 287-99-1447',
  },
  TR: { since: '2014-04-01', system: 'e-Fatura', source: 'Vergi Usul Kanunu Genel Tebliği 421, 509' },
  UG: { since: '2021-01-01', system: 'EFRIS', source: 'Tax Procedures Code Act 2014 s. 73A' },
  UY: { since: '2023-01-01', system: 'CFE', source: 'Decreto 36/012; DGI Resolución 798/012' },
  VN: { since: '2022-07-01', system: 'Hóa đơn điện tử', source: 'Decree 123/2020/ND-CP; Law 38/2019/QH14' },
};
