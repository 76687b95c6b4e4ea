import { describe, expect, it } from 'vitest';
import { minor } from '../../../../shared/domain/money.ts';
import { checkValues, chequeOf, type PostingValues } from './posting-values.ts';

const values: PostingValues = {
  method: 'm',
  date: '2026-01-10',
  amount: minor(4210),
  currency: 'EUR',
  reference: 'Invoice 7',
  chequeNumber: '000123',
  chequeBank: 'Bank',
  chequeDate: null,
  tendered: null,
  note: '',
};
const today = '2026-01-10';

describe('checkValues', () => {
  it('AL1: refuses a card number in every text field', () => {
    const card = '4111 1111 1111 1111';
    expect(checkValues({ ...values, reference: `Visa ${card}` }, 'card', today)).toEqual({
      reference: 'card-number',
    });
    expect(checkValues({ ...values, note: card, chequeBank: card }, 'cheque', today)).toEqual({
      note: 'card-number',
      chequeBank: 'card-number',
    });
  });

  it('refuses money of tomorrow and takes that of today', () => {
    expect(checkValues({ ...values, date: '2026-01-11' }, 'transfer', today)).toEqual({
      date: 'in-the-future',
    });
    expect(checkValues(values, 'transfer', today)).toEqual({});
  });

  it('AL1: cash handed over may not be less than the amount', () => {
    expect(checkValues({ ...values, tendered: minor(4000) }, 'cash', today)).toEqual({
      tendered: 'less-than-amount',
    });
    expect(checkValues({ ...values, tendered: minor(4000) }, 'transfer', today)).toEqual({});
  });

  it('asks for a method', () => {
    expect(checkValues({ ...values, method: '' }, null, today)).toEqual({ method: 'required' });
  });
});

describe('chequeOf', () => {
  it('AL1: dates a cheque as the payment unless it says otherwise', () => {
    expect(chequeOf(values, 'cheque')).toEqual({ number: '000123', bank: 'Bank', date: '2026-01-10' });
    expect(chequeOf({ ...values, chequeDate: '2026-02-01' }, 'cheque')?.date).toBe('2026-02-01');
    expect(chequeOf(values, 'transfer')).toBeNull();
  });
});
