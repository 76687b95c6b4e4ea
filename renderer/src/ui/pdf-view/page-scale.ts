/** How large pages are shown: fitted to the width, or by a factor of the paper's own size. */
import type { PageSize } from './use-pdf.ts';

export type Zoom = 'width' | number;

/** CSS pixels per point at 100 %. */
export const POINT = 96 / 72;

const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
const LEAST = 0.2;

/** CSS pixels per point for a zoom in a view of `width` pixels; fitting never enlarges beyond 160 %. */
export function scaleFor(zoom: Zoom, width: number, widest: number): number {
  if (zoom !== 'width') return zoom * POINT;
  if (width <= 0 || widest <= 0) return POINT;
  return Math.min(Math.max(width / widest, LEAST), 1.6 * POINT);
}

/** The next step in or out from the present scale. */
export function zoomStep(scale: number, by: 1 | -1): number {
  const now = scale / POINT;
  if (by === 1) return STEPS.find((step) => step > now + 0.01) ?? (STEPS.at(-1) as number);
  return STEPS.findLast((step) => step < now - 0.01) ?? (STEPS[0] as number);
}

/** Widest of the pages in points, 0 without pages. */
export const widestOf = (pages: readonly PageSize[]): number =>
  Math.max(0, ...pages.map(({ width }) => width));
