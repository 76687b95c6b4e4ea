import { expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';

it('EV4: a save writes only the fields that were changed', () => {
  const before = { name: 'A', lines: ['x'], tax: null as string | null };
  expect(changedFields(before, { name: 'B', lines: ['x'], tax: null })).toEqual({ name: 'B' });
  expect(changedFields(before, { ...before, lines: ['x', 'y'] })).toEqual({ lines: ['x', 'y'] });
  expect(changedFields(before, { ...before })).toEqual({});
});
