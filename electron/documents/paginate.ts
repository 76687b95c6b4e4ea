/** Spreads the pieces of a table over pages; pure, so that its promises can be tested for any heights. */

export interface Pages {
  /** Height for pieces on the first page and on every later one. */
  readonly first: number;
  readonly later: number;
  /** Height of the row that carries the sum forward, at the end of a page and at the head of the next. */
  readonly carry: number;
  /** Height of what must follow the last piece on its page: the totals. */
  readonly tail: number;
  /** The first page may stay without a piece, where the head leaves too little room for the first one or for the totals. */
  readonly mayPassFirst?: boolean;
}

/**
 * The indices of the pieces page by page. No page holds more than its height (a single piece higher than a page excepted),
 * and the page with the totals holds at least one piece, so that totals never stand alone.
 */
export function paginate(heights: readonly number[], pages: Pages): number[][] {
  const result: number[][] = [];
  let page: number[] = [];
  let used = 0;
  const room = () => (result.length === 0 ? pages.first : pages.later - pages.carry);
  heights.forEach((height, index) => {
    const isLast = index === heights.length - 1;
    const fits = used + height + (isLast ? pages.tail : pages.carry) <= room();
    const passes = pages.mayPassFirst === true && result.length === 0;
    if (!fits && (page.length > 0 || passes)) {
      result.push(page);
      page = [];
      used = 0;
    }
    page.push(index);
    used += height;
  });
  result.push(page);
  return result;
}
