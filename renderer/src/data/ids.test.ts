import { expect, it } from 'vitest';
import { newId } from './ids.ts';

it('gives UUIDs of version 7 that the contract accepts', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('begins with the instant, so that ids sort by age', () => {
  expect(newId(0x0123456789ab).slice(0, 13)).toBe('01234567-89ab');
  expect(newId(1000) < newId(2000)).toBe(true);
});

it('never gives the same twice', () => {
  const ids = Array.from({ length: 1000 }, () => newId(1));
  expect(new Set(ids).size).toBe(1000);
});
