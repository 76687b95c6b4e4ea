import { describe, expect, it } from 'vitest';
import { clearanceOf } from './clearance.ts';
import { isGstin } from './gstin.ts';
import { mandatoryFindings, reverseChargeText, supplyText } from './mandatory-content.ts';
import { profileOf } from './profiles.ts';
import { appliedTaxes, type TaxRecord } from './tax-record.ts';

const address = (country: string) => ({ lines: ['1'], city: 'X', postcode: '', region: '', country });
const document = (more: {
  seller?: string;
  own?: string;
  taxId?: string;
  kind?: 'invoice' | 'quote';
  profile?: 'IN' | 'DE';
}) =>
  ({
    kind: more.kind ?? 'invoice',
    issueDate: '2026-11-22',
    profile: more.profile ?? 'IN',
    seller: { address: address(more.seller ?? 'IN'), taxId: more.own ?? '' },
    buyer: { address: address('IN'), taxId: more.taxId ?? '' },
  }) as unknown as Parameters<typeof mandatoryFindings>[0];

describe('mandatory content', () => {
  it('DO5: refuses in words where an authority must clear invoices first, but not before that was so, nor offers', () => {
    expect(mandatoryFindings(document({ seller: 'IT' }))).toEqual([
      {
        code: 'clearance-not-supported',
        severity: 'block',
        path: '',
        params: { country: 'IT', system: 'Sistema di Interscambio', since: '2019-01-01' },
      },
    ]);
    expect(mandatoryFindings(document({ seller: 'IT', kind: 'quote' }))).toEqual([]);
    expect(clearanceOf('PL', '2026-01-31')).toBeNull();
    expect(clearanceOf('PL', '2026-02-01')?.system).toBe('KSeF');
    expect(clearanceOf('DE', '2026-11-22')).toBeNull();
  });

  it('asks about a GSTIN whose check digit or shape is wrong', () => {
    // The published example of the rules' own registration form, and the same with a digit changed.
    expect(isGstin('27AAPFU0939F1ZV')).toBe(true);
    expect(isGstin('27 aapfu0939f1zv')).toBe(true);
    for (const wrong of ['27AAPFU0939F1ZW', '27AAPFU0938F1ZV', '27AAPFU0939F1Z', '27AAPF10939F1ZV', ''])
      expect({ wrong, is: isGstin(wrong) }).toEqual({ wrong, is: false });
    expect(mandatoryFindings(document({ taxId: '27AAPFU0939F1ZV' }))).toEqual([]);
    expect(mandatoryFindings(document({}))).toEqual([]);
    expect(mandatoryFindings(document({ taxId: '27AAPFU0939F1ZW' }))).toMatchObject([
      { code: 'gstin-wrong', severity: 'ask', path: 'customer' },
    ]);
  });

  it('asks about the office’s own GSTIN too, where it is none', () => {
    expect(mandatoryFindings(document({ own: '27AAPFU0939F1ZV' }))).toEqual([]);
    expect(mandatoryFindings(document({ own: '27AAPFU0939F1ZW' }))).toEqual([
      { code: 'own-gstin-wrong', severity: 'ask', path: '', params: { number: '27AAPFU0939F1ZW' } },
    ]);
    expect(mandatoryFindings(document({ own: '27AAPFU0939F1ZW', kind: 'quote' }))).toEqual([]);
    expect(mandatoryFindings(document({ own: 'DE136695976', profile: 'DE', seller: 'DE' }))).toEqual([]);
  });

  it('says on a German invoice without a day of supply that it is the day of issue', () => {
    const invoice = { kind: 'invoice', profile: 'DE', supplyDate: null, lines: [{}] } as const;
    expect(supplyText(invoice, 'de')).toBe('Das Leistungsdatum entspricht dem Rechnungsdatum.');
    expect(supplyText({ ...invoice, supplyDate: '2026-11-01' }, 'de')).toBeNull();
    expect(supplyText({ ...invoice, lines: [{ supplyFrom: '2026-11-01' }] }, 'de')).toBeNull();
    expect(supplyText({ ...invoice, kind: 'quote' }, 'de')).toBeNull();
    expect(supplyText({ ...invoice, profile: 'GB' }, 'en')).toBeNull();
  });

  it('TX11: the rates of Germany and the United Kingdom go back, and a name says the rate of its day', () => {
    const on = (code: 'DE' | 'GB', key: string, day: string) => {
      const preset = profileOf(code).taxes.find((tax) => tax.key === key);
      return appliedTaxes('t', preset as unknown as TaxRecord, day).map(
        ({ name, rate }) => `${name} = ${rate}`,
      );
    };
    const cases = [
      [on('DE', 'standard', '2020-06-30'), 'USt 19 % = 19'],
      [on('DE', 'standard', '2020-07-01'), 'USt 16 % = 16'],
      [on('DE', 'standard', '2020-12-31'), 'USt 16 % = 16'],
      [on('DE', 'standard', '2021-01-01'), 'USt 19 % = 19'],
      [on('DE', 'reduced', '2020-10-01'), 'USt 5 % = 5'],
      [on('GB', 'standard', '2008-11-30'), 'VAT 17.5% = 17.5'],
      [on('GB', 'standard', '2009-06-01'), 'VAT 15% = 15'],
      [on('GB', 'standard', '2011-01-03'), 'VAT 17.5% = 17.5'],
      [on('GB', 'standard', '2026-11-22'), 'VAT 20% = 20'],
    ] as const;
    for (const [found, expected] of cases) expect(found).toEqual([expected]);
  });

  it('CGST rule 46(p): an Indian tax invoice that is not under reverse charge says so; a bill of supply does not', () => {
    const said = (categories: readonly string[], more: object = {}) =>
      reverseChargeText(
        {
          ...{
            kind: 'invoice',
            profile: 'IN',
            totals: { taxes: categories.map((category) => ({ category })) },
          },
          ...more,
        } as unknown as Parameters<typeof reverseChargeText>[0],
        'en',
      );
    expect(said(['S'])).toBe('Tax payable on reverse charge: no.');
    expect(said(['G'])).toBe('Tax payable on reverse charge: no.');
    // The text of the category says that it is.
    expect(said(['S', 'AE'])).toBeNull();
    expect(said(['E', 'Z', 'O'])).toBeNull();
    expect(said([])).toBeNull();
    expect(said(['S'], { kind: 'creditNote' })).toBeNull();
    expect(said(['S'], { profile: 'GB' })).toBeNull();
  });
});
