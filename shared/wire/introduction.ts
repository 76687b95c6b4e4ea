/**
 * How a pairing code binds a server's certificate (DV1). Server and claimant both know the code's six secret letters; whoever
 * stands between them does not. So before the code is sent anywhere, the server proves with a key made of these letters
 * which certificate it shows. The letters are stretched: a proof that was overheard cannot be tried out while the code lives.
 */
import { z } from '../events/zod.ts';
import { zId, zSha256 } from './primitives.ts';

/** Cost of stretching (scrypt): some 100 ms and 32 MiB a try. */
export const STRETCH = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
export const STRETCHED_BYTES = 32;

/** Letters of a code by which its pairing is found; the rest is secret. */
export const LOOKUP_LETTERS = 4;

export const zIntroduceInput = z.object({
  /** The first four letters of the code. */
  lookup: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}$/),
  /** 16 random bytes, hex. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
});

export const zIntroduceOutput = z.object({
  server: zId,
  /** HMAC-SHA-256 of `introductionText` under the stretched letters, hex; `null` when TLS ends before the server. */
  proof: zSha256.nullable(),
});

const utf8 = new TextEncoder();

/** What is stretched, and its salt: SHA-256 of the secret letters (all that the server keeps of them), hex. */
export const stretchSalt = (lookup: string): Uint8Array =>
  utf8.encode(`counterfoil-introduction-1\n${lookup}`);

/** The bytes that the proof is over. `certificate`: SHA-256 of the certificate, hex. */
export function introductionText(said: {
  readonly server: string;
  readonly nonce: string;
  readonly certificate: string;
}): Uint8Array {
  return utf8.encode(['counterfoil-certificate-1', said.server, said.nonce, said.certificate].join('\n'));
}
