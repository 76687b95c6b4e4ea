/**
 * Documents that a typed text finds, newest first (BO5): those of all customers whom it finds are read side by side, each
 * only as far as the page needs. A word that many customers share costs the same however many documents they have.
 */
import type { ParsedInputOf } from '../../../shared/contract/contract.ts';
import { type LightDocument, lightDocument } from '../light-documents.ts';
import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import { CUSTOMER_LIMIT, searchDocuments, type Typed } from './document-search.ts';
import { compareKeys, customerBounds, type Key, readCursor, SEARCH_LIMIT } from './keyed-list.ts';

/** A customer's rows are read in growing parts, up to this many. */
const LARGEST_PART = 400;

type Asked = Pick<ParsedInputOf<'documents.list'>, 'from' | 'to' | 'cursor' | 'limit'>;

const keyOf = ({ newest, down }: DocumentRow): Key => [newest, down];

/** Rows in order, of which the next part is read when those at hand are used up. */
class Stream {
  private readonly customer: string | null;
  private rows: readonly DocumentRow[] = [];
  private at = 0;
  private after: Key | null;
  private size: number;
  isOver = false;

  constructor(customer: string | null, after: Key | null, size: number) {
    this.customer = customer;
    this.after = after;
    this.size = size;
  }

  /** A stream of rows that are all here. */
  static of(rows: readonly DocumentRow[]): Stream {
    const stream = new Stream(null, null, 0);
    stream.rows = rows;
    stream.isOver = true;
    return stream;
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

  async read({ documents }: BooksDatabase, { from, to }: Asked): Promise<void> {
    const customer = this.customer ?? '';
    const [first, upper] = customerBounds(customer, from, to);
    const lower = this.after ? [customer, ...this.after] : first;
    const range = documents.where('[customer+newest+down]').between(lower, upper, !this.after, false);
    this.rows = await range.limit(this.size).toArray();
    this.at = 0;
    this.isOver = this.rows.length < this.size;
    const last = this.rows.at(-1);
    if (last) this.after = keyOf(last);
    this.size = Math.min(LARGEST_PART, this.size * 4);
  }
}

/** Chunks of rows, newest first; `undefined` when the text finds no customers, or more than are read side by side. */
export async function newestFound(
  db: BooksDatabase,
  asked: Asked,
  typed: Typed,
): Promise<AsyncIterable<readonly LightDocument[]> | undefined> {
  const { customers } = typed;
  if (customers.size === 0 || customers.size > CUSTOMER_LIMIT) return undefined;
  // What it finds otherwise than by its customer is little, or the text says next to nothing.
  const others = await searchDocuments(db, { ...typed, customers: new Set() }, SEARCH_LIMIT + 1);
  if (!others) return undefined;
  const after = readCursor(asked.cursor);
  const rest = others.filter(
    (row) => !customers.has(row.customer) && (after === null || compareKeys(keyOf(row), after) > 0),
  );
  rest.sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
  const each = Math.min(asked.limit + 1, Math.max(2, Math.ceil((2 * asked.limit) / customers.size)));
  const streams = [...customers].map((customer) => new Stream(customer, after, each));
  return merged(db, asked, [...streams, Stream.of(rest)]);
}

async function* merged(
  db: BooksDatabase,
  asked: Asked,
  streams: readonly Stream[],
): AsyncIterable<readonly LightDocument[]> {
  let chunk: LightDocument[] = [];
  for (;;) {
    const waiting = streams.filter(({ mustRead }) => mustRead);
    if (waiting.length > 0) {
      yield chunk;
      chunk = [];
      await db.transaction('r', db.documents, () =>
        Promise.all(waiting.map((stream) => stream.read(db, asked))),
      );
    }
    const next = foremost(streams);
    if (!next?.head) break;
    chunk.push(lightDocument(next.head));
    next.take();
    if (chunk.length <= asked.limit) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

function foremost(streams: readonly Stream[]): Stream | undefined {
  let found: Stream | undefined;
  for (const stream of streams) {
    const [one, other] = [stream.head, found?.head];
    if (!one) continue;
    if (!other || one.newest < other.newest || (one.newest === other.newest && one.down < other.down))
      found = stream;
  }
  return found;
}
