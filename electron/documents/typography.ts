/** Faces, sizes and colours of what stands on paper; apart from the pen, so that who only knows of them does not load it. */

/** The two faces as the file's bytes in a string, one character a byte, which is how jsPDF takes them without a copy. */
export interface PaperFaces {
  readonly regular: string;
  readonly bold: string;
  /** The face of payment slips, whose rules name four; this one has the measures of two of them. */
  readonly sans: string;
  readonly sansBold: string;
}

export interface TypeStyle {
  readonly face: keyof PaperFaces;
  /** Size and distance between base lines, in points. */
  readonly size: number;
  readonly leading: number;
  /** 0 is black, 255 is white. */
  readonly grey: number;
  /** In place of the grey. */
  readonly colour?: Colour;
}

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The styles of a template, by what they are for. */
export interface TypeScale {
  readonly body: TypeStyle;
  readonly strong: TypeStyle;
  readonly small: TypeStyle;
  readonly smallStrong: TypeStyle;
  readonly title: TypeStyle;
  /** The sum that the customer looks for. */
  readonly due: TypeStyle;
  /** Figures of the tax table. */
  readonly figure: TypeStyle;
  /** Lines whose figures leave the description no room. */
  readonly tight: TypeStyle;
  /** A seller's name that would fill more than two lines of the title's size. */
  readonly name: TypeStyle;
}

/** Two sizes and a title, no more: the type of `classic-1`, and of reports. */
export const TYPE = {
  body: { face: 'regular', size: 8.5, leading: 12, grey: 20 },
  strong: { face: 'bold', size: 8.5, leading: 12, grey: 20 },
  small: { face: 'regular', size: 7, leading: 9.6, grey: 85 },
  smallStrong: { face: 'bold', size: 7, leading: 9.6, grey: 85 },
  title: { face: 'bold', size: 16, leading: 20, grey: 20 },
  due: { face: 'bold', size: 10.5, leading: 14, grey: 20 },
  figure: { face: 'regular', size: 7, leading: 9.6, grey: 20 },
  tight: { face: 'regular', size: 7, leading: 9.6, grey: 20 },
  name: { face: 'bold', size: 10.5, leading: 14, grey: 20 },
} as const satisfies TypeScale;
