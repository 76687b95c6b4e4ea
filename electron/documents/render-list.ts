/** An exported list on paper: a table as wide as the sheet, over as many pages as it takes. */
import type { Day } from '../../shared/domain/money.ts';
import type { ProfileCode } from '../../shared/domain/profile.ts';
import { type Cell, type Column, isMoney, type Row } from './export/list-table.ts';
import { PrintableText } from './missing-characters.ts';
import { drawCounts } from './page-counts.ts';
import { type PaperFormat, paperFormat } from './paper-format.ts';
import { landscape, type PaperLayout, paperLayout } from './paper-layout.ts';
import { paperWords } from './paper-words.ts';
import { Pen } from './pen.ts';
import { type PaperFaces, TYPE, type TypeStyle } from './typography.ts';

export interface ListPaper {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly company: string;
  readonly profile: ProfileCode;
  readonly language: 'en' | 'de';
  readonly paper: 'A4' | 'Letter';
  /** The day on which it was made. */
  readonly day: Day;
}

const GAP = 8;
const ROW_GAP = 3;
const HEAD_HEIGHT = 18;
/** A column of typed text is at least this wide, and is broken into lines beyond its share of the sheet. */
const LEAST_TEXT = 60;
/** Rows by which the widths of columns are measured; one that is wider all the same is broken into lines. */
const MEASURED = 500;
const CELL: TypeStyle = { ...TYPE.small, grey: 20 };

interface Place {
  readonly left: number;
  readonly width: number;
}

/** Columns of figures and codes get what they need, those of typed text share the rest. */
function placesOf(
  pen: Pen,
  layout: PaperLayout,
  heads: readonly string[],
  paper: ListPaper,
  texts: string[][],
) {
  const room = layout.right - layout.left - GAP * (heads.length - 1);
  const needs = heads.map((head, column) =>
    texts
      .slice(0, MEASURED)
      .reduce(
        (width, row) => Math.max(width, pen.width(row[column] ?? '', CELL)),
        pen.width(head, TYPE.smallStrong),
      ),
  );
  const isText = paper.columns.map(({ kind }) => kind === 'text');
  const fixed = needs.reduce((all, need, column) => (isText[column] ? all : all + need), 0);
  const wanted = needs.reduce((all, need, column) => (isText[column] ? all + need : all), 0);
  const share = wanted === 0 ? 1 : Math.min(1, Math.max(0, room - fixed) / wanted);
  let left = layout.left;
  const places = needs.map((need, column): Place => {
    const width = isText[column] ? Math.max(LEAST_TEXT, need * share) : need;
    const place = { left, width };
    left += width + GAP;
    return place;
  });
  return { places, fits: left - GAP <= layout.right + 0.5 };
}

function written(cell: Cell, { kind }: Column, format: PaperFormat, printable: PrintableText): string {
  if (cell === null || cell === '') return '';
  if (isMoney(cell)) return format.amount(cell.amount, cell.currency);
  if (kind === 'day') return format.day(cell);
  if (kind === 'decimal') return format.decimal(cell);
  return printable.show(cell.replace(/\s+/g, ' '));
}

/** The sheet is turned where the columns need it. Amounts are the list's own; nothing is added up here (TX9). */
export function renderList(paper: ListPaper, faces: PaperFaces): Uint8Array {
  const { columns, profile, language } = paper;
  const format = paperFormat(profile, language);
  const printable = new PrintableText(language);
  const heads = columns.map(({ head }) => head);
  const texts = paper.rows.map((row) =>
    columns.map((column, index) => written(row[index] ?? null, column, format, printable)),
  );
  const penOn = (layout: PaperLayout) =>
    new Pen({
      format: layout.format,
      faces,
      title: paper.title,
      author: paper.company,
      language: language === 'de' ? 'de-DE' : profile === 'US' ? 'en-US' : 'en-GB',
      day: paper.day,
      identity: JSON.stringify(paper),
    });
  let layout = paperLayout('classic')(paper.paper);
  let pen = penOn(layout);
  let found = placesOf(pen, layout, heads, paper, texts);
  if (!found.fits) {
    layout = landscape(layout);
    pen = penOn(layout);
    found = placesOf(pen, layout, heads, paper, texts);
  }
  const { places } = found;
  const bottom = layout.footBase - TYPE.small.leading - 8;
  const isRight = columns.map(({ kind }) => kind === 'amount' || kind === 'decimal');
  const put = (text: string, column: number, base: number, style: TypeStyle): void => {
    const place = places[column];
    if (!place) return;
    if (isRight[column]) pen.text(text, place.left + place.width, base, style, 'right');
    else pen.text(text, place.left, base, style);
  };
  let y = layout.top;
  const drawHead = (): void => {
    for (const [column, head] of heads.entries()) put(head, column, y + TYPE.small.size, TYPE.smallStrong);
    pen.rule(layout.left, layout.right, y + TYPE.small.size + 5, 0.6, 90);
    y += HEAD_HEIGHT;
  };
  pen.text(paper.title, layout.left, y + TYPE.title.size, TYPE.title);
  y += TYPE.title.size + 18;
  pen.text(`${printable.show(paper.company)} · ${format.day(paper.day)}`, layout.left, y, TYPE.body);
  y += 22;
  drawHead();
  for (const row of texts) {
    // Half a point more than measured, so that what was measured is not broken by a rounding.
    const lines = row.map((text, column) => pen.wrap(text, (places[column]?.width ?? 0) + 0.5, CELL));
    const height = Math.max(1, ...lines.map(({ length }) => length)) * CELL.leading + ROW_GAP;
    if (y + height > bottom) {
      pen.addPage();
      y = layout.top;
      drawHead();
    }
    for (const [column, parts] of lines.entries())
      for (const [index, part] of parts.entries())
        put(part, column, y + CELL.size + index * CELL.leading, CELL);
    y += height;
  }
  drawCounts(pen, layout, paperWords(profile, language).page);
  return pen.bytes();
}
