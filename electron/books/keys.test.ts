import { describe, expect, it } from 'vitest';
import { codeKey, tailKey } from './keys.ts';

describe('keys of numbers and references', () => {
  it('BO5: compare letters and digits alone, without case and accents', () => {
    expect(codeKey(' INV-2026/0042 ')).toBe('inv20260042');
    expect(codeKey('Büro 7')).toBe('buro7');
    expect(codeKey('№ — ·')).toBe('no');
    expect(codeKey('--')).toBe('');
  });

  it('BO5: the tail is the key from its end, character by character', () => {
    expect(tailKey('inv0042')).toBe('2400vni');
    expect(tailKey('a😀')).toBe('😀a');
  });
});
