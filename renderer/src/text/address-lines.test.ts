import { describe, expect, it } from 'vitest';
import { addressLines } from './address-lines.ts';

const nameOf = (country: string) => `in ${country}`;

describe('an address on screen', () => {
  it('has a line for each part that is there, in the order of its country', () => {
    const address = { lines: ['500 Main St', ''], city: 'Austin', postcode: '78702', region: 'TX' };
    const written = (country: string) => addressLines({ ...address, country }, nameOf);
    expect(written('US')).toEqual(['500 Main St', 'Austin, TX 78702', 'in US']);
    expect(written('GB')).toEqual(['500 Main St', 'Austin', 'TX', '78702', 'in GB']);
    expect(written('IN')).toEqual(['500 Main St', 'Austin 78702', 'TX', 'in IN']);
    expect(written('DE')).toEqual(['500 Main St', '78702 Austin', 'TX', 'in DE']);
  });

  it('leaves out what is empty', () => {
    expect(addressLines({ lines: [], city: '', postcode: '', region: '', country: '' }, nameOf)).toEqual([]);
    const bonn = { lines: ['Hauptstr. 1', ''], city: 'Bonn', postcode: '53111', region: '', country: 'DE' };
    expect(addressLines(bonn, (code) => code)).toEqual(['Hauptstr. 1', '53111 Bonn', 'DE']);
  });
});
