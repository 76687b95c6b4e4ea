/** Base64 (RFC 4648, section 4) without help of the runtime, since shared code has none of it. Strict when reading. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = '='.charCodeAt(0);
const CODES = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const NONE = 255;
const ascii = new TextDecoder();

const VALUES = new Uint8Array(128).fill(NONE);
for (const [value, code] of CODES.entries()) VALUES[code] = value;

export function toBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let at = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const one = bytes[from] as number;
    const two = bytes[from + 1] ?? 0;
    const three = bytes[from + 2] ?? 0;
    codes[at] = CODES[one >> 2] as number;
    codes[at + 1] = CODES[((one & 3) << 4) | (two >> 4)] as number;
    codes[at + 2] = from + 1 < bytes.length ? (CODES[((two & 15) << 2) | (three >> 6)] as number) : PAD;
    codes[at + 3] = from + 2 < bytes.length ? (CODES[three & 63] as number) : PAD;
    at += 4;
  }
  return ascii.decode(codes);
}

const valueAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code < VALUES.length ? (VALUES[code] as number) : NONE;
};

/** The bytes; `undefined` unless the text is exactly what `toBase64` would write for them. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let written = 0;
  for (let at = 0; at < text.length; at += 4) {
    const last = at + 4 === text.length ? padding : 0;
    const one = valueAt(text, at);
    const two = valueAt(text, at + 1);
    const three = last === 2 ? 0 : valueAt(text, at + 2);
    const four = last > 0 ? 0 : valueAt(text, at + 3);
    if ((one | two | three | four) > 63) return undefined;
    // Bits that the padding cuts off must be zero, or two texts would mean the same bytes.
    if ((last === 2 && (two & 15) !== 0) || (last === 1 && (three & 3) !== 0)) return undefined;
    bytes[written] = (one << 2) | (two >> 4);
    if (last < 2) bytes[written + 1] = ((two & 15) << 4) | (three >> 2);
    if (last < 1) bytes[written + 2] = ((three & 3) << 6) | four;
    written += 3;
  }
  return bytes;
}
