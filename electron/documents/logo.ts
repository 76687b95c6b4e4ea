/** Logos: what a file of the user's really is, and how large, read from its bytes (EV11). */
import { imageSize } from 'image-size';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Picture } from './pen.ts';

export const MAX_LOGO_BYTES = 2 * 1024 * 1024;
const MAX_SIDE = 10_000;

/** The picture in the bytes: PNG or JPEG, at most 2 MB and 10,000 pixels a side; anything else is refused with the reason. */
export function readLogo(bytes: Uint8Array): Result<Picture, AppError> {
  if (bytes.length > MAX_LOGO_BYTES) return err({ kind: 'refused', reason: 'too-large' });
  try {
    const { type, width, height } = imageSize(bytes);
    if (width > MAX_SIDE || height > MAX_SIDE) return err({ kind: 'refused', reason: 'too-large' });
    if (type === 'png') return ok({ bytes, type, width, height });
    if (type === 'jpg') return ok({ bytes, type: 'jpeg', width, height });
  } catch {
    // Not a picture at all: the answer is the same.
  }
  return err({ kind: 'refused', reason: 'unsupported-file' });
}
