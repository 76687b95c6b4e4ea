import { describe, expect, it } from 'vitest';
import { systemLocale } from './system-locale.ts';

const of = (language: string, country: string, asked = '') => systemLocale({ language, country, asked });

describe('the locale of the desktop', () => {
  it('has the country of the system, for which Chromium may have no language of its own', () => {
    expect(of('en-GB', 'IN')).toBe('en-IN');
    expect(of('de', 'AT')).toBe('de-AT');
    expect(of('en-US', 'US')).toBe('en-US');
  });

  it('is that of the window where the system names no country', () => {
    expect(of('en-GB', '')).toBe('en-GB');
    expect(of('de', 'Austria')).toBe('de');
    expect(of('', '')).toBe('en-US');
    expect(of('not a locale', 'IN')).toBe('not a locale');
  });

  it('is the one that the program was started for', () => {
    expect(of('en-GB', 'US', 'en-IN')).toBe('en-IN');
    expect(of('en-GB', 'US', 'nothing at all')).toBe('en-GB');
  });
});
