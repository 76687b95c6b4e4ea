/** A QR code as one SVG path in a grid of modules, dark ones only. */
import { encode } from 'uqr';

/** Modules of white that readers want around a code. */
const QUIET_ZONE = 4;

export interface QrPath {
  /** Modules on a side, with the quiet zone. */
  readonly size: number;
  readonly path: string;
}

export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''));
  return { size, path: rows.join('') };
}
