/** A small seeded generator (mulberry32), so that every case can be run again from its seed. */
export interface Random {
  /** An integer from 0 to `below` − 1. */
  below(below: number): number;
  /** True once in `times`. */
  oneIn(times: number): boolean;
  bytes(length: number): Uint8Array;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    below,
    oneIn: (times) => below(times) === 0,
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  };
}
