/** Logos: what a file of the user's really is, and how large, read from its bytes (EV11). */
import { crc32 } from 'node:zlib';
import { imageSize } from 'image-size';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Picture } from './pen.ts';

export const MAX_LOGO_BYTES = 2 * 1024 * 1024;
const MAX_SIDE = 10_000;
/** Of all pixels: what little bytes unfold to has to fit into memory when the paper is made. */
const MAX_PIXELS = 16_000_000;
const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and check value of a PNG's part, beside its data. */
const PNG_PART = 12;

/** True when no part of the PNG is missing or damaged: each has its check value, and the last one says that it is the last. */
function isWholePng(bytes: Uint8Array): boolean {
  if (PNG_HEAD.some((byte, at) => bytes[at] !== byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = PNG_HEAD.length; at + PNG_PART <= bytes.length; ) {
    const end = at + PNG_PART + view.getUint32(at);
    if (end > bytes.length) return false;
    if (view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return false;
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'IEND') return true;
    at = end;
  }
  return false;
}

/** True when the JPEG has its end: one that was cut off while it was copied has none. */
const isWholeJpeg = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes).lastIndexOf(Buffer.from([0xff, 0xd9])) > 0;

/**
 * The picture in the bytes: PNG or JPEG, whole, at most 2 MB, 10,000 pixels a side and 16 million pixels; anything else is
 * refused with the reason.
 */
export function readLogo(bytes: Uint8Array): Result<Picture, AppError> {
  if (bytes.length > MAX_LOGO_BYTES) return err({ kind: 'refused', reason: 'too-large' });
  try {
    // Bytes of their own: in a file that ends too soon, what lies behind it in memory would be read as its size.
    const { type, width, height } = imageSize(new Uint8Array(bytes));
    if (type !== 'png' && type !== 'jpg') return err({ kind: 'refused', reason: 'unsupported-file' });
    if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS)
      return err({ kind: 'refused', reason: 'too-large' });
    if (type === 'png' && isWholePng(bytes)) return ok({ bytes, type, width, height });
    if (type === 'jpg' && isWholeJpeg(bytes)) return ok({ bytes, type: 'jpeg', width, height });
  } catch {
    // Not a picture at all: the answer is the same.
  }
  return err({ kind: 'refused', reason: 'unsupported-file' });
}
