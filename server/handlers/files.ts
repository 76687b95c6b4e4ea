/** Files by their hash, and snapshots over them (EV11, SY5). */
import { err, ok } from '../../shared/errors/index.ts';
import { snapshotText } from '../../shared/wire/blobs.ts';
import { FILE_SEAL_BYTES, LIMITS } from '../../shared/wire/limits.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { WireInput, WireOutput, WireQuery } from '../../shared/wire/wire.ts';
import type { Answer, Asker, Context } from '../context.ts';
import { isSignedBy, sha256 } from '../crypto.ts';
import type { FileKind } from '../store/file-store.ts';
import { readDevice } from '../store/rows.ts';

type Kind = FileKind;

const LARGEST: Readonly<Record<Kind, number>> = {
  blob: LIMITS.blobBytes,
  chunk: LIMITS.chunkBytes,
  sealed: LIMITS.blobBytes + FILE_SEAL_BYTES,
  key: LIMITS.keyBytes,
};

/** Keys of persons are for those who work with them: whoever only checks the books gets none (AU4). */
const isKept = (kind: Kind, { role }: Asker): boolean => kind === 'key' && role === 'auditor';
const KEPT: Refusal = { code: 'not-allowed', needs: ['clerk', 'manager', 'owner'] };

/** Chunks of a snapshot that is still being sent are left alone for so long, in milliseconds. */
const SENDING = 24 * 3600_000;

export async function missingFiles(
  { files }: Context,
  { company }: Asker,
  { kind, hashes }: WireInput<'missingFiles'>,
): Answer<WireOutput<'missingFiles'>> {
  return ok({ missing: [...(await files.missing(company, kind, hashes))] });
}

export async function putFile(
  { files }: Context,
  { company }: Asker,
  kind: Kind,
  hash: string,
  bytes: Uint8Array,
): Answer<WireOutput<'putFile'>> {
  const limit = LARGEST[kind];
  if (bytes.length > limit) return err({ code: 'too-large', bytes: bytes.length, limit });
  if ((kind === 'blob' || kind === 'chunk') && Buffer.from(sha256(bytes)).toString('hex') !== hash)
    return err({ code: 'hash-differs' });
  await files.put(company, kind, hash, bytes);
  return ok({});
}

export async function getFile(
  { files }: Context,
  asker: Asker,
  kind: Kind,
  hash: string,
): Answer<Uint8Array> {
  if (isKept(kind, asker)) return err(KEPT);
  const bytes = await files.get(asker.company, kind, hash);
  return bytes === null ? err({ code: 'not-found' }) : ok(bytes);
}

export async function dropKeys(
  { files }: Context,
  { company }: Asker,
  { names }: WireInput<'dropKeys'>,
): Answer<WireOutput<'dropKeys'>> {
  await files.dropKeys(company, names);
  return ok({});
}

/** Takes a snapshot whose chunks are there; it replaces the one of the same projector unless that one goes further. */
export async function putSnapshot(
  context: Context,
  { company, device }: Asker,
  { snapshot, signature }: WireInput<'putSnapshot'>,
): Answer<WireOutput<'putSnapshot'>> {
  const { database, files, now } = context;
  const maker = await database.read((sql) => readDevice(sql, company, device));
  if (maker === null || snapshot.device !== device) return err({ code: 'unknown-author' });
  if (!isSignedBy(maker.publicKey, snapshotText(snapshot), signature))
    return err({ code: 'bad-signature', sequence: snapshot.sequence });
  if ((await files.missing(company, 'chunk', snapshot.chunks)).length > 0) return err({ code: 'not-found' });
  const made = now();
  const { projector, sequence } = snapshot;
  await database.write(async (transaction) => {
    const [present] = await transaction.query<{ sequence: number }>(
      'SELECT sequence FROM snapshot WHERE company = $1 AND projector = $2 FOR UPDATE',
      [company, projector],
    );
    if (present !== undefined && present.sequence > sequence) return;
    const manifest = JSON.stringify(snapshot);
    await transaction.record({
      kind: 'snapshot',
      company,
      projector,
      sequence,
      manifest,
      signature,
      made,
    });
  });
  const named = await database.read(async (sql) => {
    const rows = await sql.query<{ manifest: string }>('SELECT manifest FROM snapshot WHERE company = $1', [
      company,
    ]);
    return rows.flatMap(({ manifest }) => (JSON.parse(manifest) as typeof snapshot).chunks);
  });
  await files.dropChunks(company, new Set(named), made - SENDING);
  return ok({});
}

export async function newestSnapshot(
  { database }: Context,
  { company }: Asker,
  { projector }: WireQuery<'snapshot'>,
): Answer<WireOutput<'snapshot'>> {
  const [row] = await database.read((sql) =>
    sql.query<{ manifest: string; signature: string; made: number }>(
      'SELECT manifest, signature, made FROM snapshot WHERE company = $1 AND projector = $2',
      [company, projector],
    ),
  );
  if (row === undefined) return ok({ newest: null });
  const { manifest, signature, made } = row;
  return ok({ newest: { snapshot: JSON.parse(manifest), signature, made } });
}
