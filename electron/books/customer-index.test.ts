import { describe, expect, it } from 'vitest';
import { customerFields, id } from '../../test/books/record.ts';
import { CustomerIndex } from './customer-index.ts';

function indexOf(...customers: Parameters<typeof customerFields>[0][]): CustomerIndex {
  const index = new CustomerIndex();
  for (const [number, fields] of customers.entries())
    index.set({ id: id('cust', number), fields: customerFields(fields) });
  return index;
}

describe('customers in memory', () => {
  it('BO5: sorts by name without case and accents, and again after a change', () => {
    const index = indexOf({ name: 'Zebra' }, { name: 'Émile' }, { name: 'eagle' });
    expect(index.sorted().map(({ name }) => name)).toEqual(['eagle', 'Émile', 'Zebra']);
    index.set({ id: id('cust', 0), fields: customerFields({ name: 'Aardvark' }) });
    expect(index.sorted().map(({ name }) => name)).toEqual(['Aardvark', 'eagle', 'Émile']);
    expect(index.size).toBe(3);
  });

  it('BO5: finds by parts of name, number, city and e-mail, what begins with the text first', () => {
    const index = indexOf(
      { name: 'Old Müller', number: '10-001' },
      { name: 'Muller & Sons', number: '10-002', email: 'post@sons.example' },
      { name: 'Bakery', number: '10-003', address: { ...customerFields().address, city: 'Mullerstadt' } },
    );
    expect(index.find('muller').map(({ name }) => name)).toEqual(['Muller & Sons', 'Old Müller', 'Bakery']);
    expect(index.find('10003').map(({ name }) => name)).toEqual(['Bakery']);
    expect(index.find('sons.ex').map(({ name }) => name)).toEqual(['Muller & Sons']);
    expect(index.find('muller bak').map(({ name }) => name)).toEqual(['Bakery']);
    expect(index.find('   ')).toEqual([]);
    expect(index.nameOf(id('cust', 99))).toBe('');
  });
});
