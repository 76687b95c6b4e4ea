import { describe, expect, it } from 'vitest';
import { newId } from '../data/ids.ts';
import { commandResolver } from './command-resolver.ts';

interface Typed {
  readonly day: string | null;
  readonly rate: string | null;
  readonly source: string;
}

const resolve = commandResolver<'rates.save', Typed>('rates.save', {
  sent: (typed) => ({ commandId: newId(), rates: [{ from: 'EUR', to: 'GBP', ...typed }] }),
  at: (path) => path.replace('rates.0.', ''),
  also: ({ day }) => ({ day: day !== null && day > '2026-11-22' ? 'day-to-come' : null }),
});
const check = (typed: Typed) => resolve(typed, undefined, { fields: {}, shouldUseNativeValidation: false });

const fine: Typed = { day: '2026-11-20', rate: '0.8634', source: ' bank ' };

describe('the resolver of a command’s form', () => {
  it('gives what is sent as the contract reads it', async () => {
    const { values, errors } = await check(fine);
    expect(errors).toEqual({});
    expect(values).toMatchObject({ rates: [{ rate: '0.8634', source: 'bank' }] });
  });

  it('puts the schema’s word at the field that it came from', async () => {
    const { errors } = await check({ ...fine, rate: 'much' });
    expect(errors).toMatchObject({ rate: { message: 'not-an-exchange-rate' } });
  });

  it('says of a field that is empty that it is needed', async () => {
    const { values, errors } = await check({ ...fine, day: null });
    expect(values).toEqual({});
    expect(errors).toMatchObject({ day: { message: 'required' } });
  });

  it('says what the schema cannot know', async () => {
    const { errors } = await check({ ...fine, day: '2027-01-01', rate: 'much' });
    expect(errors).toMatchObject({
      day: { message: 'day-to-come' },
      rate: { message: 'not-an-exchange-rate' },
    });
  });
});
