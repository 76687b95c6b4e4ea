/** A file chosen for the logo, read only when it can be one. */
import { type AppError, err, ok, type Result } from '../../../shared/errors/index.ts';

const LIMIT = 2 * 1024 * 1024;
const PNG = [0x89, 0x50, 0x4e, 0x47];
const JPEG = [0xff, 0xd8, 0xff];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** The bytes of a PNG or JPEG of at most 2 MB; larger ones are refused unread. The main process looks again, and closer. */
export async function readLogoFile(
  file: Pick<File, 'size' | 'arrayBuffer'>,
): Promise<Result<Uint8Array, AppError>> {
  if (file.size > LIMIT) return err({ kind: 'refused', reason: 'too-large' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  return startsWith(bytes, PNG) || startsWith(bytes, JPEG)
    ? ok(bytes)
    : err({ kind: 'refused', reason: 'unsupported-file' });
}
