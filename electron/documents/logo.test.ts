import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MAX_LOGO_BYTES, readLogo } from './logo.ts';

function part(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A black picture of one byte a pixel. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const pixels = deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([
    signature,
    part('IHDR', header),
    part('IDAT', pixels),
    part('IEND', Buffer.alloc(0)),
  ]);
}

const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b080002000301011100ffda0008010100003f00d2cf20ffd9',
  'hex',
);
const reason = (bytes: Uint8Array) => {
  const read = readLogo(bytes);
  return read.ok ? 'read' : read.error.kind === 'refused' ? read.error.reason : read.error.kind;
};

describe('a picture for the logo', () => {
  it('is known by its bytes, with its size', () => {
    expect(readLogo(png(3, 2))).toMatchObject({ ok: true, value: { type: 'png', width: 3, height: 2 } });
    expect(readLogo(JPEG)).toMatchObject({ ok: true, value: { type: 'jpeg', width: 3, height: 2 } });
  });

  it('of too many bytes, 50 MB among them, or of more pixels than fit into memory is refused', () => {
    expect(reason(Buffer.concat([png(3, 2), Buffer.alloc(MAX_LOGO_BYTES)]))).toBe('too-large');
    expect(reason(new Uint8Array(50_000_000))).toBe('too-large');
    expect(reason(png(10_001, 1))).toBe('too-large');
    // 25 million pixels in 24 kB.
    expect(png(5000, 5000).length).toBeLessThan(30_000);
    expect(reason(png(5000, 5000))).toBe('too-large');
  });

  it('that is cut off at any byte, or in which any byte is another, is refused', () => {
    const whole = png(3, 2);
    for (let length = 0; length < whole.length; length += 1)
      expect([length, reason(whole.subarray(0, length))]).toEqual([length, 'unsupported-file']);
    for (let at = 0; at < whole.length; at += 1) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect([at, reason(damaged)]).not.toEqual([at, 'read']);
    }
    expect(reason(JPEG.subarray(0, -1))).toBe('unsupported-file');
    expect(reason(Buffer.from('GIF89a'))).toBe('unsupported-file');
    // Bytes that lie behind the file in memory are none of its own.
    const behind = Buffer.concat([JPEG.subarray(0, 4), Buffer.alloc(100, 0xff)]);
    expect(reason(behind.subarray(0, 4))).toBe('unsupported-file');
    expect(reason(Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(100, 0xff)]).subarray(0, 6))).toBe(
      'unsupported-file',
    );
    expect(reason(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('unsupported-file');
  });
});
