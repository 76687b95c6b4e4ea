/** What each record does to the tables: used when it happens and when the journal is replayed (SV3). */
import { fromBase64, fromHex } from '../bytes.ts';
import type { Sql, SqlValue } from './database.ts';
import type { HeldCommit, PlacedCommit, ServerRecord, StoredSignature } from './records.ts';

type Of<Kind extends ServerRecord['kind']> = Extract<ServerRecord, { kind: Kind }>;
type Appliers = {
  readonly [Kind in ServerRecord['kind']]: (sql: Sql, record: Of<Kind>) => Promise<void>;
};

const appliers: Appliers = {
  server: async (sql, { id }) => {
    await sql.query("INSERT INTO setting (name, value) VALUES ('server', $1)", [id]);
  },
  company: async (sql, { company, chain, epoch }) => {
    await sql.query('INSERT INTO company (company, head, chain, received, epoch) VALUES ($1, 0, $2, 0, 0)', [
      company,
      fromHex(chain),
    ]);
    await sql.query('INSERT INTO epoch (company, epoch, name, after) VALUES ($1, 0, $2, 0)', [
      company,
      epoch,
    ]);
  },
  epoch: async (sql, { company, epoch }) => {
    await sql.query('UPDATE company SET epoch = epoch + 1 WHERE company = $1', [company]);
    await sql.query(
      'INSERT INTO epoch (company, epoch, name, after) SELECT company, epoch, $2, head FROM company WHERE company = $1',
      [company, epoch],
    );
  },
  commits: async (sql, { company, commits, signatures }) => {
    const last = commits.at(-1);
    if (last === undefined) return;
    // The place comes from this row: while the transaction lasts nobody else gives places in this company (SV1).
    const [row] = await sql.query<{ head: number }>(
      'UPDATE company SET head = head + $2, chain = $3, received = $4 WHERE company = $1 RETURNING head',
      [company, commits.length, fromHex(last.chain), last.received],
    );
    if (row?.head !== last.sequence) throw new Error(`place ${last.sequence} is not ${row?.head}`);
    await insertCommits(sql, company, commits);
    await insertSignatures(sql, company, signatures);
    for (const { device, deviceSequence, hash } of lastOfEach(commits)) {
      await sql.query('UPDATE device SET sequence = $3, hash = $4 WHERE company = $1 AND device = $2', [
        company,
        device,
        deviceSequence,
        fromHex(hash),
      ]);
      await sql.query('DELETE FROM held WHERE company = $1 AND device = $2 AND sequence <= $3', [
        company,
        device,
        deviceSequence,
      ]);
    }
  },
  device: async (sql, { company, device, name, role, state, publicKey, exchangeKey }) => {
    await sql.query(
      `INSERT INTO device (company, device, name, role, state, public_key, exchange_key, sequence)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
       ON CONFLICT (company, device) DO UPDATE SET name = $3, role = $4, state = $5, exchange_key = $7`,
      [company, device, name, role, state, fromBase64(publicKey), exchangeKey && fromBase64(exchangeKey)],
    );
  },
  held: async (sql, { company, device, commits, signature }) => {
    for (const commit of commits) await insertHeld(sql, company, device, commit, signature);
  },
  pairing: async (sql, { kind: _kind, ...pairing }) => {
    await sql.query(
      `INSERT INTO pairing (lookup, pairing, company, said) VALUES ($1, $2, $3, $4)
       ON CONFLICT (lookup) DO UPDATE SET pairing = $2, company = $3, said = $4`,
      [pairing.lookup, pairing.pairing, pairing.company, JSON.stringify(pairing)],
    );
  },
  snapshot: async (sql, { company, projector, sequence, manifest, signature, made }) => {
    await sql.query(
      `INSERT INTO snapshot (company, projector, sequence, manifest, signature, made) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (company, projector) DO UPDATE SET sequence = $3, manifest = $4, signature = $5, made = $6`,
      [company, projector, sequence, manifest, signature, made],
    );
  },
};

/** Changes the tables by one record. */
export function applyRecord(sql: Sql, record: ServerRecord): Promise<void> {
  const apply = appliers[record.kind] as (sql: Sql, record: ServerRecord) => Promise<void>;
  return apply(sql, record);
}

/** Rows a statement: PostgreSQL takes 65,535 parameters at most, and long statements parse slowly. */
const ROWS_AT_ONCE = 100;
const COLUMNS = 11;

const placeholders = (rows: number, columns: number): string =>
  Array.from(
    { length: rows },
    (_row, row) =>
      `(${Array.from({ length: columns }, (_column, column) => `$${row * columns + column + 1}`).join(', ')})`,
  ).join(', ');

async function insertCommits(sql: Sql, company: string, commits: readonly PlacedCommit[]): Promise<void> {
  for (let from = 0; from < commits.length; from += ROWS_AT_ONCE) {
    const rows = commits.slice(from, from + ROWS_AT_ONCE);
    const values = rows.flatMap((row): SqlValue[] => [
      company,
      row.sequence,
      row.received,
      row.epoch,
      fromHex(row.chain),
      fromHex(row.hash),
      row.id,
      row.device,
      row.deviceSequence,
      row.envelope,
      row.body,
    ]);
    await sql.query(
      `INSERT INTO commits (company, sequence, received, epoch, chain, hash, id, device, device_sequence, envelope, body)
       VALUES ${placeholders(rows.length, COLUMNS)}`,
      values,
    );
  }
}

async function insertSignatures(
  sql: Sql,
  company: string,
  signatures: readonly StoredSignature[],
): Promise<void> {
  for (const { device, sequence, hash, signature } of signatures) {
    await sql.query(
      `INSERT INTO signature (company, device, sequence, hash, signature) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (company, device, sequence) DO NOTHING`,
      [company, device, sequence, fromHex(hash), fromBase64(signature)],
    );
  }
}

async function insertHeld(
  sql: Sql,
  company: string,
  device: string,
  { sequence, hash, envelope, body }: HeldCommit,
  signature: StoredSignature,
): Promise<void> {
  await sql.query(
    `INSERT INTO held (company, device, sequence, hash, envelope, body, signature) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (company, device, sequence) DO NOTHING`,
    [
      company,
      device,
      sequence,
      fromHex(hash),
      envelope,
      body,
      signature.sequence === sequence ? fromBase64(signature.signature) : null,
    ],
  );
}

function lastOfEach(commits: readonly PlacedCommit[]): Iterable<PlacedCommit> {
  return new Map(commits.map((commit) => [commit.device, commit])).values();
}
