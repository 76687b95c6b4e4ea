/** Reading the tables: rows as they are, turned into what the handlers think in. */
import type { Role } from '../../shared/errors/index.ts';
import { WITHHELD_BYTES, WITHHELD_MAGIC } from '../../shared/wire/author.ts';
import { base64Of as base64, hexOf as hex } from '../bytes.ts';
import type { Sql } from './database.ts';
import type { DeviceState, PairingRecord } from './records.ts';

export interface Company {
  readonly head: number;
  readonly chain: string;
  /** When its last commit was received, UTC milliseconds. */
  readonly received: number;
  /** Its epochs in order; the last is the present one, and its index is what commits are marked with. */
  readonly epochs: readonly { readonly epoch: string; readonly after: number }[];
}

export const presentEpoch = ({ epochs }: Company): string => epochs.at(-1)?.epoch ?? '';

interface CompanyRow {
  head: number;
  chain: Uint8Array;
  received: number;
  name: string;
  after: number;
}

/** `lock`: nobody else changes the company until the transaction ends. */
export async function readCompany(sql: Sql, company: string, lock = false): Promise<Company | null> {
  // The lock is a statement of its own: what was read before it was granted may be old.
  if (lock) await sql.query('SELECT head FROM company WHERE company = $1 FOR UPDATE', [company]);
  const rows = await sql.query<CompanyRow>(
    `SELECT c.head, c.chain, c.received, e.name, e.after FROM company c JOIN epoch e ON e.company = c.company
     WHERE c.company = $1 ORDER BY e.epoch`,
    [company],
  );
  const [first] = rows;
  if (first === undefined) return null;
  const epochs = rows.map(({ name, after }) => ({ epoch: name, after }));
  return { head: first.head, chain: hex(first.chain), received: first.received, epochs };
}

export interface DeviceRow {
  readonly device: string;
  readonly name: string;
  readonly role: Role;
  readonly state: DeviceState;
  readonly publicKey: string;
  readonly exchangeKey: string | null;
  readonly sequence: number;
  readonly hash: string | null;
}

interface RawDevice {
  device: string;
  name: string;
  role: Role;
  state: DeviceState;
  public_key: Uint8Array;
  exchange_key: Uint8Array | null;
  sequence: number;
  hash: Uint8Array | null;
}

const DEVICE = 'SELECT device, name, role, state, public_key, exchange_key, sequence, hash FROM device';

const deviceOf = (row: RawDevice): DeviceRow => ({
  device: row.device,
  name: row.name,
  role: row.role,
  state: row.state,
  publicKey: base64(row.public_key),
  exchangeKey: row.exchange_key && base64(row.exchange_key),
  sequence: row.sequence,
  hash: row.hash && hex(row.hash),
});

export async function readDevice(sql: Sql, company: string, device: string): Promise<DeviceRow | null> {
  const [row] = await sql.query<RawDevice>(`${DEVICE} WHERE company = $1 AND device = $2`, [company, device]);
  return row === undefined ? null : deviceOf(row);
}

export async function readDevices(sql: Sql, company: string): Promise<readonly DeviceRow[]> {
  const rows = await sql.query<RawDevice>(`${DEVICE} WHERE company = $1 ORDER BY device`, [company]);
  return rows.map(deviceOf);
}

export interface CommitRow {
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

interface RawCommit {
  sequence: number;
  received: number;
  epoch: number;
  chain: Uint8Array;
  hash: Uint8Array;
  id: string;
  device: string;
  device_sequence: number;
  envelope: Uint8Array;
  body: Uint8Array;
}

/**
 * Commits after a place, in order. Those of `briefFor` come without their bytes, but for those whose body is not here (SY4):
 * their author may not know that. Reading stops behind the commit that
 * brings the bytes over `bytes`, so that a page is never empty for being large.
 */
export async function readCommits(
  sql: Sql,
  company: string,
  page: {
    readonly after: number;
    readonly limit: number;
    readonly bytes: number;
    readonly briefFor?: string;
  },
): Promise<readonly CommitRow[]> {
  const briefFor = page.briefFor ?? '00000000-0000-0000-0000-000000000000';
  const rows: CommitRow[] = [];
  let bytes = 0;
  while (rows.length < page.limit && bytes < page.bytes) {
    const after = rows.at(-1)?.sequence ?? page.after;
    const limit = Math.min(page.limit - rows.length, ROWS_AT_ONCE);
    const raw = await sql.query<RawCommit>(
      `SELECT sequence, received, epoch, chain, hash, id, device, device_sequence,
         CASE WHEN device = $4 AND ${IS_WHOLE} THEN ''::bytea ELSE envelope END AS envelope,
         CASE WHEN device = $4 AND ${IS_WHOLE} THEN ''::bytea ELSE body END AS body
       FROM commits WHERE company = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
      [company, after, limit, briefFor],
    );
    for (const { device_sequence, chain, hash, ...row } of raw) {
      if (bytes >= page.bytes) break;
      rows.push({ ...row, chain: hex(chain), hash: hex(hash), deviceSequence: device_sequence });
      bytes += row.envelope.length + row.body.length;
    }
    if (raw.length < limit) break;
  }
  return rows;
}

/** Whether a row of `commits` has its body (`withheld-body.ts`). */
const IS_WHOLE = `NOT (octet_length(body) = ${WITHHELD_BYTES} AND substring(body FROM 1 FOR 8) = '\\x${hex(WITHHELD_MAGIC)}'::bytea)`;

/** So many rows are read at once: a page of large commits must not be read whole before it is cut. */
const ROWS_AT_ONCE = 250;

export interface PlacedHash {
  readonly sequence: number;
  readonly received: number;
  readonly id: string;
  readonly hash: string;
  readonly deviceSequence: number;
}

/** Places of a device's commits from one of its sequences to another. */
export async function readPlaces(
  sql: Sql,
  company: string,
  device: string,
  from: number,
  to: number,
): Promise<readonly PlacedHash[]> {
  const rows = await sql.query<Omit<RawCommit, 'chain'>>(
    `SELECT sequence, received, id, hash, device_sequence FROM commits
     WHERE company = $1 AND device = $2 AND device_sequence >= $3 AND device_sequence <= $4 ORDER BY device_sequence`,
    [company, device, from, to],
  );
  return rows.map(({ sequence, received, id, hash, device_sequence }) => ({
    sequence,
    received,
    id,
    hash: hex(hash),
    deviceSequence: device_sequence,
  }));
}

export interface SignatureRow {
  readonly device: string;
  readonly sequence: number;
  readonly hash: string;
  readonly signature: string;
}

interface RawSignature {
  device: string;
  sequence: number;
  hash: Uint8Array;
  signature: Uint8Array;
}

/** Signatures over commits at the places `from` … `to`. */
export async function readSignatures(
  sql: Sql,
  company: string,
  from: number,
  to: number,
): Promise<readonly SignatureRow[]> {
  const rows = await sql.query<RawSignature>(
    `SELECT s.device, s.sequence, s.hash, s.signature FROM commits c
     JOIN signature s ON s.company = c.company AND s.device = c.device AND s.sequence = c.device_sequence
     WHERE c.company = $1 AND c.sequence >= $2 AND c.sequence <= $3 ORDER BY c.sequence`,
    [company, from, to],
  );
  return rows.map((row) => ({ ...row, hash: hex(row.hash), signature: base64(row.signature) }));
}

interface RawHeld {
  sequence: number;
  hash: Uint8Array;
  envelope: Uint8Array;
  body: Uint8Array;
  signature: Uint8Array | null;
}

export interface HeldRow {
  readonly sequence: number;
  readonly hash: string;
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
  readonly signature: string | null;
}

/** DV4: what is kept of a revoked device, in the order of its sequence. */
export async function readHeld(
  sql: Sql,
  company: string,
  device: string,
  limit: number,
): Promise<readonly HeldRow[]> {
  const rows = await sql.query<RawHeld>(
    'SELECT sequence, hash, envelope, body, signature FROM held WHERE company = $1 AND device = $2 ORDER BY sequence LIMIT $3',
    [company, device, limit],
  );
  return rows.map(({ hash, signature, ...row }) => ({
    ...row,
    hash: hex(hash),
    signature: signature && base64(signature),
  }));
}

/** How many commits are kept of each revoked device, and up to which of its sequences. */
export async function countHeld(
  sql: Sql,
  company: string,
): Promise<ReadonlyMap<string, { readonly count: number; readonly last: number }>> {
  const rows = await sql.query<{ device: string; count: number; last: number }>(
    'SELECT device, count(*)::bigint AS count, max(sequence) AS last FROM held WHERE company = $1 GROUP BY device',
    [company],
  );
  return new Map(rows.map(({ device, count, last }) => [device, { count, last }]));
}

/** A pairing by the four letters of its code; locked until the transaction ends. */
export async function readPairing(sql: Sql, lookup: string): Promise<PairingRecord | null> {
  const [row] = await sql.query<{ said: string }>('SELECT said FROM pairing WHERE lookup = $1 FOR UPDATE', [
    lookup,
  ]);
  return row === undefined ? null : (JSON.parse(row.said) as PairingRecord);
}

export async function readPairingById(
  sql: Sql,
  company: string,
  pairing: string,
): Promise<PairingRecord | null> {
  const [row] = await sql.query<{ said: string }>(
    'SELECT said FROM pairing WHERE pairing = $1 AND company = $2',
    [pairing, company],
  );
  return row === undefined ? null : (JSON.parse(row.said) as PairingRecord);
}

export async function readSetting(sql: Sql, name: string): Promise<string | null> {
  const [row] = await sql.query<{ value: string }>('SELECT value FROM setting WHERE name = $1', [name]);
  return row?.value ?? null;
}
