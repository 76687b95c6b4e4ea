import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from './database.ts';
import { retrying } from './retry.ts';

const withCode = (code: string) => Object.assign(new Error(code), { code });
const policy = () => {
  const pauses: number[] = [];
  return { pauses, attempts: 3, pause: async (attempt: number) => void pauses.push(attempt) };
};

describe('retrying', () => {
  it.each(['40001', '40P01', '08006', '57P01', '53300', '23505', 'ECONNRESET', 'ECONNREFUSED'])(
    'SV2: %s is tried again',
    async (code) => {
      const tries = policy();
      let count = 0;
      const work = async () => {
        count += 1;
        if (count < 3) throw withCode(code);
        return 'done';
      };
      expect(await retrying(work, tries)).toBe('done');
      expect(tries.pauses).toEqual([1, 2]);
    },
  );

  it('ends with what is told to clients', async () => {
    const tries = policy();
    const failing = retrying(() => Promise.reject(withCode('40001')), tries);
    await expect(failing).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(failing).rejects.toMatchObject({ full: false });
    expect(tries.pauses).toEqual([1, 2]);
  });

  it('tells a full disk at once', async () => {
    const tries = policy();
    await expect(retrying(() => Promise.reject(withCode('53100')), tries)).rejects.toMatchObject({
      full: true,
    });
    expect(tries.pauses).toEqual([]);
  });

  it.each([withCode('42601'), withCode('XX000'), new Error('connection terminated'), 'text'])(
    'lets a fault go on its way: %s',
    async (fault) => {
      const tries = policy();
      await expect(retrying(() => Promise.reject(fault), tries)).rejects.toBe(fault);
      expect(tries.pauses).toEqual([]);
    },
  );
});
