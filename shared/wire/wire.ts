/**
 * The sync wire on one map: every request that a desktop makes of the server. Bodies are JSON in UTF-8; those of `bytes`
 * are the file itself. `docs/sync.md` says what follows what.
 */
import type { Role } from '../errors/index.ts';
import { z } from '../events/zod.ts';
import {
  zDropKeysInput,
  zMissingInput,
  zMissingOutput,
  zSnapshotInput,
  zSnapshotOutput,
  zSnapshotQuery,
} from './blobs.ts';
import { zHeldOutput, zHeldQuery, zPullOutput, zPullQuery, zPushInput, zPushOutput } from './commits.ts';
import { zIntroduceInput, zIntroduceOutput } from './introduction.ts';
import {
  zClaimInput,
  zClaimOutput,
  zConfirmInput,
  zDeviceInput,
  zDevicesOutput,
  zOpenPairingInput,
  zOpenPairingOutput,
  zPairingOutput,
} from './pairing.ts';
import { zHello, zStatus } from './status.ts';

export interface WireCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path with `:names`. */
  readonly path: string;
  /** Roles that may ask; `null` for calls without the signature of a device of the company. */
  readonly roles: readonly Role[] | null;
  /** Query parameters; numbers are written in decimal. */
  readonly query: z.ZodObject;
  /** `bytes` for a file, `null` for no body. */
  readonly input: z.ZodType | 'bytes' | null;
  readonly output: z.ZodType | 'bytes';
}

const EVERYBODY: readonly Role[] = ['clerk', 'manager', 'auditor', 'owner'];
/** Auditors read. */
const WRITERS: readonly Role[] = ['clerk', 'manager', 'owner'];
const MANAGERS: readonly Role[] = ['manager', 'owner'];

const NO_QUERY = z.object({});
const NOTHING = z.object({});

export const wire = {
  hello: { method: 'GET', path: '/v5/hello', roles: null, query: NO_QUERY, input: null, output: zHello },
  /** A server with a certificate of its own proves by the code that it is the one the code was made at (DV1). */
  introduce: {
    method: 'POST',
    path: '/v5/introduce',
    roles: null,
    query: NO_QUERY,
    input: zIntroduceInput,
    output: zIntroduceOutput,
  },
  claim: {
    method: 'POST',
    path: '/v5/pair',
    roles: null,
    query: NO_QUERY,
    input: zClaimInput,
    output: zClaimOutput,
  },
  status: {
    method: 'GET',
    path: '/v5/companies/:company/status',
    roles: EVERYBODY,
    query: NO_QUERY,
    input: null,
    output: zStatus,
  },
  push: {
    method: 'POST',
    path: '/v5/companies/:company/commits',
    roles: WRITERS,
    query: NO_QUERY,
    input: zPushInput,
    output: zPushOutput,
  },
  pull: {
    method: 'GET',
    path: '/v5/companies/:company/commits',
    roles: EVERYBODY,
    query: zPullQuery,
    input: null,
    output: zPullOutput,
  },
  held: {
    method: 'GET',
    path: '/v5/companies/:company/held',
    roles: MANAGERS,
    query: zHeldQuery,
    input: null,
    output: zHeldOutput,
  },
  devices: {
    method: 'GET',
    path: '/v5/companies/:company/devices',
    roles: EVERYBODY,
    query: NO_QUERY,
    input: null,
    output: zDevicesOutput,
  },
  setDevice: {
    method: 'PUT',
    path: '/v5/companies/:company/devices/:device',
    roles: MANAGERS,
    query: NO_QUERY,
    input: zDeviceInput,
    output: NOTHING,
  },
  openPairing: {
    method: 'POST',
    path: '/v5/companies/:company/pairings',
    roles: MANAGERS,
    query: NO_QUERY,
    input: zOpenPairingInput,
    output: zOpenPairingOutput,
  },
  pairing: {
    method: 'GET',
    path: '/v5/companies/:company/pairings/:pairing',
    roles: MANAGERS,
    query: NO_QUERY,
    input: null,
    output: zPairingOutput,
  },
  confirmPairing: {
    method: 'POST',
    path: '/v5/companies/:company/pairings/:pairing',
    roles: MANAGERS,
    query: NO_QUERY,
    input: zConfirmInput,
    output: NOTHING,
  },
  missingFiles: {
    method: 'POST',
    path: '/v5/companies/:company/files/missing',
    roles: EVERYBODY,
    query: NO_QUERY,
    input: zMissingInput,
    output: zMissingOutput,
  },
  putFile: {
    method: 'PUT',
    path: '/v5/companies/:company/files/:kind/:sha256',
    roles: WRITERS,
    query: NO_QUERY,
    input: 'bytes',
    output: NOTHING,
  },
  getFile: {
    method: 'GET',
    path: '/v5/companies/:company/files/:kind/:sha256',
    roles: EVERYBODY,
    query: NO_QUERY,
    input: null,
    output: 'bytes',
  },
  /** Keys of personal data that the record says are erased (AU4): the server forgets them. */
  dropKeys: {
    method: 'POST',
    path: '/v5/companies/:company/keys/drop',
    roles: WRITERS,
    query: NO_QUERY,
    input: zDropKeysInput,
    output: NOTHING,
  },
  putSnapshot: {
    method: 'POST',
    path: '/v5/companies/:company/snapshots',
    roles: WRITERS,
    query: NO_QUERY,
    input: zSnapshotInput,
    output: NOTHING,
  },
  snapshot: {
    method: 'GET',
    path: '/v5/companies/:company/snapshots/newest',
    roles: EVERYBODY,
    query: zSnapshotQuery,
    input: null,
    output: zSnapshotOutput,
  },
} as const satisfies Record<string, WireCall>;

export type Wire = typeof wire;
export type WireName = keyof Wire;
type BodyOf<Body> = Body extends z.ZodType ? z.output<Body> : Body extends 'bytes' ? Uint8Array : null;
export type WireInput<Name extends WireName> = BodyOf<Wire[Name]['input']>;
export type WireOutput<Name extends WireName> = BodyOf<Wire[Name]['output']>;
export type WireQuery<Name extends WireName> = z.output<Wire[Name]['query']>;

/** The names in a path: `company`, `device` … */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
export type WireParams<Name extends WireName> = Readonly<Record<NamesIn<Wire[Name]['path']>, string>>;
