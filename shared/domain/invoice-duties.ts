/** E-invoices and reports that countries ask of their sellers: those of the profiles, and of others that are known. */
import type { InvoiceDuty } from './invoice-duty.ts';
import { PROFILE_CODES, profileOf } from './profiles.ts';

/** As of 2026-11-22; by ISO 3166 code. Countries that clear every invoice stand in `clearance-countries.ts`. */
const OTHERS: Readonly<Record<string, readonly InvoiceDuty[]>> = {
  BE: [
    {
      kind: 'receive',
      since: '2026-01-01',
      system: 'Peppol',
      source: 'Wet van 6 februari 2024 (B.S. 20.02.2024)',
    },
    {
      kind: 'send',
      since: '2026-01-01',
      system: 'Peppol',
      source: 'Wet van 6 februari 2024 (B.S. 20.02.2024)',
    },
  ],
  ES: [
    {
      kind: 'report',
      since: '2027-01-01',
      system: 'VERI*FACTU',
      source: 'Real Decreto 1007/2023; Real Decreto-ley 15/2025 (others than companies: 2027-07-01)',
    },
  ],
  FR: [
    {
      kind: 'receive',
      since: '2026-09-01',
      system: 'plateforme agréée',
      source: 'Ordonnance 2021-1190; loi de finances pour 2024, art. 91',
    },
    {
      kind: 'send',
      since: '2026-09-01',
      system: 'plateforme agréée',
      source: 'Loi de finances pour 2024, art. 91 (large and middle-sized enterprises)',
      turnoverAbove: { amount: 50_000_000, currency: 'EUR' },
    },
    {
      kind: 'send',
      since: '2027-09-01',
      system: 'plateforme agréée',
      source: 'Loi de finances pour 2024, art. 91',
    },
  ],
  GR: [{ kind: 'report', since: '2021-11-01', system: 'myDATA', source: 'ΑΑΔΕ Α.1138/2020' }],
  HR: [
    { kind: 'receive', since: '2026-01-01', system: 'eRačun', source: 'Zakon o fiskalizaciji (NN 89/2025)' },
    { kind: 'send', since: '2026-01-01', system: 'eRačun', source: 'Zakon o fiskalizaciji (NN 89/2025)' },
    {
      kind: 'report',
      since: '2026-01-01',
      system: 'Fiskalizacija 2.0',
      source: 'Zakon o fiskalizaciji (NN 89/2025)',
    },
  ],
  HU: [
    {
      kind: 'report',
      since: '2021-01-04',
      system: 'Online Számla',
      source: '2007. évi CXXVII. törvény, 10. számú melléklet',
    },
  ],
  IL: [
    {
      kind: 'register',
      since: '2026-06-01',
      system: 'מספר הקצאה (allocation number)',
      source: 'Value Added Tax Law 5736-1975 s. 47; Implementation Order 01/2025',
      documentFrom: { amount: 500_000, currency: 'ILS' },
    },
  ],
  MY: [
    {
      kind: 'register',
      since: '2026-01-01',
      system: 'MyInvois',
      source: 'Income Tax Act 1967 s. 82C; LHDN e-Invoice Guideline',
      turnoverAbove: { amount: 1_000_000, currency: 'MYR' },
    },
  ],
  PT: [
    {
      kind: 'report',
      since: '2023-01-01',
      system: 'ATCUD, SAF-T (PT)',
      source: 'Decreto-Lei 28/2019; Portaria 195/2020',
    },
  ],
};

/** What the law asks of a seller in the country, in force or to come; none where this program knows of none. */
export function invoiceDutiesOf(country: string): readonly InvoiceDuty[] {
  const own = PROFILE_CODES.find((code) => code === country);
  return own ? profileOf(own).invoiceDuties : (OTHERS[country] ?? []);
}
