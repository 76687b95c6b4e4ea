import { describe, expect, it } from 'vitest';
import type { PlacedTax } from '../../../../../shared/domain/tax-places.ts';
import { type EntryDraft, emptyDraft, setLine, toEntry } from './entry-draft.ts';
import { taxForGoods } from './place-taxes.ts';

const tax = (name: string, places: string[]): PlacedTax => ({
  ...{ name, category: 'S', mode: 'single', parts: [{ key: 'a', name, rate: '8' }], reason: '', places },
});
const taxes = new Map([
  ['none', tax('No tax', [])],
  ['texas', tax('Texas', ['TX'])],
  ['dallas', tax('Dallas', ['75201'])],
]);
const address = (region: string, postcode: string) => ({
  ...{ lines: [], city: '', country: 'US', region, postcode },
});
const place = (postcode: string) => ({
  ...{ goesTo: address('TX', postcode), home: address('TX', '78701'), taxes },
});

let ids = 0;
const newId = () => `line-${++ids}`;
function typed(): EntryDraft {
  const empty = toEntry(emptyDraft('USD', null, false), 'texas', newId);
  const [first = ''] = empty.order;
  const one = setLine(empty, first, { description: 'Rope' }, newId);
  const [, second = ''] = one.order;
  const two = setLine(one, second, { description: 'Advice', tax: 'none' }, newId);
  const freight = { kind: 'charge', percent: null, amount: '5', reason: 'freight', tax: 'texas' } as const;
  return { ...two, header: { ...two.header, adjustments: [freight] } };
}
const taxesOf = (entry: EntryDraft) => entry.order.map((id) => entry.lines[id]?.tax);

describe('taxes of the lines by where the goods go (TX10)', () => {
  it('another place gives taxed lines, charges and new lines its tax; what is not taxed stays so', () => {
    const entry = taxForGoods(typed(), place('75201'), false);
    expect(taxesOf(entry)).toEqual(['dallas', 'none', 'dallas']);
    expect(entry.header.adjustments[0]?.tax).toBe('dallas');
    expect(entry).toMatchObject({ lineTax: 'texas', placeTax: 'dallas' });
    expect(taxesOf(taxForGoods(entry, place('77001'), false))).toEqual(['texas', 'none', 'texas']);
  });

  it('a draft that is opened keeps what stands in it; only its new lines begin with the tax of the place', () => {
    const entry = taxForGoods(typed(), place('75201'), true);
    expect(taxesOf(entry)).toEqual(['texas', 'none', 'dallas']);
    expect(entry.header.adjustments[0]?.tax).toBe('texas');
  });

  it('the same place changes nothing at all', () => {
    const entry = taxForGoods(typed(), place('75201'), false);
    expect(taxForGoods(entry, place('75201'), false)).toBe(entry);
  });
});
