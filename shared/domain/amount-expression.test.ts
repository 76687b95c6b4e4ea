import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { evaluateAmount } from './amount-expression.ts';

const point = (text: string) => {
  const result = evaluateAmount(text, { decimal: '.' });
  return result.ok ? result.value : result.error;
};
const comma = (text: string) => {
  const result = evaluateAmount(text, { decimal: ',' });
  return result.ok ? result.value : result.error;
};

describe('arithmetic in amount fields', () => {
  it('computes with the usual precedence, signs and parentheses', () => {
    expect(
      ['3*12.5', '1+2*3', '(1+2)*3', '-5+2', '2*-3', '--4', '10/4', '8-3-2', '12/2/3'].map(point),
    ).toEqual(['37.5', '7', '9', '-3', '-6', '4', '2.5', '3', '2']);
    expect(['3×12', '3 x 12', '12÷3', '12:3', '5−3', '3·2'].map(point)).toEqual([
      '36',
      '36',
      '4',
      '4',
      '2',
      '6',
    ]);
  });

  it('MO5: is exact, and rounds only quotients that go on', () => {
    expect(['0.1+0.2', '1/3', '2/3', '1/3*3', '0.0000000001*0.1'].map(point)).toEqual([
      '0.3',
      '0.3333333333',
      '0.6666666667',
      '1',
      '0',
    ]);
  });

  it('takes a percentage after + or − of what stands before it', () => {
    expect(['100-10%', '100+19%', '50*10%', '10%', '200-5%-5%', '100-(10%)', '100-2*10%'].map(point)).toEqual(
      ['90', '119', '5', '0.1', '180.5', '99.9', '99.8'],
    );
  });

  it('reads the decimal sign and thousands of the locale', () => {
    expect(['1,234.50', '1 234.50', '1’234.50', '12,34,567.00', '.5', '5.', '007'].map(point)).toEqual([
      '1234.5',
      '1234.5',
      '1234.5',
      '1234567',
      '0.5',
      '5',
      '7',
    ]);
    expect(['1.234,50', '3*12,5', '1.234', ',5', '1\u202f234,5'].map(comma)).toEqual([
      '1234.5',
      '37.5',
      '1234',
      '0.5',
      '1234.5',
    ]);
    expect([point('12,5'), comma('12.5'), point('1,23'), point('1.2.3')]).toEqual(
      Array(4).fill('not-a-number'),
    );
  });

  it('says what is wrong', () => {
    expect(['', '  '].map(point)).toEqual(['empty', 'empty']);
    expect(
      ['abc', '12a', '1e3', '5 €', '1+', '*3', '()', '3 4', '2(3)', '٣', '12;3', '%'].map(point),
    ).toEqual(Array(12).fill('not-a-number'));
    expect(['(1', '1)', '((2)'].map(point)).toEqual(Array(3).fill('unbalanced-parentheses'));
    expect(['1/0', '1/(2-2)'].map(point)).toEqual(Array(2).fill('division-by-zero'));
    expect(['1000000000000000', '999999999999999+1', '999999999*999999999'].map(point)).toEqual(
      Array(3).fill('too-large'),
    );
    expect(point('0.12345678901')).toBe('too-many-decimals');
    expect([
      point('1'.repeat(201)),
      point(`${'('.repeat(50)}1${')'.repeat(50)}`),
      point(`${'-'.repeat(60)}1`),
    ]).toEqual(Array(3).fill('too-long'));
  });

  it('agrees with whole-number arithmetic', () => {
    const number = fc.integer({ min: 0, max: 9999 });
    const operator = fc.constantFrom('+', '-', '*');
    fc.assert(
      fc.property(number, fc.array(fc.tuple(operator, number), { maxLength: 3 }), (first, rest) => {
        const text = `${first}${rest.map(([sign, value]) => `${sign}${value}`).join('')}`;
        // Sum of products, worked out by hand.
        let sum = 0;
        let product = first;
        for (const [sign, value] of rest) {
          if (sign === '*') product *= value;
          else {
            sum += product;
            product = sign === '-' ? -value : value;
          }
        }
        const expected = sum + product;
        expect(point(text)).toBe(Math.abs(expected) >= 1e15 ? 'too-large' : String(expected + 0));
      }),
    );
  });

  it('answers anything that can be typed with a decimal or a problem', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,+-*/()% x') }), (text) => {
        expect(point(text)).toMatch(/^(-?\d{1,15}(\.\d{1,10})?|[a-z-]+)$/);
      }),
    );
  });
});
