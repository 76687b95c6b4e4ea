/**
 * Text as outlines, for what PDF text of ours cannot say: scripts whose letters join, change places or run from right to left,
 * and words put over a file that is archived already. HarfBuzz shapes, the bidirectional algorithm (UAX 9) orders.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import bidiFactory from 'bidi-js';
import { SHAPED } from './fonts/coverage.ts';

/** The faces that are drawn as outlines, with the name that OpenType has for their script. */
const SCRIPTS = { hebrew: 'Hebr', arabic: 'Arab', devanagari: 'Deva' } as const;
export type ShapedScript = keyof typeof SCRIPTS;
type OutlineFace = ShapedScript | 'sans-bold' | 'paper-bold';

/** A text drawn as one outline, for a size of one point: its width, and what a PDF paints from base line and left edge. */
export interface Outline {
  readonly width: number;
  /** `M`, `L`, `C` and `Z` with points in parts of an em, y growing upwards. */
  readonly path: readonly PathStep[];
}

export interface PathStep {
  readonly op: 'M' | 'L' | 'C' | 'Z';
  readonly points: readonly number[];
}

export interface Shaper {
  /** One run of one script and direction. */
  outline(text: string, face: OutlineFace, rtl: boolean): Outline;
}

/** A stretch of a line as it stands on paper, from left to right. */
export interface VisualRun {
  readonly text: string;
  /** `null` where the paper's own faces show it. */
  readonly script: ShapedScript | null;
  readonly rtl: boolean;
}

const bidi = bidiFactory();

/** Below it no character needs outlines: most of what is ever written is told so at once. */
const LOWEST_SHAPED = Object.values(SHAPED)
  .flat()
  .reduce((lowest, [first]) => Math.min(lowest, first), Number.POSITIVE_INFINITY);

/** The script that a character needs outlines for, or `null`. */
export function shapedScriptOf(code: number): ShapedScript | null {
  if (code < LOWEST_SHAPED) return null;
  for (const [script, ranges] of Object.entries(SHAPED)) {
    if (ranges.some(([first, last]) => code >= first && code <= last)) return script as ShapedScript;
  }
  return null;
}

/** True when some character of the text needs outlines. */
export function needsShaping(text: string): boolean {
  for (const character of text) if (shapedScriptOf(character.codePointAt(0) ?? 0) !== null) return true;
  return false;
}

/** What the faces of these scripts hold beside their letters. */
const SHARED = /^[ ()[\].,:;!?\-/"'«»]$/;

/** Marks that only say in which direction to go on. */
const DIRECTIONS = /[\u200e\u200f]/g;

/** Signs that join or order letters belong to the run in which they stand. */
const isJoiner = (code: number) => code === 0x200c || code === 0x200d;

interface Character {
  readonly text: string;
  readonly level: number;
  readonly script: ShapedScript | null;
}

/** The characters in the order in which they are stored, each with its direction and script. */
function charactersOf(line: string): Character[] {
  const { levels } = bidi.getEmbeddingLevels(line);
  const characters: Character[] = [];
  let at = 0;
  for (const text of line) {
    const level = levels[at] ?? 0;
    const code = text.codePointAt(0) ?? 0;
    const before = characters.at(-1)?.script ?? null;
    const own = shapedScriptOf(code);
    // Spaces and signs between letters of a run from right to left are drawn with it, mirrored where they have two sides.
    const joins = isJoiner(code) || (level % 2 === 1 && SHARED.test(text));
    const script = own ?? (joins ? before : null);
    // HarfBuzz mirrors what it shapes; what stands outside its runs is mirrored here.
    const isMirrored = level % 2 === 1 && script === null;
    characters.push({
      text: isMirrored ? (bidi.getMirroredCharacter(text) ?? text) : text,
      level,
      script,
    });
    at += text.length;
  }
  return characters;
}

/**
 * Facts side by side in one line that goes from left to right, whatever each of them is written in: without the marks, a
 * number after a name in Arabic would be taken for a part of the name.
 */
export function besideEachOther(parts: readonly string[], separator: string): string {
  const isMixed = parts.some(needsShaping);
  return isMixed ? `\u200e${parts.join(`\u200e${separator}\u200e`)}` : parts.join(separator);
}

/** A line from left to right, as it stands on paper (UAX 9, rule L2). */
export function visualRuns(line: string): VisualRun[] {
  const runs: { text: string; script: ShapedScript | null; level: number }[] = [];
  for (const { text, level, script } of charactersOf(line)) {
    const last = runs.at(-1);
    if (last && last.level === level && last.script === script) last.text += text;
    else runs.push({ text, script, level });
  }
  const highest = runs.reduce((most, { level }) => Math.max(most, level), 0);
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < runs.length; from += 1) {
      let to = from;
      while (to < runs.length && (runs[to]?.level ?? 0) >= level) to += 1;
      if (to > from) runs.splice(from, to - from, ...runs.slice(from, to).reverse());
      from = Math.max(from, to);
    }
  }
  return runs.map(({ text, script, level }) => {
    const rtl = level % 2 === 1;
    const seen = text.replace(DIRECTIONS, '');
    // Nobody turns round what is not shaped.
    return { text: rtl && script === null ? [...seen].reverse().join('') : seen, script, rtl };
  });
}

const NUMBERS = /-?\d+(?:\.\d+)?/g;

/** An SVG path as cubic steps, moved by `x`, `y` and scaled to parts of an em. */
function stepsOf(path: string, x: number, y: number, scale: number): PathStep[] {
  const steps: PathStep[] = [];
  let [atX, atY] = [0, 0];
  const place = (points: readonly number[]) =>
    points.map((value, index) => (value + (index % 2 === 0 ? x : y)) * scale);
  for (const [, letter = '', rest = ''] of path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const points = (rest.match(NUMBERS) ?? []).map(Number);
    const [endX = atX, endY = atY] = points.slice(-2);
    if (letter === 'Q') {
      const [cx = 0, cy = 0] = points;
      const third = (from: number, control: number) => from + (2 / 3) * (control - from);
      const cubic = [third(atX, cx), third(atY, cy), third(endX, cx), third(endY, cy), endX, endY];
      steps.push({ op: 'C', points: place(cubic) });
    } else if (letter === 'Z') {
      steps.push({ op: 'Z', points: [] });
    } else {
      steps.push({ op: letter === 'M' ? 'M' : letter === 'L' ? 'L' : 'C', points: place(points) });
    }
    [atX, atY] = [endX, endY];
  }
  return steps;
}

/** Reads HarfBuzz and, one by one as they are needed, the faces in a folder. */
export async function loadShaper(folder: string): Promise<Shaper> {
  const { Blob, Buffer, Direction, Face, Font, shape } = await import('harfbuzzjs');
  const fonts = new Map<OutlineFace, InstanceType<typeof Font>>();
  const fontOf = (face: OutlineFace) => {
    const known = fonts.get(face) ?? new Font(new Face(new Blob(readFileSync(join(folder, `${face}.ttf`)))));
    fonts.set(face, known);
    return known;
  };
  return {
    outline(text, face, rtl) {
      const font = fontOf(face);
      const buffer = new Buffer();
      buffer.addText(text);
      buffer.setDirection(rtl ? Direction.RTL : Direction.LTR);
      buffer.setScript(face in SCRIPTS ? SCRIPTS[face as ShapedScript] : 'Latn');
      shape(font, buffer);
      const scale = 1 / font.face.upem;
      let x = 0;
      const path: PathStep[] = [];
      for (const glyph of buffer.getGlyphInfosAndPositions()) {
        const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } = glyph;
        path.push(...stepsOf(font.glyphToPath(codepoint), x + xOffset, yOffset, scale));
        x += xAdvance;
      }
      return { width: x * scale, path };
    },
  };
}
