import { describe, expect, it } from 'vitest';
import { POINT, scaleFor, widestOf, zoomStep } from './page-scale.ts';

const A4 = { width: 595.28, height: 841.89 };

describe('scale of PDF pages', () => {
  it('fits the widest page to the view and stops at 160 %', () => {
    expect(scaleFor('width', 500, widestOf([A4, { width: 400, height: 500 }])) * A4.width).toBeCloseTo(500);
    expect(scaleFor('width', 5000, A4.width)).toBeCloseTo(1.6 * POINT);
  });

  it('has a scale before the view or the pages are measured', () => {
    expect(scaleFor('width', 0, A4.width)).toBe(POINT);
    expect(scaleFor('width', 500, widestOf([]))).toBe(POINT);
    expect(scaleFor(1.5, 0, 0)).toBe(1.5 * POINT);
  });

  it('steps in and out from any scale and ends at both ends', () => {
    expect(zoomStep(0.9 * POINT, 1)).toBe(1);
    expect(zoomStep(0.9 * POINT, -1)).toBe(0.8);
    expect(zoomStep(1 * POINT, 1)).toBe(1.25);
    expect(zoomStep(9 * POINT, 1)).toBe(3);
    expect(zoomStep(0.1 * POINT, -1)).toBe(0.5);
  });
});
