import { describe, expect, it } from 'vitest';
import { blankCustomer } from '../../../../shared/contract/blank-records.ts';
import { minor } from '../../../../shared/domain/money.ts';
import { type Account, limitIn, limitLeft, worthComparing } from './customer-values.ts';

const company = {
  address: { lines: [], city: '', postcode: '', region: '', country: 'DE' },
  currency: 'EUR',
  language: 'de',
  defaultTerms: 'a',
} as unknown as Parameters<typeof blankCustomer>[0];

const customer = blankCustomer(company, '10001', 'Ada');

const account = (currency: string, balance: number): Account => ({
  currency,
  outstanding: minor(balance),
  overdue: minor(0),
  unapplied: minor(0),
  balance: minor(balance),
  invoices: 1,
  lastPayment: null,
});

describe('blankCustomer', () => {
  it('begins with country, currency, language and terms of the company', () => {
    expect(customer).toMatchObject({
      number: '10001',
      name: 'Ada',
      currency: 'EUR',
      language: 'de',
      terms: 'a',
    });
    expect(customer.address.country).toBe('DE');
  });
});

describe('limitIn', () => {
  it('MO1: keeps the figure when the currency has other decimals', () => {
    expect(limitIn(minor(500_000), 'EUR', 'JPY')).toBe(5000);
    expect(limitIn(minor(5000), 'JPY', 'KWD')).toBe(5_000_000);
  });

  it('cuts decimals that the new currency does not have', () => {
    expect(limitIn(minor(500_050), 'EUR', 'JPY')).toBe(5000);
  });
});

describe('limitLeft', () => {
  it('CU3: counts only the balance in the currency of the limit', () => {
    const limited = { ...customer, creditLimit: minor(10_000) };
    expect(limitLeft(limited, [account('EUR', 12_500), account('USD', 900)])).toBe(-2500);
    expect(limitLeft(limited, [])).toBe(10_000);
    expect(limitLeft(customer, [])).toBeNull();
  });
});

describe('worthComparing', () => {
  it('waits until enough is typed to tell one customer from another', () => {
    expect(worthComparing({ name: 'Ad', email: '', taxId: '' })).toBe(false);
    expect(worthComparing({ name: 'Ada', email: '', taxId: '' })).toBe(true);
    expect(worthComparing({ name: '', email: 'a@b', taxId: '' })).toBe(true);
  });
});
