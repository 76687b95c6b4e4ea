import { describe, expect, it } from 'vitest';
import { isIrn, needsRegistration } from './clearance.ts';
import { dutiesOf, openDuty } from './duty.ts';

type Registrable = Parameters<typeof needsRegistration>[0];

const invoice = (more: {
  taxId?: string;
  country?: string;
  kind?: string;
  category?: string;
  profile?: string;
}) =>
  ({
    kind: more.kind ?? 'invoice',
    profile: more.profile ?? 'IN',
    seller: { address: { country: more.profile === 'DE' ? 'DE' : 'IN' } },
    buyer: { address: { country: more.country ?? 'IN' }, taxId: more.taxId ?? '' },
    totals: { taxes: [{ category: more.category ?? 'S' }] },
  }) as unknown as Registrable;

describe('duties of a document (DO5)', () => {
  it('India registers taxed supplies to businesses and abroad, and nothing of a small office', () => {
    const business = { taxId: '27AAPFU0939F1ZV' };
    expect(needsRegistration(invoice(business), true)).toBe(true);
    expect(needsRegistration(invoice(business), false)).toBe(false);
    expect(needsRegistration(invoice({}), true)).toBe(false);
    expect(needsRegistration(invoice({ country: 'AE', category: 'G' }), true)).toBe(true);
    expect(needsRegistration(invoice({ ...business, kind: 'creditNote' }), true)).toBe(true);
    expect(needsRegistration(invoice({ ...business, kind: 'depositInvoice' }), true)).toBe(false);
    // Exempt supplies go out on a bill of supply.
    expect(needsRegistration(invoice({ ...business, category: 'E' }), true)).toBe(false);
    expect(needsRegistration(invoice({ ...business, profile: 'DE' }), true)).toBe(false);
  });

  it('are done in their order, and what is void owes none', () => {
    const duties = dutiesOf({ clearance: 'irn', eInvoice: {} as never });
    const facts = { isVoid: false, isCleared: false, isDelivered: false };
    expect(duties).toEqual(['clearance', 'delivery']);
    expect(openDuty(duties, facts)).toBe('clearance');
    expect(openDuty(duties, { ...facts, isCleared: true })).toBe('delivery');
    expect(openDuty(duties, { ...facts, isCleared: true, isDelivered: true })).toBeUndefined();
    expect(openDuty(duties, { ...facts, isVoid: true })).toBeUndefined();
    expect(dutiesOf({})).toEqual([]);
  });

  it('knows the shape of a number of the portal', () => {
    expect(isIrn('A5'.repeat(32))).toBe(true);
    for (const wrong of ['', 'a5'.repeat(31), 'g5'.repeat(32)]) expect(isIrn(wrong)).toBe(false);
  });
});
