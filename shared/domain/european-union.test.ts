import { describe, expect, it } from 'vitest';
import { destinationOf, UNION } from './european-union.ts';

describe('where a supply goes', () => {
  it.each([
    ['DE', 'DE', 'home'],
    ['DE', '', 'home'],
    ['', 'FR', 'home'],
    ['DE', 'FR', 'union'],
    ['DE', 'GB', 'abroad'],
    ['GB', 'DE', 'abroad'],
    ['IN', 'US', 'abroad'],
  ])('from %s to %s is %s', (seller, buyer, destination) => {
    expect(destinationOf(seller, buyer)).toBe(destination);
  });

  it('has twenty-seven members', () => {
    expect(UNION.size).toBe(27);
  });
});
