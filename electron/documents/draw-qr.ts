/** Draws QR codes as rectangles: sharp at any size, and the same on every machine. */
import { encode } from 'uqr';
import type { Pen } from './pen.ts';

/** A code in a square of `side` points with its top left corner at `x`, `y`; the quiet zone around it is the caller's. */
export function drawQr(pen: Pen, payload: string, x: number, y: number, side: number): void {
  // Both standards of transfers ask for level M; the others do not mind.
  const { data, size } = encode(payload, { ecc: 'M', border: 0 });
  const module = side / size;
  data.forEach((row, line) => {
    for (let from = 0; from < size; from += 1) {
      if (!row[from]) continue;
      let to = from;
      while (row[to]) to += 1;
      // A hair wider and higher, so that no viewer shows white seams between neighbours.
      pen.box(x + from * module, y + line * module, (to - from) * module + 0.02, module + 0.02, 0);
      from = to;
    }
  });
}
