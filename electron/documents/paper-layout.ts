/** The grids of the templates: where things stand on A4 and Letter, in points from the top left corner. */

export const MM = 72 / 25.4;
const INCH = 72;
/** What sheets with a printed head have on them at most, from the upper edge (DIN 5008 form B). */
export const PRINTED_HEAD = 45 * MM;

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
  /** Base line of the last line on every page; nothing that must be read lies within 10 mm of the edge. */
  readonly footBase: number;
  /** Heights of the marks for folding, and of the longer one for the punch, where a sheet has them. */
  readonly folds?: readonly number[];
  readonly punch?: number;
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

/** DIN 5008 form B to the millimetre: address field 45–90 mm, information block from 50 mm, folds at 105 and 210 mm. */
const A4_LETTER: PaperLayout = {
  ...A4,
  top: 15 * MM,
  addressWidth: 75 * MM,
  footBase: 841.89 - 13 * MM,
  folds: [105 * MM, 210 * MM],
  punch: 148.5 * MM,
};

/**
 * A #10 window envelope shows 2.05 to 3.15 inches of the sheet when it lies on the envelope's foot, 2.5 to 3.6 when it
 * hangs from its top: four lines from 2.5 inches stay in sight either way, longer addresses grow upwards.
 */
const LETTER_LETTER: PaperLayout = {
  ...LETTER,
  addressTop: 2.47 * INCH,
  addressBottom: 3.17 * INCH,
  addressWidth: 3.35 * INCH,
  folds: [(11 / 3) * INCH, (22 / 3) * INCH],
};

const A4_MODERN: PaperLayout = { ...A4, left: 20 * MM, right: 595.28 - 18 * MM, column: 122 * MM };
const LETTER_MODERN: PaperLayout = { ...LETTER, left: 0.9 * INCH, right: 612 - 0.7 * INCH };

/** No window: everything about the parties stands in one band, so that a page holds as many lines as it can. */
const A4_COMPACT: PaperLayout = {
  ...A4,
  left: 14 * MM,
  right: 595.28 - 14 * MM,
  column: 122 * MM,
  top: 12 * MM,
  footBase: 841.89 - 12 * MM,
};
const LETTER_COMPACT: PaperLayout = {
  ...LETTER,
  left: 0.55 * INCH,
  right: 612 - 0.55 * INCH,
  column: 4.9 * INCH,
  top: 0.5 * INCH,
  footBase: 792 - 0.5 * INCH,
};

const GRIDS = {
  classic: { A4, Letter: LETTER },
  letter: { A4: A4_LETTER, Letter: LETTER_LETTER },
  modern: { A4: A4_MODERN, Letter: LETTER_MODERN },
  compact: { A4: A4_COMPACT, Letter: LETTER_COMPACT },
};

/** The grid of a template for a paper. */
export const paperLayout =
  (grid: keyof typeof GRIDS) =>
  (paper: 'A4' | 'Letter'): PaperLayout =>
    GRIDS[grid][paper];
