/** The aging report on paper: a table of customers per currency with its totals, over as many pages as it takes (AG1, AG3). */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { type Minor, minor } from '../../shared/domain/money.ts';
import type { ProfileCode } from '../../shared/domain/profile.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { PrintableText } from './missing-characters.ts';
import { drawCounts } from './page-counts.ts';
import { type PaperFormat, paperFormat } from './paper-format.ts';
import { landscape, type PaperLayout, paperLayout } from './paper-layout.ts';
import { paperWords } from './paper-words.ts';
import { Pen } from './pen.ts';
import { type PaperFaces, TYPE, type TypeStyle } from './typography.ts';

export interface AgingPaper {
  readonly report: OutputOf<'aging.report'>;
  readonly company: string;
  readonly profile: ProfileCode;
  readonly language: 'en' | 'de';
  readonly paper: 'A4' | 'Letter';
}

type Sums = AgingPaper['report']['sums'][number];

const WORDS = {
  en: {
    asOf: 'As of',
    customer: 'Customer',
    current: 'Current',
    over: 'Over',
    unapplied: 'Credit',
    balance: 'Balance',
    total: 'Total',
  },
  de: {
    asOf: 'Stand',
    customer: 'Kunde',
    current: 'Nicht fällig',
    over: 'Über',
    unapplied: 'Guthaben',
    balance: 'Saldo',
    total: 'Summe',
  },
} as const;

const GAP = 9;
const ROW_GAP = 3;
const HEAD_HEIGHT = 20;
/** Below this width a name stands on a line of its own above its figures. */
const NARROW_NAME = 90;
const FIGURE: TypeStyle = { ...TYPE.small, grey: 20 };
const TOTAL: TypeStyle = { ...TYPE.smallStrong, grey: 20 };

/** The figures of a row: what a customer owes by age, the credit taken off, and what is left of it. */
const amountsOf = ({
  buckets,
  unapplied,
  balance,
}: Pick<Sums, 'buckets' | 'unapplied' | 'balance'>): Minor[] => [...buckets, minor(-unapplied), balance];

/** One currency's table, measured: columns are as wide as their figures, the rest is for the name. */
interface Table {
  readonly currency: string;
  readonly rights: readonly number[];
  readonly nameWidth: number;
  readonly stacked: boolean;
}

function measure(
  pen: Pen,
  layout: PaperLayout,
  heads: readonly string[],
  currency: string,
  figures: readonly (readonly string[])[],
): Table {
  const widths = heads.map((head, column) =>
    figures.reduce(
      (width, row) => Math.max(width, pen.width(row[column] ?? '', TYPE.smallStrong)),
      pen.width(head, TYPE.smallStrong),
    ),
  );
  let right = layout.right;
  const rights = widths.map(() => 0);
  for (let column = widths.length - 1; column >= 0; column -= 1) {
    rights[column] = right;
    right -= (widths[column] ?? 0) + GAP;
  }
  const nameWidth = right - layout.left;
  const stacked = nameWidth < NARROW_NAME;
  return { currency, rights, nameWidth: stacked ? layout.right - layout.left : nameWidth, stacked };
}

const heightOf = (table: Table, name: readonly string[]) =>
  (name.length + (table.stacked ? 1 : 0)) * TYPE.small.leading + ROW_GAP;

const written = (amounts: readonly Minor[], currency: string, format: PaperFormat) =>
  amounts.map((amount) => (amount === 0 ? '–' : format.amount(amount, currency)));

/** Amounts are the report's own integers; nothing is added up here (TX9). The sheet is turned where figures need it. */
export function renderAging(paper: AgingPaper, faces: PaperFaces): Uint8Array {
  const { report, profile, language } = paper;
  const words = WORDS[language];
  const format = paperFormat(profile, language);
  const printable = new PrintableText(language);
  const title = language === 'de' ? 'Offene Posten' : profileOf(profile).words.aging;
  const penOn = (layout: PaperLayout) =>
    new Pen({
      format: layout.format,
      faces,
      title,
      author: paper.company,
      language: language === 'de' ? 'de-DE' : profile === 'US' ? 'en-US' : 'en-GB',
      day: report.asOf,
      identity: JSON.stringify(paper),
    });
  const heads = [
    words.current,
    ...report.widths.map((width, index) => `${(report.widths[index - 1] ?? 0) + 1}–${width}`),
    `${words.over} ${report.widths.at(-1) ?? 0}`,
    words.unapplied,
    words.balance,
  ];
  const blocks = report.sums.map((sums) => {
    const { currency } = sums;
    const rows = report.rows.filter((row) => row.currency === currency);
    return {
      currency,
      names: rows.map(({ number, name }) =>
        [number, printable.show(name)].filter((part) => part !== '').join(' '),
      ),
      figures: rows.map((row) => written(amountsOf(row), currency, format)),
      totals: written(amountsOf(sums), currency, format),
    };
  });
  const measured = (pen: Pen, layout: PaperLayout) =>
    blocks.map(({ currency, figures, totals }) =>
      measure(pen, layout, heads, currency, [...figures, totals]),
    );

  let layout = paperLayout('classic')(paper.paper);
  let pen = penOn(layout);
  let tables = measured(pen, layout);
  if (tables.some((table) => table.stacked)) {
    layout = landscape(layout);
    pen = penOn(layout);
    tables = measured(pen, layout);
  }
  const sheet = new Sheet(pen, layout, heads, words.customer);
  sheet.title(title, `${printable.show(paper.company)} · ${words.asOf} ${format.day(report.asOf)}`);
  for (const [index, table] of tables.entries()) {
    const block = blocks[index];
    if (block)
      sheet.table(table, block.names, block.figures, block.totals, `${words.total} ${block.currency}`);
  }
  drawCounts(pen, layout, paperWords(profile, language).page);
  return pen.bytes();
}

/** Draws tables down the pages of one report. */
class Sheet {
  readonly #pen: Pen;
  readonly #layout: PaperLayout;
  readonly #heads: readonly string[];
  readonly #customer: string;
  readonly #bottom: number;
  #y: number;

  constructor(pen: Pen, layout: PaperLayout, heads: readonly string[], customer: string) {
    this.#pen = pen;
    this.#layout = layout;
    this.#heads = heads;
    this.#customer = customer;
    this.#bottom = layout.footBase - TYPE.small.leading - 8;
    this.#y = layout.top;
  }

  title(title: string, subject: string): void {
    this.#pen.text(title, this.#layout.left, this.#y + TYPE.title.size, TYPE.title);
    this.#y += TYPE.title.size + 18;
    this.#pen.text(subject, this.#layout.left, this.#y, TYPE.body);
    this.#y += 22;
  }

  /** A currency's customers and its totals, which share their page with the last customer. */
  table(
    table: Table,
    names: readonly string[],
    figures: readonly (readonly string[])[],
    totals: readonly string[],
    totalName: string,
  ): void {
    const wrapped = names.map((name) => this.#pen.wrap(name, table.nameWidth, TYPE.small));
    const total = this.#pen.wrap(totalName, table.nameWidth, TYPE.smallStrong);
    const totalHeight = heightOf(table, total) + 8;
    const first = HEAD_HEIGHT + TYPE.small.leading + heightOf(table, wrapped[0] ?? []) + totalHeight;
    if (this.#y + first > this.#bottom) this.#nextPage(table);
    else this.#head(table);
    for (const [index, name] of wrapped.entries()) {
      const height = heightOf(table, name) + (index === wrapped.length - 1 ? totalHeight : 0);
      if (this.#y + height > this.#bottom) this.#nextPage(table);
      this.#row(table, name, figures[index] ?? [], FIGURE);
    }
    this.#pen.rule(this.#layout.left, this.#layout.right, this.#y + 1);
    this.#y += 6;
    this.#row(table, total, totals, TOTAL);
    this.#y += 20;
  }

  #nextPage(table: Table): void {
    this.#pen.addPage();
    this.#y = this.#layout.top;
    this.#head(table);
  }

  #head(table: Table): void {
    const { left, right } = this.#layout;
    const word = `${this.#customer} (${table.currency})`;
    this.#pen.text(word, left, this.#y + TYPE.small.size, TYPE.smallStrong);
    if (table.stacked) this.#y += TYPE.small.leading;
    const base = this.#y + TYPE.small.size;
    for (const [column, head] of this.#heads.entries()) {
      this.#pen.text(head, table.rights[column] ?? right, base, TYPE.smallStrong, 'right');
    }
    this.#pen.rule(left, right, base + 5, 0.6, 90);
    this.#y += HEAD_HEIGHT;
  }

  #row(table: Table, name: readonly string[], figures: readonly string[], style: TypeStyle): void {
    const base = this.#y + style.size;
    const end = this.#pen.lines(name, this.#layout.left, base, style);
    for (const [column, figure] of figures.entries()) {
      const right = table.rights[column] ?? this.#layout.right;
      this.#pen.text(figure, right, table.stacked ? end : base, style, 'right');
    }
    this.#y += heightOf(table, name);
  }
}
