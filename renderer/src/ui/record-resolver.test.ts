import { describe, expect, it } from 'vitest';
import { contract } from '../../../shared/contract/contract.ts';
import { plainCustomer } from '../../../test/plain-records.ts';
import { recordResolver } from './record-resolver.ts';

const resolve = recordResolver(contract['customers.get'].output.shape.fields);
const check = (fields: object) =>
  resolve(fields, undefined, { fields: {}, shouldUseNativeValidation: false });

const blank = plainCustomer('10001', 'Harbour Supplies');

describe('the resolver of a record’s form', () => {
  it('takes an optional field that nobody filled in for absent', async () => {
    const { values, errors } = await check({ ...blank, copies: undefined, eInvoice: undefined });
    expect(errors).toEqual({});
    expect(values).not.toHaveProperty('copies');
    expect(values).not.toHaveProperty('eInvoice');
  });

  it('tells of a field that is wrong', async () => {
    const { errors } = await check({ ...blank, copies: 10 });
    expect(errors).toHaveProperty('copies');
  });
});
