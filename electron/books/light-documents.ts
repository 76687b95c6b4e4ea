/**
 * What lists and their totals say of a document, and all of them in memory once a typed text has found too many to gather by
 * an index (BO5): the first such search reads every row anyway, and every further key is answered without reading.
 */
import { isOffer } from '../../shared/domain/document-kinds.ts';
import type { StatusFacts } from '../../shared/domain/document-status.ts';
import type { Duty } from '../../shared/domain/duty.ts';
import type { CurrencyCode, Day, Minor } from '../../shared/domain/money.ts';
import { dueNow } from './due-now.ts';
import type { ArchivedFile, DocumentRow } from './rows.ts';

/** More documents than this are not kept: they would take more than some ten megabytes. */
export const KEPT_AT_MOST = 150_000;

/** A document as lists see it, from its row or from the open items. */
export interface LightDocument {
  readonly id: string;
  readonly kind: DocumentRow['kind'];
  readonly number: string;
  readonly numberKey: string;
  readonly orderKey?: string;
  readonly customer: string;
  readonly name: string;
  readonly orderNumber: string;
  readonly issue: Day;
  readonly due: Day;
  /** As it was issued, by which lists are sorted; `due` is as of now. */
  readonly issuedDue: Day;
  readonly currency: CurrencyCode;
  readonly total: Minor;
  readonly rest: Minor;
  readonly void: boolean;
  /** Stands and has never left the office (DO1). */
  readonly unsent: boolean;
  /** What it still owes the law (DO5). */
  readonly duty?: Duty;
  readonly offer?: OfferFacts;
  readonly at: number;
  readonly newest: number;
  readonly down: number;
}

type OfferFacts = NonNullable<StatusFacts['offer']>;

/** What became of an offer; `undefined` for other documents. */
function offerFacts({ kind, answer, copies, namedBy }: DocumentRow): OfferFacts | undefined {
  if (isOffer(kind)) return { accepted: answer?.accepted ?? null, isInvoiced: copies.length > 0 };
  if (kind !== 'deliveryNote') return undefined;
  return { accepted: null, isInvoiced: namedBy.some((one) => one.kind === 'invoice') };
}

/** The paper that is to go out now: once an authority has cleared the document, the one that says so (DO5). */
export const paperNow = ({
  archived,
  cleared,
  clearedPapers,
}: Pick<DocumentRow, 'archived' | 'cleared' | 'clearedPapers'>): ArchivedFile | null =>
  cleared ? (clearedPapers.find(({ clearance }) => clearance === cleared.number) ?? null) : archived;

export function lightDocument(row: DocumentRow): LightDocument {
  const { id, kind, number, numberKey, orderKey, customer, name, orderNumber } = row;
  const { issue, due: issuedDue, currency, total, rest, at, newest, down, end } = row;
  const due = dueNow(row);
  const who = { id, kind, number, numberKey, customer, name, orderNumber, ...(orderKey ? { orderKey } : {}) };
  const offer = offerFacts(row);
  const figures = { issue, due, issuedDue, currency, total, rest, void: end !== null, at, newest, down };
  const unsent = row.unsent === 1;
  return { ...who, ...figures, unsent, ...(row.duty ? { duty: row.duty } : {}), ...(offer ? { offer } : {}) };
}

export class LightDocuments {
  private rows: Map<string, LightDocument> | null = null;

  get isKept(): boolean {
    return this.rows !== null;
  }

  /** All documents; `null` while they have not been read. */
  get all(): LightDocument[] | null {
    return this.rows && [...this.rows.values()];
  }

  /** Keeps all documents, read while nothing was applied. */
  keep(all: readonly LightDocument[]): void {
    if (all.length <= KEPT_AT_MOST) this.rows = new Map(all.map((row) => [row.id, row]));
  }

  /** Takes over what an apply made of a document; `undefined` when it is gone. */
  follow(id: string, row: DocumentRow | undefined): void {
    if (row) this.rows?.set(id, lightDocument(row));
    else this.rows?.delete(id);
  }
}
