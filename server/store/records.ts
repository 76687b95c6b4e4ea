/** Everything that changes the server's tables, as data. With PGlite these are what its journal holds (SV3). */
import type { Role } from '../../shared/errors/index.ts';

/** A commit with its place. Hashes are hex; `received` is UTC milliseconds; `epoch` counts the company's epochs from 0. */
export interface PlacedCommit {
  readonly sequence: number;
  readonly received: number;
  readonly epoch: number;
  readonly chain: string;
  readonly hash: string;
  readonly id: string;
  readonly device: string;
  readonly deviceSequence: number;
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
}

export interface StoredSignature {
  readonly device: string;
  readonly sequence: number;
  readonly hash: string;
  /** Base64, as it travels. */
  readonly signature: string;
}

export type DeviceState = 'active' | 'author' | 'revoked';

export interface DeviceRecord {
  readonly company: string;
  readonly device: string;
  readonly name: string;
  readonly role: Role;
  readonly state: DeviceState;
  readonly publicKey: string;
  readonly exchangeKey: string | null;
}

/** A pairing whole, as it is after the change (DV1). `secret` is SHA-256 of the code's six secret letters, hex. */
export interface PairingRecord {
  readonly lookup: string;
  readonly pairing: string;
  /** `null` while a code for a new company has not been claimed. */
  readonly company: string | null;
  readonly secret: string;
  readonly role: Role;
  /** The code brings the claimant's own company to this server. */
  readonly founding: boolean;
  /** A manager's device must say yes. */
  readonly confirm: boolean;
  readonly expires: number;
  readonly tries: number;
  readonly state: 'open' | 'waiting' | 'active' | 'refused';
  readonly claimant: Claimant | null;
  readonly sealed: string | null;
}

export interface Claimant {
  readonly device: string;
  readonly name: string;
  readonly publicKey: string;
  readonly exchangeKey: string | null;
}

export interface HeldCommit {
  readonly sequence: number;
  readonly hash: string;
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
}

export type ServerRecord =
  | { readonly kind: 'server'; readonly id: string }
  | { readonly kind: 'company'; readonly company: string; readonly chain: string; readonly epoch: string }
  | { readonly kind: 'epoch'; readonly company: string; readonly epoch: string }
  /** One push: commits of one company in the order of their places, and the signatures that vouch for them. */
  | {
      readonly kind: 'commits';
      readonly company: string;
      readonly commits: readonly PlacedCommit[];
      readonly signatures: readonly StoredSignature[];
    }
  | ({ readonly kind: 'device' } & DeviceRecord)
  /** DV4: what a revoked device still had. */
  | {
      readonly kind: 'held';
      readonly company: string;
      readonly device: string;
      readonly commits: readonly HeldCommit[];
      readonly signature: StoredSignature;
    }
  | ({ readonly kind: 'pairing' } & PairingRecord)
  | {
      readonly kind: 'snapshot';
      readonly company: string;
      readonly projector: number;
      readonly sequence: number;
      /** The manifest as canonical JSON, and its signature, base64. */
      readonly manifest: string;
      readonly signature: string;
      readonly made: number;
    };
