/** One event to its projection, and the rows that the projection will ask for. */

import { doubledId } from '../../../shared/events/doubled-id.ts';
import type { DomainEvent, EventType } from '../../../shared/events/event-types.ts';
import type { RecordTable } from '../../../shared/events/records.ts';
import type { ReadEvent } from '../decode.ts';
import { type Workspace, waitingId } from '../workspace.ts';
import type { Act, Happening } from './act.ts';
import {
  documentChanged,
  documentIssued,
  namedIn,
  quoteAnswered,
  seriesClosed,
  seriesOpened,
  sheetsSaid,
} from './documents.ts';
import { draftDiscarded, draftSet } from './drafts.ts';
import { chequePlaced, paymentPosted, paymentTurned } from './payments.ts';
import { periodChanged } from './periods.ts';
import { isRecordEvent, RECORD_EVENTS, recordSet } from './records.ts';
import {
  allocationMade,
  allocationTakenBack,
  creditWritten,
  deductionMade,
  deductionTakenBack,
  refundMade,
  sourceKey,
} from './settlements.ts';

/** Ids of the rows that some events will read, by table. */
export class Wanted {
  readonly documents = new Set<string>();
  readonly payments = new Set<string>();
  readonly allocations = new Set<string>();
  readonly reductions = new Set<string>();
  readonly series = new Set<string>();
  readonly drafts = new Set<string>();
  readonly closes = new Set<string>();
  readonly unread = new Set<string>();
  readonly records = new Map<RecordTable, Set<string>>();
  /** Ids that claims get when another one has their entity's. */
  private readonly doubled = new Set<string>();

  add(commit: string, read: ReadEvent): void {
    const { event } = read;
    if (!event) {
      this.unread.add(read.entity);
      return;
    }
    if (isRecordEvent(event.type)) {
      const table = RECORD_EVENTS[event.type];
      const ids = this.records.get(table) ?? new Set();
      this.records.set(table, ids.add(event.entity));
      return;
    }
    if (event.type === 'document.issued' || event.type === 'payment.posted') {
      this.doubled.add(doubledId(commit, read.index));
    }
    this.addFact(event);
  }

  private addFact(event: DomainEvent): void {
    switch (event.type) {
      case 'series.opened':
      case 'series.closed':
      case 'series.sheets':
        this.series.add(event.entity);
        break;
      case 'draft.set':
      case 'draft.discarded':
        this.drafts.add(event.entity);
        this.documents.add(event.entity);
        break;
      case 'document.issued':
        this.documents.add(event.entity);
        this.series.add(event.data.series);
        if (event.data.draft) {
          this.drafts.add(event.data.draft);
          this.documents.add(event.data.draft);
        }
        if (event.data.copiedFrom) this.documents.add(event.data.copiedFrom);
        for (const { id } of event.data.document.credits?.invoices ?? []) this.documents.add(id);
        for (const id of namedIn(event.data.document)) this.documents.add(id);
        if (event.data.document.payment) this.payments.add(event.data.document.payment.id);
        if (event.data.document.refund) {
          const source = sourceKey(event.data.document.refund.source);
          this[source.table].add(source.id);
        }
        break;
      case 'document.voided':
      case 'quote.answered':
      case 'document.released':
      case 'document.archived':
      case 'document.einvoiced':
      case 'document.mailed':
      case 'document.cleared':
      case 'document.delivered':
        this.documents.add(event.entity);
        break;
      case 'payment.posted':
      case 'payment.voided':
      case 'payment.returned':
      case 'payment.presented':
      case 'cheque.placed':
        this.payments.add(event.entity);
        break;
      case 'refund.made':
      case 'credit.written': {
        const source = sourceKey(event.data.source);
        this[source.table].add(source.id);
        this.reductions.add(event.entity);
        break;
      }
      case 'allocation.made': {
        const source = sourceKey(event.data.source);
        this[source.table].add(source.id);
        this.documents.add(event.data.target);
        this.allocations.add(event.entity);
        break;
      }
      case 'allocation.taken-back':
        this.allocations.add(event.entity);
        break;
      case 'deduction.made':
        this.documents.add(event.data.target);
        if (event.data.payment) this.payments.add(event.data.payment);
        this.reductions.add(event.entity);
        break;
      case 'deduction.taken-back':
        this.reductions.add(event.entity);
        break;
      case 'period.closed':
      case 'period.reopened':
      case 'period.sealed':
        this.closes.add(event.entity);
        break;
    }
  }

  /** Reads them all into the workspace. */
  async load(work: Workspace): Promise<void> {
    const { documents, payments, allocations, reductions } = this;
    await Promise.all([
      work.documents.load(documents),
      work.payments.load(payments),
      work.allocations.load(allocations),
      work.reductions.load(reductions),
      work.series.load(this.series),
      work.closes.load(this.closes),
      work.drafts.load(this.drafts),
      work.unread.load(this.unread),
      ...(['documents', 'payments', 'allocations', 'reductions'] as const).map((table) =>
        work.waiting.load([...this[table]].map((id) => waitingId(table, id))),
      ),
      ...[...this.records].map(([table, ids]) => work.records[table].load(ids)),
    ]);
    // Links may wait under the id of a claim that gives way to another, too.
    for (const table of ['documents', 'payments'] as const) {
      const ids = [...this.doubled];
      for (const id of this[table]) {
        const holder = work.subject({ table, id });
        if (holder) ids.push(doubledId(holder.commit, holder.event));
      }
      await work.waiting.load(ids.map((id) => waitingId(table, id)));
    }
  }
}

type Projections = { readonly [Type in EventType]: (act: Act, happening: Happening<Type>) => void };

/** What the main process reads from the record itself (DV5): the books keep its frames and show nothing of it. */
const keptOnly = (): void => {};

const projections: Projections = {
  'company.set': recordSet,
  'user.set': recordSet,
  'device.set': recordSet,
  'review.answered': recordSet,
  'customer.set': recordSet,
  'personal.set': recordSet,
  'personal.erased': recordSet,
  'item.set': recordSet,
  'tax.set': recordSet,
  'terms.set': recordSet,
  'method.set': recordSet,
  'rates.set': recordSet,
  'price-list.set': recordSet,
  'fee.set': recordSet,
  'key.recipient': keptOnly,
  'key.given': keptOnly,
  'series.opened': seriesOpened,
  'series.closed': seriesClosed,
  'series.sheets': sheetsSaid,
  'draft.set': draftSet,
  'draft.discarded': draftDiscarded,
  'document.issued': documentIssued,
  'document.voided': documentChanged,
  'quote.answered': quoteAnswered,
  'document.released': documentChanged,
  'document.archived': documentChanged,
  'document.einvoiced': documentChanged,
  'document.mailed': documentChanged,
  'document.cleared': documentChanged,
  'document.delivered': documentChanged,
  'payment.posted': paymentPosted,
  'payment.voided': paymentTurned,
  'payment.returned': paymentTurned,
  'payment.presented': paymentTurned,
  'cheque.placed': chequePlaced,
  'refund.made': refundMade,
  'credit.written': creditWritten,
  'allocation.made': allocationMade,
  'allocation.taken-back': allocationTakenBack,
  'deduction.made': deductionMade,
  'deduction.taken-back': deductionTakenBack,
  'period.closed': periodChanged,
  'period.reopened': periodChanged,
  'period.sealed': periodChanged,
};

/** Brings one event into the rows; what cannot be read yet marks its entity (EV7). */
export function project(act: Act, read: ReadEvent): void {
  if (read.event) {
    const projection = projections[read.event.type] as (act: Act, happening: Happening) => void;
    projection(act, { event: read.event, index: read.index } as Happening);
    return;
  }
  const { unread } = act.work;
  const row = unread.get(read.entity) ?? { id: read.entity, commits: [] };
  unread.set({ ...row, commits: [...row.commits.filter((id) => id !== act.commit), act.commit] });
}
