import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { firstCompanyChain, nextCompanyChain } from './company-chain.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const COMPANY = '01890000-0000-7000-8000-000000000001';
const commit = { sequence: 1, received: 1_790_000_000_123, hash: 'ab'.repeat(32) };

describe('the chain of a company', () => {
  it('SY3: is SHA-256 over chain, place, receipt and author hash', () => {
    const before = firstCompanyChain(COMPANY, sha256);
    const numbers = Buffer.alloc(16);
    numbers.writeBigUInt64BE(1n, 0);
    numbers.writeBigUInt64BE(BigInt(commit.received), 8);
    const expected = createHash('sha256')
      .update(Buffer.from(before, 'hex'))
      .update(numbers)
      .update(Buffer.from(commit.hash, 'hex'))
      .digest('hex');
    expect(nextCompanyChain(before, commit, sha256)).toBe(expected);
  });

  it.each([
    ['place', { ...commit, sequence: 2 }],
    ['receipt', { ...commit, received: commit.received + 2 ** 32 }],
    ['commit', { ...commit, hash: `${'ab'.repeat(31)}ac` }],
  ])('SY3: tells another %s', (_what, other) => {
    const before = firstCompanyChain(COMPANY, sha256);
    expect(nextCompanyChain(before, other, sha256)).not.toBe(nextCompanyChain(before, commit, sha256));
  });

  it('begins differently for every company', () => {
    expect(firstCompanyChain(COMPANY, sha256)).not.toBe(
      firstCompanyChain(COMPANY.replace(/1$/, '2'), sha256),
    );
  });
});
