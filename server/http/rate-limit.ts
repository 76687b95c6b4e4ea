/** Token buckets: so many requests a second in the long run, so many at once. An idle bucket takes no memory. */
export interface RateLimit {
  /** Takes one token; else how many milliseconds to wait for the next. `now`: milliseconds. */
  take(key: string, now: number): number;
}

export interface Rate {
  readonly perSecond: number;
  readonly atOnce: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets are looked over whenever so many requests have come. */
const SWEEP_EVERY = 1000;

export function makeRateLimit({ perSecond, atOnce }: Rate): RateLimit {
  const buckets = new Map<string, Bucket>();
  let taken = 0;
  const filled = ({ tokens, at }: Bucket, now: number) =>
    Math.min(atOnce, tokens + (Math.max(0, now - at) / 1000) * perSecond);

  const sweep = (now: number) => {
    for (const [key, bucket] of buckets) if (filled(bucket, now) >= atOnce) buckets.delete(key);
  };
  return {
    take(key, now) {
      taken += 1;
      if (taken % SWEEP_EVERY === 0) sweep(now);
      const bucket = buckets.get(key) ?? { tokens: atOnce, at: now };
      bucket.tokens = filled(bucket, now);
      bucket.at = now;
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / perSecond) * 1000);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
