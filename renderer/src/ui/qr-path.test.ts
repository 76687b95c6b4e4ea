import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { qrPath } from './qr-path.ts';

const MODULE = 4;

/** What a camera would see of the path, black on white. */
function pixelsOf({ path, size }: ReturnType<typeof qrPath>): Uint8ClampedArray {
  const side = size * MODULE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let down = 0; down < MODULE; down += 1)
      for (let along = 0; along < MODULE; along += 1) {
        const at = ((Number(y) * MODULE + down) * side + Number(x) * MODULE + along) * 4;
        pixels.fill(0, at, at + 3);
      }
  return pixels;
}

it('DV1: an invitation is read from its code as it was written', () => {
  const text = `counterfoil:MKXQT9909Y@https://192.0.2.2:38441#${'bcd65b38'.repeat(8)}`;
  const code = qrPath(text);
  const side = code.size * MODULE;
  expect(jsQR(pixelsOf(code), side, side)?.data).toBe(text);
});
