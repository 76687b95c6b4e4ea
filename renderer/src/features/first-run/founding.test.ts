import { describe, expect, it } from 'vitest';
import { contract } from '../../../../shared/contract/contract.ts';
import { PROFILE_CODES } from '../../../../shared/domain/profiles.ts';
import { newId } from '../../data/ids.ts';
import {
  emptyFounding,
  foundingField,
  foundingInput,
  foundingProblems,
  proposals,
  sampleNumber,
} from './founding.ts';
import { regionOf } from './region.ts';

const TODAY = '2026-11-21';
const more = { commandId: newId(), timeZone: 'Europe/London', logo: null };

describe.each(PROFILE_CODES)('a new company in %s', (code) => {
  it('needs nothing but a name: everything else is proposed', () => {
    const empty = emptyFounding(code, code);
    expect(foundingProblems(empty, TODAY)).toEqual({ name: 'required' });
    const founding = { ...empty, name: 'Alder & Finch' };
    expect(foundingProblems(founding, TODAY)).toEqual({});
    expect(contract['companies.create'].input.safeParse(foundingInput(founding, more)).success).toBe(true);
  });

  it('NU2: shows the first number as it will be', () => {
    expect(sampleNumber(emptyFounding(code, code), TODAY)).toMatch(/1$/);
  });
});

describe('the form of a new company', () => {
  const founding = { ...emptyFounding('GB', 'GB'), name: 'Alder & Finch' };

  it('follows the country in currency, paper, terms and numbers', () => {
    expect(proposals('US')).toMatchObject({ currency: 'USD', paper: 'Letter' });
    expect(proposals('DE')).toMatchObject({ currency: 'EUR', paper: 'A4' });
  });

  it('NU4: names the field when the number would not be allowed', () => {
    expect(foundingProblems({ ...founding, prefix: 'INV_' }, TODAY)).toEqual({
      prefix: 'characters-not-allowed',
    });
    expect(foundingProblems({ ...founding, first: 0 }, TODAY)).toEqual({ first: 'counter-out-of-range' });
    expect(sampleNumber({ ...founding, prefix: 'INV_' }, TODAY)).toBeNull();
  });

  it('leaves out empty lines of address and payment details', () => {
    const input = foundingInput(
      {
        ...founding,
        bankDetails: 'Barclays\n\n  12-34-56 ',
        address: { ...founding.address, lines: ['1 Road', ''] },
      },
      more,
    );
    expect(input.company.bankDetails).toEqual(['Barclays', '12-34-56']);
    expect(input.company.address?.lines).toEqual(['1 Road']);
  });
});

describe('a problem of what is sent', () => {
  it.each([
    ['company.name', 'name'],
    ['company.address.city', 'address.city'],
    ['company.address.lines.2', 'address.lines'],
    ['company.bankDetails.1', 'bankDetails'],
    ['company.contact', 'owner'],
    ['owner', 'owner'],
    ['series.prefix', 'prefix'],
  ])('stands at the field that %s comes from', (path, field) => {
    expect(foundingField(path)).toBe(field);
  });
});

describe('the region of the system', () => {
  it('is that of the locale, or the likeliest for its language', () => {
    expect(regionOf('en-IN')).toBe('IN');
    expect(regionOf('de')).toBe('DE');
    expect(regionOf('not a locale')).toBe('');
  });
});
