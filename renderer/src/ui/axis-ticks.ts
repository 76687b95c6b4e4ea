/** Where a chart's axis is marked (pure). */

const STEPS = [1, 2, 5, 10] as const;

/**
 * Round marks from 0 to the first that is not below `most`, about `count` of them beside 0. Heights only, so plain
 * numbers do; `most` in the unit of the axis.
 */
export function axisTicks(most: number, count: number): number[] {
  if (!(most > 0)) return [0];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}
