import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authorization, readAuthorization, requestText, type SignedRequest } from './request-signature.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const device = '01890000-0000-7000-8000-000000000002';
const proof = { device, time: 1_790_000_000_123, nonce: '0f'.repeat(16), signature: `${'A'.repeat(86)}==` };
const request: SignedRequest = {
  server: '01890000-0000-7000-8000-000000000009',
  method: 'POST',
  path: '/v5/companies/x/commits?after=1',
  device,
  time: proof.time,
  nonce: proof.nonce,
  body: new Uint8Array([1, 2, 3]),
};

describe('the signature of a request', () => {
  it('is read as it was written', () => {
    expect(readAuthorization(authorization(proof))).toEqual(proof);
  });

  it.each([
    ['another scheme', `Bearer ${proof.signature}`],
    ['nothing', ''],
    ['a second value', `${authorization(proof)}, ${authorization(proof)}`],
    ['a time that is no number', authorization(proof).replace('1790000000123', '1e12')],
    ['a short nonce', authorization({ ...proof, nonce: '0f' })],
    ['a device in capitals', authorization({ ...proof, device: device.toUpperCase().replaceAll('0', 'A') })],
  ])('is not read from %s', (_what, header) => {
    expect(readAuthorization(header)).toBeUndefined();
  });

  it.each(['server', 'method', 'path', 'device', 'time', 'nonce', 'body'] as const)(
    'covers the %s',
    (field) => {
      const changed = { ...request, [field]: field === 'body' ? new Uint8Array([1, 2]) : 'other' };
      expect(requestText(changed as SignedRequest, sha256)).not.toEqual(requestText(request, sha256));
    },
  );
});
