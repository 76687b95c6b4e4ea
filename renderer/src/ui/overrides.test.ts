import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/errors/index.ts';
import { blocking, overridesOf, questions, unanswered } from './overrides.ts';

const found: Finding[] = [
  { code: 'customer-missing', severity: 'block', path: 'customer' },
  { code: 'quantity-zero', severity: 'ask', path: 'lines.0.quantity' },
  { code: 'quantity-zero', severity: 'ask', path: 'lines.4.quantity' },
  { code: 'credit-limit', severity: 'ask', path: 'customer' },
];

describe('passing findings before issue (DO2)', () => {
  it('keeps what blocks apart and asks once for each kind', () => {
    expect(blocking(found).map(({ code }) => code)).toEqual(['customer-missing']);
    expect(questions(found).map(({ path }) => path)).toEqual(['lines.0.quantity', 'customer']);
  });

  it('wants a reason for every question; blanks are none', () => {
    expect(unanswered(found, {})).toEqual(['quantity-zero', 'credit-limit']);
    expect(unanswered(found, { 'quantity-zero': '  ', 'credit-limit': 'agreed by phone' })).toEqual([
      'quantity-zero',
    ]);
  });

  it('sends one trimmed reason for each', () => {
    expect(overridesOf(found, { 'quantity-zero': ' sample ', 'credit-limit': 'agreed' })).toEqual([
      { code: 'quantity-zero', reason: 'sample' },
      { code: 'credit-limit', reason: 'agreed' },
    ]);
  });
});
