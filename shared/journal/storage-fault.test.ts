import { describe, expect, it } from 'vitest';
import { codeOf, corrupt, storageErrorOf } from './storage-fault.ts';

const thrown = (code: unknown): Error => Object.assign(new Error('words'), { code });

describe('errors of the port', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('JO7: says that the disk is full for %s', (code) => {
    expect(storageErrorOf(thrown(code), 'append')).toEqual({ kind: 'storage', reason: 'disk-full' });
  });

  it.each(['EROFS', 'EACCES', 'EPERM'])('says that writing is not allowed for %s', (code) => {
    expect(storageErrorOf(thrown(code), 'lock')).toEqual({
      kind: 'storage',
      reason: 'read-only',
      operation: 'lock',
    });
  });

  it('keeps the operation and the code of everything else', () => {
    expect(storageErrorOf(thrown('EIO'), 'flush')).toEqual({
      kind: 'storage',
      reason: 'io',
      operation: 'flush',
      code: 'EIO',
    });
  });

  it.each([null, undefined, 'text', 5, thrown(7)])('has no code for %s', (value) => {
    expect(codeOf(value)).toBe('unknown');
  });

  it('lets a fault of the program through', () => {
    const fault = new TypeError('no such thing');
    expect(() => storageErrorOf(fault, 'append')).toThrow(fault);
  });

  it('says why corruption was not cut', () => {
    const fault = { segment: 's', offset: 0, number: 1, problem: 'chain' } as const;
    expect(corrupt(fault)).toEqual({ kind: 'storage', reason: 'corrupt', fault, why: 'broken' });
    expect(corrupt(fault, 'later-append')).toMatchObject({ why: 'later-append' });
  });
});
