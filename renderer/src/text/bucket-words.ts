/** What an aging bucket is called (AG1): its place follows from the widths and from what is counted. */

export type BucketWords =
  | { readonly key: 'bucket.current' }
  | { readonly key: 'bucket.range'; readonly from: number; readonly to: number }
  | { readonly key: 'bucket.over'; readonly days: number };

/**
 * Words of every bucket in the report's order. By due date: current, 1–30, …, over 90; by issue date there is no
 * "current" and the first begins with the day of issue: 0–30, …, over 90.
 */
export function bucketWords(widths: readonly number[], by: 'due' | 'issue'): BucketWords[] {
  const ranges = widths.map((to, index): BucketWords => {
    const before = widths[index - 1] ?? (by === 'due' ? 0 : -1);
    return { key: 'bucket.range', from: before + 1, to };
  });
  const last: BucketWords = { key: 'bucket.over', days: widths.at(-1) ?? 0 };
  return by === 'due' ? [{ key: 'bucket.current' }, ...ranges, last] : [...ranges, last];
}
