import { describe, expect, it } from 'vitest';
import { isCurrency } from './currency.ts';
import { isDay } from './day.ts';
import { isDecimal } from './decimal.ts';
import { checkSeries, formatNumber } from './numbering.ts';
import { ADVISER_NOTICE } from './profile.ts';
import { isCustomaryRounding, PROFILE_CODES, profileForRegion, profileOf } from './profiles.ts';

const profiles = PROFILE_CODES.map((code) => [code, profileOf(code)] as const);
const NEED_REASON = ['E', 'AE', 'K', 'G', 'O'];

describe('country profiles', () => {
  it.each(PROFILE_CODES)('TX5: rounding is custom in %s only as its profile proposes it', (code) => {
    const { rounding } = profileOf(code);
    expect(isCustomaryRounding(code, { ...rounding })).toBe(true);
    for (const other of [{ scope: 'per-line' }, { mode: 'half-even' }, { step: 5 }] as const)
      expect(isCustomaryRounding(code, { ...rounding, ...other })).toBe(false);
  });

  it.each(profiles)(
    '%s: is whole: dated, sourced, with the warning that an adviser must confirm it',
    (code, profile) => {
      expect(profile.code).toBe(code);
      expect(isDay(profile.asOf)).toBe(true);
      expect(profile.sources.length).toBeGreaterThan(0);
      expect(profile.notice).toBe(ADVISER_NOTICE);
      expect(isCurrency(profile.currency)).toBe(true);
      expect(profile.taxes.map((tax) => tax.key)).toContain(profile.defaultTax);
      expect(profile.terms.map((terms) => terms.key)).toContain(profile.defaultTerms);
      for (const list of [profile.taxes, profile.terms, profile.methods]) {
        expect(new Set(list.map((each) => each.key)).size).toBe(list.length);
      }
    },
  );

  it.each(profiles)(
    'TX7: %s gives a reason with every category that needs one, and valid rates',
    (_code, { taxes }) => {
      expect(taxes.filter((tax) => NEED_REASON.includes(tax.category) && tax.reason === '')).toEqual([]);
      expect(taxes.flatMap((tax) => tax.parts).filter((part) => !isDecimal(part.rate))).toEqual([]);
      expect(taxes.filter((tax) => tax.mode === 'single' && tax.parts.length !== 1)).toEqual([]);
    },
  );

  it.each(profiles)(
    'NU4: %s proposes numbers of at most sixteen characters',
    (_code, { series: { prefix, width, yearly } }) => {
      const first = { prefix, width, year: yearly ? 2026 : null, next: 1 };
      expect(checkSeries(first, yearly).ok).toBe(true);
      expect(formatNumber(first, 99_999).length).toBeLessThanOrEqual(16);
    },
  );

  it('DO1: only the US profile voids until the period closes', () => {
    expect(
      profiles.filter(([, { voidRule }]) => voidRule === 'until-period-closes').map(([code]) => code),
    ).toEqual(['US']);
  });

  it.each(profiles)(
    'LC1, DU1: %s says what is usual and lawful once an invoice is overdue, in order, and how long it is kept',
    (_code, { afterDue: { reminderDays, interest, compensation }, retention }) => {
      const rises = (values: readonly number[]) =>
        values.every((value, at) => at === 0 || value > (values[at - 1] ?? 0));
      expect(reminderDays.length).toBeGreaterThan(0);
      expect(reminderDays.every((days) => days > 0) && rises(reminderDays)).toBe(true);
      expect(
        rises(compensation.map(({ from }) => from)) && rises(compensation.map(({ amount }) => amount)),
      ).toBe(true);
      expect([interest?.business, interest?.consumer].every((rate) => rate == null || isDecimal(rate))).toBe(
        true,
      );
      expect(retention.years).toBeGreaterThanOrEqual(6);
      expect(retention.source).not.toBe('');
    },
  );

  it('LC1: interest is off in the US, and compensation follows the statutes of Germany and the United Kingdom', () => {
    expect(profileOf('US').afterDue.interest).toBeNull();
    const owed = (code: 'DE' | 'GB', total: number) =>
      profileOf(code).afterDue.compensation.findLast(({ from }) => from <= total)?.amount;
    expect([99_999, 100_000, 999_999, 1_000_000].map((total) => owed('GB', total))).toEqual([
      4000, 7000, 7000, 10_000,
    ]);
    expect(owed('DE', 1)).toBe(4000);
  });

  it('DO5: only India takes a registration back, within 24 hours', () => {
    expect(profiles.map(([code, { clearanceCancelHours }]) => [code, clearanceCancelHours]).sort()).toEqual([
      ['DE', null],
      ['GB', null],
      ['IN', 24],
      ['US', null],
    ]);
  });

  it('TX7: special rules are named in the words of the law, and no text of another country stands on a document', () => {
    const reasonOf = (code: 'DE' | 'GB', key: string) =>
      profileOf(code).taxes.find((tax) => tax.key === key)?.reason;
    expect(reasonOf('DE', 'margin')).toBe('Gebrauchtgegenstände/Sonderregelung');
    expect(reasonOf('DE', 'travel')).toBe('Sonderregelung für Reisebüros');
    expect(reasonOf('GB', 'margin')).toBe('Margin scheme: second-hand goods');
    const { home, union, abroad } = profileOf('DE').legalTexts.AE ?? {};
    for (const text of [home, union])
      for (const language of ['en', 'de'] as const)
        expect(text?.[language]).toContain('Steuerschuldnerschaft des Leistungsempfängers');
    expect(abroad?.de).not.toContain('13b');
  });

  it('TX3: India splits GST into two taxes within a state; the US sample is one group', () => {
    const gst = profileOf('IN').taxes.find((tax) => tax.key === 'gst18');
    expect(gst).toMatchObject({ mode: 'several', parts: [{ rate: '9' }, { rate: '9' }] });
    expect(profileOf('US').taxes.find((tax) => tax.key === 'sample')?.mode).toBe('group');
  });

  it('proposes a profile for any region', () => {
    expect(['US', 'IN', 'DE', 'FR', 'GB', 'AU', ''].map(profileForRegion)).toEqual([
      'US',
      'IN',
      'DE',
      'DE',
      'GB',
      'GB',
      'GB',
    ]);
  });
});
