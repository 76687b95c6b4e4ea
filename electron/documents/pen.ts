/** The only place that knows jsPDF: puts text, rules and pictures on pages, in points from the top left corner. */
import { createHash } from 'node:crypto';
import { jsPDF } from 'jspdf';
import { NOT_IN_SANS } from './fonts/coverage.ts';
import { readFacesOnce } from './parsed-faces.ts';
import { needsShaping, type Outline, type Shaper, type VisualRun, visualRuns } from './shaper.ts';
import { type Colour, type PaperFaces, TYPE, type TypeScale, type TypeStyle } from './typography.ts';
import { wrapText } from './wrap-text.ts';

readFacesOnce();

/** A picture to place; `width` and `height` in its own pixels. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

/** Bold letters of a face that has none: drawn with a line of this part of their size. */
const BOLDER = 0.03;

/** A stretch of a line that is drawn in one go, in the face that has its characters. */
interface PenRun extends VisualRun {
  readonly style: TypeStyle;
}

const hex = (code: number) => `\\u{${code.toString(16)}}`;
/** Signs that the sans faces lack and the paper's own have; kept apart by `split`. */
const LACKS_SANS = new RegExp(
  `([${NOT_IN_SANS.map(([first, last]) => `${hex(first)}-${hex(last)}`).join('')}]+)`,
  'u',
);

const TRANSPARENT_SPACES = /[\u00a0\u2000-\u200a\u202f\u205f]/g;

/**
 * The moment that stands in the file: midnight UTC of the day, as a string, because jsPDF writes a `Date` in local time.
 * jsPDF knows the years 1970 to 2037; beyond them the nearest end stands, the paper itself shows the right day.
 */
function creationDate(day: string): string {
  const clamped = day < '1970-01-01' ? '1970-01-01' : day > '2037-12-31' ? '2037-12-31' : day;
  return `D:${clamped.replaceAll('-', '')}000000+00'00'`;
}

export interface PenSettings {
  /** Page size in points. */
  readonly format: readonly [width: number, height: number];
  readonly faces: PaperFaces;
  /** That of `classic-1` unless given. */
  readonly type?: TypeScale;
  /** Draws scripts that PDF text of ours cannot; needed where the document has some. */
  readonly shaper?: Shaper;
  readonly title: string;
  readonly author: string;
  readonly language: 'en-US' | 'en-GB' | 'de-DE';
  readonly day: string;
  /** Everything that the bytes depend on; the file's identifier is its hash, so that equal documents are equal files. */
  readonly identity: string;
}

export class Pen {
  readonly #doc: jsPDF;
  readonly #widths: Record<keyof PaperFaces, Map<string, number>> = {
    regular: new Map(),
    bold: new Map(),
    sans: new Map(),
    sansBold: new Map(),
  };
  readonly #faces: PaperFaces;
  readonly type: TypeScale;
  readonly #shaper: Shaper | null;
  readonly #outlines = new Map<string, Outline>();
  readonly #known = new Set<keyof PaperFaces>(['regular', 'bold']);
  #style: TypeStyle | null = null;

  constructor(settings: PenSettings) {
    const { faces } = settings;
    this.#faces = faces;
    this.type = settings.type ?? TYPE;
    this.#shaper = settings.shaper ?? null;
    this.#doc = new jsPDF({
      unit: 'pt',
      format: [...settings.format],
      orientation: settings.format[0] > settings.format[1] ? 'landscape' : 'portrait',
      compress: true,
      putOnlyUsedFonts: true,
      floatPrecision: 3,
    });
    this.#doc.addFileToVFS('regular.ttf', faces.regular);
    this.#doc.addFont('regular.ttf', 'Paper', 'normal');
    this.#doc.addFileToVFS('bold.ttf', faces.bold);
    this.#doc.addFont('bold.ttf', 'Paper', 'bold');
    const hash = createHash('sha256').update(settings.identity).digest('hex');
    this.#doc.setFileId(hash.slice(0, 32).toUpperCase());
    this.#doc.setCreationDate(creationDate(settings.day));
    this.#doc.setProperties({ title: settings.title, author: settings.author, creator: 'Counterfoil' });
    this.#doc.setLanguage(settings.language);
    this.#doc.viewerPreferences({ DisplayDocTitle: true, PrintScaling: 'None' });
  }

  /** Width of one line in points. Lines are made of few different words, so each is measured once. */
  width(text: string, style: TypeStyle): number {
    const runs = this.#runs(text, style);
    if (runs) return runs.reduce((sum, run) => sum + this.#runWidth(run, style), 0);
    return this.#plainWidth(text, style);
  }

  #plainWidth(text: string, style: TypeStyle): number {
    const known = this.#widths[style.face];
    let width = known.get(text);
    if (width === undefined) {
      this.#use(style);
      width = this.#doc.getStringUnitWidth(text, { fontSize: 1, charSpace: 0 });
      known.set(text, width);
    }
    return width * style.size;
  }

  /** Lines of `text` that fit into `width` points. */
  wrap(text: string, width: number, style: TypeStyle): string[] {
    return wrapText(text, width, (part) => this.width(part, style));
  }

  /** One line, `y` being its base line; `right` and `center` align at `x`. */
  text(
    text: string,
    x: number,
    y: number,
    style: TypeStyle,
    align: 'left' | 'right' | 'center' = 'left',
  ): void {
    if (text === '') return;
    const shift = align === 'left' ? 0 : this.width(text, style) / (align === 'right' ? 1 : 2);
    const runs = this.#runs(text, style);
    if (!runs) this.#plainText(text, x - shift, y, style);
    let at = x - shift;
    for (const run of runs ?? []) {
      if (run.script === null) this.#plainText(run.text, at, y, run.style);
      else this.#outline(run, at, y, style);
      at += this.#runWidth(run, style);
    }
  }

  #plainText(text: string, x: number, y: number, style: TypeStyle): void {
    this.#use(style);
    this.#doc.text(text.replace(TRANSPARENT_SPACES, ' '), x, y);
  }

  /** What a line is drawn of from left to right; `null` for one that is plain text of one face. */
  #runs(text: string, style: TypeStyle): PenRun[] | null {
    const isSans = style.face === 'sans' || style.face === 'sansBold';
    const visual = needsShaping(text) ? visualRuns(text) : null;
    if (!visual && !(isSans && LACKS_SANS.test(text))) return null;
    const other: TypeStyle = { ...style, face: style.face === 'sansBold' ? 'bold' : 'regular' };
    return (visual ?? [{ text, script: null, rtl: false }]).flatMap((run): PenRun[] => {
      if (run.script !== null || !isSans) return [{ ...run, style }];
      return run.text
        .split(LACKS_SANS)
        .filter((part) => part !== '')
        .map((part) => ({ ...run, text: part, style: LACKS_SANS.test(part) ? other : style }));
    });
  }

  #shaped(run: PenRun): Outline {
    const key = `${run.rtl} ${run.text}`;
    const outline =
      this.#outlines.get(key) ?? this.#shaper?.outline(run.text, run.script ?? 'hebrew', run.rtl);
    if (!outline) throw new Error('a text that needs shaping, and nobody to do it');
    this.#outlines.set(key, outline);
    return outline;
  }

  #runWidth(run: PenRun, style: TypeStyle): number {
    return run.script === null ? this.#plainWidth(run.text, run.style) : this.#shaped(run).width * style.size;
  }

  /** Paints a run as outlines, with what it says beside them for whoever copies or searches it (ISO 32000-1, 14.9.4). */
  #outline(run: PenRun, x: number, y: number, style: TypeStyle): void {
    const doc = this.#doc;
    const spoken = Buffer.from(`\ufeff${run.text}`, 'utf16le').swap16().toString('hex').toUpperCase();
    const raw = doc.internal as unknown as { write(operators: string): void };
    raw.write(`/Span << /ActualText <${spoken}> >> BDC`);
    // Readers look for the words where a letter stands: a space will do.
    this.#plainText(' ', x, y, style);
    const [red, green, blue] = style.colour ?? [style.grey, style.grey, style.grey];
    const isBold = style.face === 'bold' || style.face === 'sansBold';
    doc.setFillColor(red, green, blue);
    doc.setDrawColor(red, green, blue);
    doc.setLineWidth(style.size * BOLDER);
    for (const { op, points } of this.#shaped(run).path) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = points.map((value, index) =>
        index % 2 === 0 ? x + value * style.size : y - value * style.size,
      );
      if (op === 'M') doc.moveTo(a, b);
      else if (op === 'L') doc.lineTo(a, b);
      else if (op === 'C') doc.curveTo(a, b, c, d, e, f);
      else doc.close();
    }
    if (isBold) doc.fillStroke();
    else doc.fill();
    raw.write('EMC');
  }

  /** Lines below each other from base line `y`; answers the base line after the last. */
  lines(
    lines: readonly string[],
    x: number,
    y: number,
    style: TypeStyle,
    align: 'left' | 'right' = 'left',
  ): number {
    let at = y;
    for (const line of lines) {
      this.text(line, x, at, style, align);
      at += style.leading;
    }
    return at;
  }

  /** A thin rule; `grey` 0 is black. */
  rule(x1: number, x2: number, y: number, weight = 0.4, grey = 150): void {
    this.#doc.setLineWidth(weight);
    this.#doc.setDrawColor(grey);
    this.#doc.line(x1, y, x2, y);
  }

  /** A dashed line from one point to another, where a slip is torn off. */
  perforation(x1: number, y1: number, x2: number, y2: number): void {
    this.#doc.setLineWidth(0.5);
    this.#doc.setDrawColor(90);
    this.#doc.setLineDashPattern([2, 2], 0);
    this.#doc.line(x1, y1, x2, y2);
    this.#doc.setLineDashPattern([], 0);
  }

  /** Lines through corner points, each a list of x and y in turn. */
  strokes(lines: readonly (readonly number[])[], weight: number): void {
    this.#doc.setLineWidth(weight);
    this.#doc.setDrawColor(0);
    for (const points of lines) {
      for (let at = 0; at + 3 < points.length; at += 2) {
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(at, at + 4);
        this.#doc.line(x1, y1, x2, y2);
      }
    }
  }

  /** A filled rectangle of a colour, or of a grey of which 0 is black. */
  box(x: number, y: number, width: number, height: number, colour: number | Colour): void {
    const [red, green, blue] = typeof colour === 'number' ? [colour, colour, colour] : colour;
    this.#doc.setFillColor(red, green, blue);
    this.#doc.rect(x, y, width, height, 'F');
  }

  /** A word across the page, pale and behind nothing: for papers that are not the document itself. */
  watermark(text: string, format: readonly [width: number, height: number]): void {
    const [width, height] = format;
    const style: TypeStyle = { face: 'bold', size: 96, leading: 0, grey: 238 };
    const half = this.width(text, style) / 2;
    this.#use(style);
    // Turned by 45° about its start, so that the middle of the word lies in the middle of the page.
    const shift = half * Math.SQRT1_2;
    this.#doc.text(text, width / 2 - shift + style.size / 4, height / 2 + shift + style.size / 4, {
      angle: 45,
    });
  }

  /**
   * A picture inside a box, keeping its proportions, at the box's top left or top right corner. Answers false, having drawn nothing,
   * when the file cannot be read as what it claims to be.
   */
  picture(
    picture: Picture,
    x: number,
    y: number,
    width: number,
    height: number,
    side: 'left' | 'right' = 'left',
  ): boolean {
    const scale = Math.min(width / picture.width, height / picture.height);
    if (!(scale > 0) || !Number.isFinite(scale)) return false;
    try {
      const kind = picture.type === 'png' ? 'PNG' : 'JPEG';
      this.#doc.addImage(
        picture.bytes,
        kind,
        side === 'left' ? x : x - picture.width * scale,
        y,
        picture.width * scale,
        picture.height * scale,
        'logo',
        'SLOW',
      );
      return true;
    } catch {
      return false;
    }
  }

  addPage(): void {
    this.#doc.addPage();
  }

  get pages(): number {
    return this.#doc.getNumberOfPages();
  }

  /** Goes back to a page, counted from 1, to finish its foot. */
  turnTo(page: number): void {
    this.#doc.setPage(page);
  }

  /** The file. */
  bytes(): Uint8Array {
    return new Uint8Array(this.#doc.output('arraybuffer'));
  }

  #use(style: TypeStyle): void {
    if (this.#style === style) return;
    if (this.#style?.face !== style.face) this.#setFace(style.face);
    if (this.#style?.size !== style.size) this.#doc.setFontSize(style.size);
    if (style.colour) this.#doc.setTextColor(...style.colour);
    else this.#doc.setTextColor(style.grey);
    this.#style = style;
  }

  #setFace(face: keyof PaperFaces): void {
    const isSans = face === 'sans' || face === 'sansBold';
    const weight = face === 'bold' || face === 'sansBold' ? 'bold' : 'normal';
    if (!this.#known.has(face)) {
      this.#doc.addFileToVFS(`${face}.ttf`, this.#faces[face]);
      this.#doc.addFont(`${face}.ttf`, 'Sans', weight);
      this.#known.add(face);
    }
    this.#doc.setFont(isSans ? 'Sans' : 'Paper', weight);
  }
}
