/** The chain over a company's one order (SY3): whoever has followed it notices rewritten history. */
import { type Sha256, toHex } from '../events/commit.ts';

const utf8 = new TextEncoder();
const TWO_32 = 0x1_0000_0000;

/** The chain before place 1, hex. */
export function firstCompanyChain(company: string, sha256: Sha256): string {
  return toHex(sha256(utf8.encode(`counterfoil-company-1\n${company}`)));
}

/**
 * The chain after a commit, hex: SHA-256(chain before ‖ place ‖ received ‖ author hash), the two numbers as unsigned
 * 64-bit integers, big endian. Chain and author hash are taken as hex digits.
 */
export function nextCompanyChain(
  before: string,
  commit: { readonly sequence: number; readonly received: number; readonly hash: string },
  sha256: Sha256,
): string {
  const bytes = new Uint8Array(80);
  writeHex(bytes, 0, before);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of [
    [32, commit.sequence],
    [40, commit.received],
  ] as const) {
    view.setUint32(at, Math.floor(value / TWO_32));
    view.setUint32(at + 4, value % TWO_32);
  }
  writeHex(bytes, 48, commit.hash);
  return toHex(sha256(bytes));
}

function writeHex(into: Uint8Array, at: number, hex: string): void {
  for (let index = 0; index < 32; index += 1) {
    into[at + index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  }
}
