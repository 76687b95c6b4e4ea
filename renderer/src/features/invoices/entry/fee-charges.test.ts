import { describe, expect, it } from 'vitest';
import type { FeeRule } from '../../../../../shared/domain/fees.ts';
import { minor } from '../../../../../shared/domain/money.ts';
import { type EntryDraft, emptyDraft, setHeader, toEntry } from './entry-draft.ts';
import { feeBack, setCharge, withFees } from './fee-charges.ts';

const FREIGHT: FeeRule = {
  id: 'freight',
  name: 'Freight',
  kind: 'flat',
  currency: 'EUR',
  amount: '7.9',
  percent: null,
  least: null,
  below: '100',
  groups: [],
  countries: [],
  tax: null,
  archived: false,
};
const basis = { fees: [FREIGHT], buyer: { group: '', country: 'DE' } };
const begun = setHeader(
  toEntry({ ...emptyDraft('EUR', null, false), customer: 'alder' }, null, () => 'end'),
  {},
);
const sum = (amount: number) => ({ sumOfLines: minor(amount) });
const charges = (entry: EntryDraft) =>
  entry.header.adjustments.map(({ reason, amount }) => `${reason} ${amount}`);

describe('fees on the form', () => {
  it('come when their rule applies and go when it does not', () => {
    const small = withFees(begun, sum(5000), basis);
    expect(charges(small)).toEqual(['Freight 7.90']);
    expect(withFees(small, sum(6000), basis)).toBe(small);
    expect(charges(withFees(small, sum(10_000), basis))).toEqual([]);
  });

  it('stay off once they are taken off, and come back when that is undone', () => {
    const off = setCharge(withFees(begun, sum(5000), basis), 0, null);
    expect(off.header.feesOff).toEqual(['freight']);
    expect(withFees(off, sum(4000), basis)).toBe(off);
    expect(charges(withFees(feeBack(off, 'freight'), sum(4000), basis))).toEqual(['Freight 7.90']);
  });

  it('are the clerk’s once they are changed by hand: they neither follow nor come twice', () => {
    const fee = withFees(begun, sum(5000), basis);
    const [charge] = fee.header.adjustments;
    const typed = setCharge(fee, 0, charge ? { ...charge, amount: '5' } : null);
    expect(charges(withFees(typed, sum(20_000), basis))).toEqual(['Freight 5']);
    expect(typed.header.adjustments[0]?.fee).toBeUndefined();
  });

  it('are not put on what takes something back, nor before there is a customer', () => {
    const note = setHeader(begun, { kind: 'creditNote' });
    expect(withFees(note, sum(5000), basis)).toBe(note);
    const nobody = setHeader(begun, { customer: null });
    expect(withFees(nobody, sum(5000), basis)).toBe(nobody);
  });
});
