/** Keeps rendered documents for good and gives them back (EV11): what is opened, printed or mailed is the archived file. */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { Cleared } from '../../shared/domain/duty.ts';
import { err, ok, type Result } from '../../shared/errors/index.ts';
import type { PdfError, PdfRenderer } from './pdf-renderer.ts';
import type { Picture } from './pen.ts';

/** Where blobs lie; `put` answers only when the bytes are on the medium, `get` checks them against their hash. */
export interface BlobPort<E> {
  put(bytes: Uint8Array): Promise<Result<string, E>>;
  get(sha256: string): Promise<Result<Uint8Array, E>>;
}

export interface Archived {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/**
 * Renders an issued document and stores the file. The caller then commits the hash; after a crash in between, doing it
 * again gives the same bytes and so the same blob (DO3). A logo that is named but gone leaves the seller's name in its place.
 */
export async function archiveDocument<E>(
  document: IssuedDocument,
  renderer: PdfRenderer,
  blobs: BlobPort<E>,
  { logo = null, cleared = null }: { readonly logo?: Picture | null; readonly cleared?: Cleared | null } = {},
): Promise<Result<Archived, E | PdfError>> {
  const rendered = await renderer.render({
    document,
    ...(logo ? { logo } : {}),
    ...(cleared ? { cleared } : {}),
  });
  if (!rendered.ok) return rendered;
  const stored = await blobs.put(rendered.value);
  return stored.ok ? ok({ sha256: stored.value, bytes: rendered.value }) : err(stored.error);
}
