/** Medians and 99th percentiles of times in milliseconds. */

export interface Spread {
  readonly median: number;
  readonly p99: number;
  readonly runs: number;
}

export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export function spread(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: at(sorted, 0.5), p99: at(sorted, 0.99), runs: sorted.length };
}

/** Times `work` for each of `runs` calls. */
export async function timed(runs: number, work: (run: number) => unknown): Promise<Spread> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work(run);
    times.push(performance.now() - start);
  }
  return spread(times);
}
