/** Documents that a text finds in some way, newest first and in parts: each way is a stream, read as far as a page needs. */
import type { Day } from '../../../shared/domain/money.ts';
import { formatNumber } from '../../../shared/domain/numbering.ts';
import { codeKey } from '../keys.ts';
import type { DocumentRow, SeriesRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import { compareKeys, customerBounds, type Key } from './keyed-list.ts';

/** Rows are read in growing parts, up to this many. */
const LARGEST_PART = 400;

/** What a page asks of every stream: documents of some days, beyond the last one that was shown. */
export interface Asked {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly after: Key | null;
}

const keyOf = ({ newest, down }: DocumentRow): Key => [newest, down];

export const isBeyond = (row: DocumentRow, after: Key | null): boolean =>
  after === null || compareKeys(keyOf(row), after) > 0;

export const newestFirst = (one: DocumentRow, other: DocumentRow): number =>
  compareKeys(keyOf(one), keyOf(other));

/** Rows in order, of which the next part is read when those at hand are used up. */
export abstract class Stream {
  private rows: readonly DocumentRow[] = [];
  private at = 0;
  private size: number;
  protected isOver = false;

  constructor(size: number) {
    this.size = size;
  }

  get head(): DocumentRow | undefined {
    return this.rows[this.at];
  }

  take(): void {
    this.at += 1;
  }

  get mustRead(): boolean {
    return !this.isOver && this.head === undefined;
  }

  async read(db: BooksDatabase, asked: Asked): Promise<void> {
    this.rows = await this.readPart(db, asked, this.size);
    this.at = 0;
    this.size = Math.min(LARGEST_PART, this.size * 4);
  }

  /** The next part; says that the stream is over when it is the last. */
  protected abstract readPart(db: BooksDatabase, asked: Asked, size: number): Promise<readonly DocumentRow[]>;
}

/** Rows that are all here. */
export class GatheredStream extends Stream {
  private readonly gathered: readonly DocumentRow[];

  constructor(gathered: readonly DocumentRow[]) {
    super(0);
    this.gathered = gathered;
  }

  protected override async readPart(): Promise<readonly DocumentRow[]> {
    this.isOver = true;
    return [...this.gathered].sort(newestFirst);
  }
}

/** The documents of one customer. */
export class CustomerStream extends Stream {
  private readonly customer: string;
  private last: Key | null = null;

  constructor(customer: string, size: number) {
    super(size);
    this.customer = customer;
  }

  protected override async readPart({ documents }: BooksDatabase, { from, to, after }: Asked, size: number) {
    const [first, upper] = customerBounds(this.customer, from, to);
    const begun = this.last ?? after;
    const lower = begun ? [this.customer, ...begun] : first;
    const range = documents.where('[customer+newest+down]').between(lower, upper, !begun, false);
    const rows = await range.limit(size).toArray();
    this.isOver = rows.length < size;
    const last = rows.at(-1);
    if (last) this.last = keyOf(last);
    return rows;
  }
}

/** The numbers of one series that begin with a typed code. */
export interface NumberRange {
  readonly series: string;
  /** Key of a number without its counter, and how many digits follow. */
  readonly base: string;
  readonly width: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The numbers that a code begins, series by series; `undefined` where those of a series do not stand in the order of their
 * days, or are longer than they were meant to be.
 */
export function numberRanges(series: Iterable<SeriesRow>, code: string): NumberRange[] | undefined {
  const ranges: NumberRange[] = [];
  for (const { id, order, opened, highest } of series) {
    if (order === 'free') return undefined;
    if (!opened || highest === 0) continue;
    const { width, first } = opened;
    const base = codeKey(formatNumber(opened, 0)).slice(0, -width);
    if (!base.startsWith(code) && !code.startsWith(base)) continue;
    if (order === 'mixed' || String(highest).length > width) return undefined;
    const digits = code.slice(base.length);
    if (digits.length > width || /\D/.test(digits)) continue;
    const lowest = Math.max(first, Number(digits.padEnd(width, '0')));
    const last = Math.min(highest, Number(digits.padEnd(width, '9')));
    if (lowest <= last) ranges.push({ series: id, base, width, lowest, highest: last });
  }
  return ranges;
}

/** The documents of some numbers of one series, from the highest down: that is newest first where they keep its order. */
export class NumberStream extends Stream {
  private readonly range: NumberRange;
  private readonly isElsewhere: (row: DocumentRow) => boolean;
  private counter: number;

  /** @param isElsewhere tells of documents that another stream brings. */
  constructor(range: NumberRange, isElsewhere: (row: DocumentRow) => boolean, size: number) {
    super(size);
    this.range = range;
    this.isElsewhere = isElsewhere;
    this.counter = range.highest;
  }

  protected override async readPart({ documents }: BooksDatabase, { from, after }: Asked, size: number) {
    const { series, base, width, lowest } = this.range;
    const keyFor = (counter: number) => `${base}${String(counter).padStart(width, '0')}`;
    // Upwards and turned round here: IndexedDB reads forwards much faster than backwards.
    const first = Math.max(lowest, this.counter - size + 1);
    const range = documents.where('[numberKey+at]');
    const rows = await range.between([keyFor(first)], [keyFor(this.counter), []]).toArray();
    this.counter = first - 1;
    const own = rows.filter((row) => row.series === series).sort(newestFirst);
    const oldest = own.at(-1);
    this.isOver = first === lowest || (from !== null && oldest !== undefined && oldest.issue < from);
    return own.filter((row) => isBeyond(row, after) && !this.isElsewhere(row));
  }
}
