import { describe, expect, it } from 'vitest';
import { bankAccountOf, hasWrongIban, isIban } from './bank-account.ts';

describe('an IBAN', () => {
  it.each([
    'DE89 3704 0044 0532 0130 00',
    'GB82WEST12345698765432',
    'NO9386011117947',
    'mt84malt011000012345mtlcast001s',
  ])('%s is one', (text) => {
    expect(isIban(text)).toBe(true);
  });

  it.each(['DE89 3704 0044 0532 0130 01', 'DE8937040044053201300', 'XX89370400440532013000', '', 'DE'])(
    '%s is none',
    (text) => {
      expect(isIban(text)).toBe(false);
    },
  );
});

describe('the account in the bank details of an office (BG-17)', () => {
  it('is its IBAN, wherever it stands, with the BIC that is named', () => {
    const lines = ['Bank of Ulm', 'IBAN: DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX'];
    expect(bankAccountOf(lines)).toEqual({ id: 'DE89370400440532013000', iban: true, bic: 'COBADEFFXXX' });
  });

  it('is its account number where there is no IBAN', () => {
    expect(bankAccountOf(['Sort code 20-00-00', 'Account 55 779 911'])).toEqual({
      id: '55779911',
      iban: false,
    });
    expect(bankAccountOf(['Cheques payable to us'])).toBeNull();
  });

  it('is never an IBAN with a wrong digit', () => {
    expect(bankAccountOf(['DE88 3704 0044 0532 0130 00'])?.iban).toBe(false);
  });

  it.each([
    ['a wrong digit', 'DE88 3704 0044 0532 0130 00', true],
    ['a digit left out', 'IBAN GB82 WEST 1234 5698 7654 3', true],
    ['no country', 'IBAN: 89 3704 0044 0532 0130 00', true],
    ['small letters', 'iban de88370400440532013000', true],
    ['a right one', 'IBAN / BIC: GB82 WEST 1234 5698 7654 32, WESTGB2L', false],
    ['words alone', 'IBAN on request', false],
    ['another account', 'Sort code 20-00-00, account 55779911', false],
  ])('is told to be mistyped or not: %s', (_what, line, isWrong) => {
    expect(hasWrongIban(['Bank of Ulm', line])).toBe(isWrong);
  });
});
