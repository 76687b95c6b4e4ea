/** Pairing and the devices of a company (DV1, DV4). */
import { type Sha256, toHex } from '../events/commit.ts';
import { z } from '../events/zod.ts';
import {
  zEpoch,
  zId,
  zInstant,
  zLine,
  zPlace,
  zPublicKey,
  zRole,
  zSha256,
  zSignatureText,
} from './primitives.ts';

/**
 * A pairing code: ten letters of Crockford's base 32, which has no I, L, O, U and so can be read aloud. What a person
 * adds or mistakes when typing is put right by `normalCode`.
 */
export const zCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{10}$/);

/** `active` may ask; `author` is known by its key only, for commits that others bring (SY7); `revoked` is DV4. */
export const zDeviceState = z.enum(['active', 'author', 'revoked']);

export const zDevice = z.object({
  device: zId,
  name: zLine(60),
  role: zRole,
  state: zDeviceState,
  publicKey: zPublicKey,
  /** X25519, to which company keys are sealed (DV5). */
  exchangeKey: zPublicKey.nullable(),
  /** The last of its commits that the server has, 0 for none, and that one's author hash. */
  sequence: z.number().int().min(0),
  hash: zSha256.nullable(),
  /** Commits that wait for a manager's approval (DV4). */
  held: z.number().int().min(0),
});

export const zDevicesOutput = z.object({ devices: z.array(zDevice) });

/** A manager's device sets role and state of another, or introduces an author after the server lost it (SY7). */
export const zDeviceInput = z.object({
  name: zLine(60),
  role: zRole,
  state: zDeviceState,
  publicKey: zPublicKey,
  exchangeKey: zPublicKey.nullable(),
});

export const zOpenPairingInput = z.object({ role: zRole });

export const zOpenPairingOutput = z.object({ pairing: zId, code: zCode, expires: zInstant });

/** What the new device asks with the code; asking again with the same keys tells how things stand. */
export const zClaimInput = z.object({
  code: zCode,
  /** The claimant's own company, for a code that brings a company to this server; else `null`. */
  company: zId.nullable(),
  device: zId,
  name: zLine(60),
  publicKey: zPublicKey,
  exchangeKey: zPublicKey.nullable(),
  /** Ed25519 over `claimText`: the claimant holds the key that it names. */
  proof: zSignatureText,
});

export type ClaimInput = z.output<typeof zClaimInput>;

const zClaimant = z.object({
  device: zId,
  name: zLine(60),
  publicKey: zPublicKey,
  exchangeKey: zPublicKey.nullable(),
});

export const zClaimOutput = z.discriminatedUnion('state', [
  /** A person compares six digits on both screens and says yes or no. */
  z.object({ state: z.literal('waiting'), pairing: zId, company: zId, expires: zInstant }),
  z.object({
    state: z.literal('active'),
    pairing: zId,
    company: zId,
    role: zRole,
    epoch: zEpoch,
    head: zPlace,
    /** What the confirming device sealed to the exchange key (DV5); opaque to the server. */
    sealed: z.string().max(12_000).nullable(),
  }),
]);

export const zPairingOutput = z.object({
  state: z.enum(['open', 'waiting', 'active', 'refused', 'expired']),
  expires: zInstant,
  role: zRole,
  claimant: zClaimant.nullable(),
});

/** The person's answer; `device` is the claimant whose digits were compared. */
export const zConfirmInput = z.object({
  device: zId,
  accept: z.boolean(),
  sealed: z.string().max(12_000).nullable(),
});

const utf8 = new TextEncoder();

/** The bytes that a claimant signs. */
export function claimText(server: string, claim: Omit<ClaimInput, 'proof'>): Uint8Array {
  const { code, company, device, name, publicKey, exchangeKey } = claim;
  const said = [server, code, company ?? '-', device, name, publicKey, exchangeKey ?? '-'];
  return utf8.encode(['counterfoil-claim-1', ...said].join('\n'));
}

/** The six digits that both screens show (DV1): they agree only if both mean the same server, pairing and keys. */
export function pairingDigits(
  about: {
    readonly server: string;
    readonly pairing: string;
    readonly device: string;
    readonly publicKey: string;
    readonly exchangeKey: string | null;
  },
  sha256: Sha256,
): string {
  const { server, pairing, device, publicKey, exchangeKey } = about;
  const said = ['counterfoil-digits-1', server, pairing, device, publicKey, exchangeKey ?? '-'].join('\n');
  const number = Number.parseInt(toHex(sha256(utf8.encode(said))).slice(0, 12), 16);
  return String(number % 1_000_000).padStart(6, '0');
}

/** A code as a person typed it: spaces and dashes gone, capitals, the letters that look like digits read as such. */
export function normalCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
}
