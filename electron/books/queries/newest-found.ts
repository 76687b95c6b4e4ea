/**
 * Documents that a typed text finds, newest first (BO5): those of all customers whom it finds, and those of all series whose
 * numbers it begins, are read side by side, each only as far as the page needs. A word that many customers share and the
 * beginning of many numbers cost the same however many documents they have, and however old those are.
 */
import type { ParsedInputOf } from '../../../shared/contract/contract.ts';
import { type LightDocument, lightDocument } from '../light-documents.ts';
import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { QueryContext } from './context.ts';
import { CUSTOMER_LIMIT, searchDocuments, searchLimit, type Typed } from './document-search.ts';
import { readCursor } from './keyed-list.ts';
import {
  type Asked,
  CustomerStream,
  GatheredStream,
  isBeyond,
  type NumberRange,
  NumberStream,
  newestFirst,
  numberRanges,
  type Stream,
} from './newest-streams.ts';

type Input = Pick<ParsedInputOf<'documents.list'>, 'from' | 'to' | 'cursor' | 'limit'>;

/** What a text finds otherwise than by customers: gathered where that is little, numbers as ranges where they are many. */
interface Others {
  readonly rows: readonly DocumentRow[];
  readonly numbers: readonly NumberRange[];
}

/** Chunks of rows, newest first; `undefined` when the text finds too much in ways that have no order of days. */
export async function newestFound(
  context: QueryContext,
  { from, to, cursor, limit }: Input,
  typed: Typed,
): Promise<AsyncIterable<readonly LightDocument[]> | undefined> {
  const { customers } = typed;
  if (customers.size > CUSTOMER_LIMIT) return undefined;
  if (customers.size === 0 && context.memory.light.isKept) return undefined;
  const others = await othersOf(context, typed);
  if (!others) return undefined;
  const asked = { from, to, after: readCursor(cursor) };
  const isOfCustomers = ({ customer }: DocumentRow) => customers.has(customer);
  const rest = others.rows.filter((row) => !isOfCustomers(row) && isBeyond(row, asked.after));
  const count = customers.size + others.numbers.length;
  const each = Math.min(limit + 1, Math.max(2, Math.ceil((2 * limit) / Math.max(1, count))));
  const streams = [
    ...[...customers].map((customer) => new CustomerStream(customer, each)),
    ...others.numbers.map((range) => new NumberStream(range, isOfCustomers, each)),
    new GatheredStream(rest),
  ];
  return merged(context.db, asked, limit, streams);
}

async function othersOf({ db, memory }: QueryContext, typed: Typed): Promise<Others | undefined> {
  const { code } = typed;
  const most = searchLimit(memory);
  const byText = { ...typed, customers: new Set<string>() };
  const found = await searchDocuments(db, byText, most + 1, { most, sparing: true });
  if (!found?.isSpared) return found && { rows: found.rows, numbers: [] };
  const numbers = numberRanges(memory.series.values(), code);
  return numbers && { numbers, rows: found.rows.filter(({ numberKey }) => !numberKey.startsWith(code)) };
}

async function* merged(
  db: BooksDatabase,
  asked: Asked,
  limit: number,
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
      continue;
    }
    const next = foremost(streams);
    if (!next?.head) break;
    chunk.push(lightDocument(next.head));
    next.take();
    if (chunk.length <= limit) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

function foremost(streams: readonly Stream[]): Stream | undefined {
  let found: Stream | undefined;
  for (const stream of streams) {
    const [one, other] = [stream.head, found?.head];
    if (one && (!other || newestFirst(one, other) < 0)) found = stream;
  }
  return found;
}
