/** Writes bytes to a place that the user chose in the system's own dialog; the page never names a path. */
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { storageErrorOf } from '../../shared/journal/storage-fault.ts';
import type { Desktop } from '../ports.ts';

/**
 * `leaving` is asked once a place is chosen and before a byte is written; what it refuses is not written.
 * @returns false when the user closed the dialog.
 */
export async function saveChosen(
  desktop: Desktop,
  suggestedName: string,
  extension: 'pdf' | 'csv' | 'xml',
  bytes: Uint8Array,
  leaving: () => Promise<Result<unknown, AppError>> = async () => ok(null),
): Promise<Result<boolean, AppError>> {
  const path = await desktop.chooseSavePath(suggestedName, extension);
  if (path === null) return ok(false);
  const left = await leaving();
  if (!left.ok) return left;
  try {
    await desktop.writeChosen(path, bytes);
    return ok(true);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'write'));
  }
}

/** A file name that every system accepts, from a document number or a title. */
export function fileName(title: string, extension: string): string {
  const safe = title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return `${safe === '' ? 'document' : safe}.${extension}`;
}
