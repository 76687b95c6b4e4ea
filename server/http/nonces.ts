/** Requests that were answered already, for as long as their time would still be taken. */
export interface Nonces {
  /** False when this device has used the nonce before. `now`: UTC milliseconds. */
  use(device: string, nonce: string, now: number): boolean;
}

/** Digits of the hash of device and nonce that are kept: 52 bits, exact in a number, a few bytes each. */
const HEX_DIGITS = 13;

/** `life`: how long a nonce must be remembered at least, in milliseconds. */
export function makeNonces(life: number, hash: (text: string) => string): Nonces {
  let young = new Set<number>();
  let old = new Set<number>();
  let turn = 0;
  return {
    use(device, nonce, now) {
      if (now - turn > life) {
        old = now - turn > 2 * life ? new Set() : young;
        young = new Set();
        turn = now;
      }
      const mark = Number.parseInt(hash(`${device} ${nonce}`).slice(0, HEX_DIGITS), 16);
      if (young.has(mark) || old.has(mark)) return false;
      young.add(mark);
      return true;
    },
  };
}
