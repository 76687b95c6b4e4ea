/**
 * What makes one template look different from another: type, grid, head, table. All of them are drawn by the same code
 * with the same figures. A look that was released never changes (DO3): another one gets the next number.
 */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { type PaperLayout, paperLayout } from './paper-layout.ts';
import { type Colour, TYPE, type TypeScale, type TypeStyle } from './typography.ts';

export interface Look {
  readonly type: TypeScale;
  readonly layout: (paper: 'A4' | 'Letter') => PaperLayout;
  readonly head: 'classic' | 'letter' | 'modern' | 'compact';
  /** The head of the table on a tint, and a hairline under each line. */
  readonly tint: boolean;
  /** The sum that is due, white on the colour of the office. */
  readonly dueBox: boolean;
  /** Hebrew, Arabic and Devanagari are printed; without it they are marked (ADR 26). */
  readonly shapes: boolean;
  /** Figures as they are written where the customer is: `1’234.50` in Switzerland. */
  readonly regional: boolean;
  /**
   * What belongs together stays together: the total in words right under the totals, the payment code beside the payment
   * details; lines and totals that the head leaves no room begin on the second page (ADR 44).
   */
  readonly joined: boolean;
  /** An Indian invoice over exempt supplies is called what it is; a tax group that is not charged has no shares of nothing. */
  readonly tellsUntaxed: boolean;
  /** Indian papers are called as the CGST Rules call them, and have a place for the signature (ADR 50). */
  readonly indian: boolean;
  /** Of rules and boxes: the office's, else a dark grey. */
  readonly colour: Colour | number;
}

const DARK = 20;

function scale(
  faces: readonly [regular: TypeStyle['face'], bold: TypeStyle['face']],
  body: readonly [size: number, leading: number],
  small: readonly [size: number, leading: number],
  title: readonly [size: number, leading: number],
): TypeScale {
  const [regular, bold] = faces;
  const style = (face: TypeStyle['face'], [size, leading]: readonly [number, number], grey = DARK) => ({
    face,
    size,
    leading,
    grey,
  });
  return {
    body: style(regular, body),
    strong: style(bold, body),
    small: style(regular, small, 85),
    smallStrong: style(bold, small, 85),
    title: style(bold, title),
    due: style(bold, [body[0] + 2, body[1] + 2]),
    figure: style(regular, small),
    tight: style(regular, small),
    name: style(bold, [body[0] + 2, body[1] + 2]),
  };
}

const CLASSIC: Look = {
  type: TYPE,
  layout: paperLayout('classic'),
  head: 'classic',
  tint: false,
  dueBox: false,
  shapes: false,
  regional: false,
  joined: false,
  tellsUntaxed: false,
  indian: false,
  colour: DARK,
};

const SANS = ['sans', 'sansBold'] as const;

const CLASSIC_2: Look = { ...CLASSIC, shapes: true };

const LETTER: Look = {
  ...CLASSIC_2,
  type: scale(SANS, [9.5, 12.5], [7.5, 9.8], [14, 18]),
  layout: paperLayout('letter'),
  head: 'letter',
};

const MODERN: Look = {
  ...CLASSIC_2,
  type: scale(SANS, [9.25, 12.5], [7.5, 10], [22, 26]),
  layout: paperLayout('modern'),
  head: 'modern',
  tint: true,
  dueBox: true,
};

const COMPACT: Look = {
  ...CLASSIC_2,
  type: scale(SANS, [8, 10.2], [6.8, 8.6], [12, 15]),
  layout: paperLayout('compact'),
  head: 'compact',
};

const LATER = { regional: true, joined: true, tellsUntaxed: true } as const;
const NEWEST = { ...LATER, indian: true } as const;

const LOOKS: Readonly<Record<string, Look>> = {
  'classic-1': CLASSIC,
  'classic-2': CLASSIC_2,
  'classic-3': { ...CLASSIC_2, ...LATER },
  'classic-4': { ...CLASSIC_2, ...NEWEST },
  'letter-1': LETTER,
  'letter-2': { ...LETTER, ...LATER },
  'letter-3': { ...LETTER, ...NEWEST },
  'modern-1': MODERN,
  'modern-2': { ...MODERN, ...LATER },
  'modern-3': { ...MODERN, ...NEWEST },
  'compact-1': COMPACT,
  'compact-2': { ...COMPACT, ...LATER },
  'compact-3': { ...COMPACT, ...NEWEST },
};

/** `#1f4e79` as red, green and blue; `null` for anything else. */
export function colourOf(text: string | undefined): Colour | null {
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text ?? '')?.slice(1) ?? [];
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16));
  return parts.length === 3 ? [red, green, blue] : null;
}

/** A tint of a colour, light enough for dark text on it. */
export function paleOf(colour: Colour | number): Colour {
  const parts = typeof colour === 'number' ? ([colour, colour, colour] as const) : colour;
  const pale = (part: number) => Math.round(255 - (255 - part) * 0.09);
  return [pale(parts[0]), pale(parts[1]), pale(parts[2])];
}

/** Black or white, whichever reads better on a colour (weights of sRGB's luma). */
export function inkOn(colour: Colour | number): number {
  const [red, green, blue] = typeof colour === 'number' ? [colour, colour, colour] : colour;
  return 0.299 * red + 0.587 * green + 0.114 * blue > 160 ? DARK : 255;
}

/**
 * The look of a document's template, in the office's colour where it has one.
 * @throws RangeError for a template of a later release: its bytes could not be the right ones (DO3).
 */
export function lookOf({
  template,
  design,
}: Pick<IssuedDocument, 'template'> & Partial<Pick<IssuedDocument, 'design'>>): Look {
  const look = LOOKS[template];
  if (!look) throw new RangeError(`unknown template ${template}`);
  const colour = colourOf(design?.colour);
  if (!colour) return look;
  const { type } = look;
  return { ...look, colour, type: { ...type, title: { ...type.title, colour } } };
}
