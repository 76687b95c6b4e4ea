import type { FieldErrors } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import { addressProblems } from './form-problems.ts';

const wrong = (message: string) => ({ type: 'check', message });

describe('the problems of an address', () => {
  it('stand at its fields, those of its lines at all of them together', () => {
    const errors: FieldErrors = {};
    Object.assign(errors, { shipTo: { postcode: wrong('too-long'), lines: [undefined, wrong('too-long')] } });
    expect(addressProblems(errors, 'shipTo')).toEqual({ postcode: 'too-long', lines: 'too-long' });
  });

  it('are none while another field is wrong', () => {
    expect(addressProblems({ name: wrong('required') })).toEqual({});
  });
});
