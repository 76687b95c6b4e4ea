/**
 * Copies of an archived paper (DO7): the file's own bytes stay as they are and in front, its pages are named again for each
 * copy with the stamp's words painted before their content. Same input, same bytes.
 */
import { appendObjects, dictionary, dictionaryOf, readPlain, stream } from './pdf-update.ts';
import type { Outline, Shaper } from './shaper.ts';

/** One copy of all pages: what stands above them, and whether it says that it is paid. */
export interface CopyMarks {
  /** Words in the upper margin: `Copy`, `Duplicate for transporter`. Empty for a paper without a stamp. */
  readonly head: string;
  /** Pale, behind the first page; empty for none. */
  readonly paid: string;
}

const MM = 72 / 25.4;
const HEAD_SIZE = 9;
/** Base line of the stamp under the upper edge: between the 8 mm that printers leave out and the head of any template. */
const HEAD_BASE = 11 * MM;
const HEAD_RIGHT = 18 * MM;
const PAID_SIZE = 64;
const PAID_GREY = 0.9;
const TURN = Math.PI / 6;

const digits = (value: number) => String(Math.round(value * 1000) / 1000);

/** Painting operators for an outline at `x`, `y` (from the lower left), turned about that point. */
function paint({ path }: Outline, size: number, x: number, y: number, angle: number): string {
  const [cos, sin] = [Math.cos(angle) * size, Math.sin(angle) * size];
  const at = (points: readonly number[]) => {
    const placed: string[] = [];
    for (let index = 0; index + 1 < points.length; index += 2) {
      const [px = 0, py = 0] = points.slice(index, index + 2);
      placed.push(digits(x + px * cos - py * sin), digits(y + px * sin + py * cos));
    }
    return placed.join(' ');
  };
  const letters = { M: 'm', L: 'l', C: 'c', Z: 'h' } as const;
  return `${path.map(({ op, points }) => `${at(points)} ${letters[op]}`.trim()).join('\n')}\nf\n`;
}

function stampOf(marks: CopyMarks, isFirst: boolean, width: number, height: number, shaper: Shaper): string {
  let painted = '';
  if (marks.paid !== '' && isFirst) {
    const words = shaper.outline(marks.paid, 'sans-bold', false);
    const size = Math.min(PAID_SIZE, (width * 0.8) / words.width);
    const half = (words.width * size) / 2;
    const [x, y] = [width / 2 - half * Math.cos(TURN), height / 2 - half * Math.sin(TURN)];
    painted += `${PAID_GREY} g\n${paint(words, size, x, y, TURN)}`;
  }
  if (marks.head !== '') {
    const words = shaper.outline(marks.head, 'sans-bold', false);
    const size = Math.min(HEAD_SIZE, (width - 2 * HEAD_RIGHT) / words.width);
    painted += `0.15 g\n${paint(words, size, width - HEAD_RIGHT - words.width * size, height - HEAD_BASE, 0)}`;
  }
  return painted;
}

/** A page of the file: its dictionary's parts that a copy keeps. */
interface Page {
  readonly object: number;
  readonly contents: string;
  readonly rest: string;
  readonly width: number;
  readonly height: number;
}

function pageOf(inside: string, object: number): Page {
  const contents = /\/Contents (\d+ 0 R)/.exec(inside)?.[1];
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(inside);
  if (contents === undefined || !box) throw new Error('not a PDF of this program');
  const rest = inside.replace(/\/Contents \d+ 0 R/, '').trim();
  return { object, contents, rest, width: Number(box[1]), height: Number(box[2]) };
}

/**
 * The file with one set of its pages for each of `copies`, in order. One copy without any mark is the file itself.
 * @throws Error when the PDF is not one that this program wrote.
 */
export function stampCopies(pdf: Uint8Array, copies: readonly CopyMarks[], shaper: Shaper): Uint8Array {
  const isUnmarked = ({ head, paid }: CopyMarks) => head === '' && paid === '';
  if (copies.length === 1 && copies.every(isUnmarked)) return pdf;
  const plain = readPlain(pdf);
  const tree = Number(/\/Pages (\d+) 0 R/.exec(plain.catalog)?.[1]);
  const kids = /\/Kids \[([^\]]*)\]/.exec(dictionaryOf(plain, tree))?.[1] ?? '';
  const pages = [...kids.matchAll(/(\d+) 0 R/g)].map(([, object]) =>
    pageOf(dictionaryOf(plain, Number(object)), Number(object)),
  );
  let next = plain.size;
  const objects: (readonly [number, Buffer])[] = [];
  const named: number[] = [];
  copies.forEach((marks, copy) => {
    pages.forEach((page, index) => {
      const stamp = stampOf(marks, index === 0, page.width, page.height, shaper);
      let contents = page.contents;
      if (stamp !== '') {
        objects.push([next, stream('', Buffer.from(`q\n${stamp}Q\n`, 'latin1'))]);
        contents = `[${next} 0 R ${page.contents}]`;
        next += 1;
      }
      // The pages of the first copy keep their numbers, so that what points at them still does.
      const object = copy === 0 ? page.object : next;
      if (copy > 0) next += 1;
      named.push(object);
      if (copy > 0 || stamp !== '') objects.push([object, dictionary(`${page.rest}\n/Contents ${contents}`)]);
    });
  });
  const list = named.map((object) => `${object} 0 R`).join(' ');
  objects.push([tree, dictionary(`/Type /Pages\n/Kids [${list}]\n/Count ${named.length}`)]);
  const seed = Buffer.from(JSON.stringify(copies), 'utf8');
  return appendObjects(plain, objects, next, seed);
}
