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

  it('does so in the rows of a record too', async () => {
    const taxes = recordResolver(contract['taxes.save'].input.shape.fields);
    const parts = [{ key: 'exempt', name: 'Exempt', rate: '0', kind: undefined, raisesBase: undefined }];
    const { values, errors } = await taxes(
      { name: 'Exempt', category: 'E', mode: 'single', parts, reason: 'By law', archived: false },
      undefined,
      { fields: {}, shouldUseNativeValidation: false },
    );
    expect(errors).toEqual({});
    expect(values).toHaveProperty('parts', [{ key: 'exempt', name: 'Exempt', rate: '0' }]);
  });

  it('tells of a field that is wrong', async () => {
    const { errors } = await check({ ...blank, copies: 10 });
    expect(errors).toHaveProperty('copies');
  });
});
