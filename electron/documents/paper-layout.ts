/** The grid of template `classic-1`: where things stand on A4 and Letter, in points from the top left corner. */

export const MM = 72 / 25.4;
const INCH = 72;

export interface PaperLayout {
  readonly format: readonly [width: number, height: number];
  /** Left and right edge of everything that is printed. */
  readonly left: number;
  readonly right: number;
  /** Where the right column begins: seller, references, totals. */
  readonly column: number;
  /** Upper edge of the first line on every page. */
  readonly top: number;
  /** The window of the envelope: the buyer's address must lie between these. */
  readonly addressTop: number;
  readonly addressBottom: number;
  readonly addressWidth: number;
  /** Whether the sender stands in one small line above the address, as German envelopes expect. */
  readonly returnLine: boolean;
  /** Upper edge of the references in the right column. */
  readonly referencesTop: number;
  /** Base line of the last line on every page; nothing lies within 15 mm of the edge. */
  readonly footBase: number;
}

/** A4 after DIN 5008 form B (address zone 62.7–90 mm from the top, 25 mm from the left); DL windows show the same zone. */
const A4: PaperLayout = {
  format: [595.28, 841.89],
  left: 25 * MM,
  right: 595.28 - 20 * MM,
  column: 125 * MM,
  top: 16 * MM,
  addressTop: 62.7 * MM,
  addressBottom: 90 * MM,
  addressWidth: 80 * MM,
  returnLine: true,
  referencesTop: 50 * MM,
  footBase: 841.89 - 16 * MM,
};

/**
 * Letter for a #10 window envelope: the window is 4½ × 1⅛ inches, ⅞ from the left and ½ from the bottom of the envelope,
 * so that 2.05 to 2.95 inches of the upper third stay in sight however the sheet slides.
 */
const LETTER: PaperLayout = {
  format: [612, 792],
  left: 0.9 * INCH,
  right: 612 - 0.75 * INCH,
  column: 4.95 * INCH,
  top: 0.65 * INCH,
  addressTop: 2.05 * INCH,
  addressBottom: 2.95 * INCH,
  addressWidth: 3.4 * INCH,
  returnLine: false,
  referencesTop: 1.95 * INCH,
  footBase: 792 - 0.65 * INCH,
};

/** The sheet turned, for tables with many columns; it has no window and no right column to keep. */
export function landscape(layout: PaperLayout): PaperLayout {
  const [width, height] = layout.format;
  return {
    ...layout,
    format: [height, width],
    right: height - (width - layout.right),
    footBase: width - (height - layout.footBase),
  };
}

/** The grid for a paper. */
export function paperLayout(paper: 'A4' | 'Letter'): PaperLayout {
  return paper === 'Letter' ? LETTER : A4;
}
