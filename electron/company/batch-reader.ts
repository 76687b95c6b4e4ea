/**
 * What a batch's commands read: the books, overlaid with what the batch itself has done so far (JO5). Master data is
 * read once and kept for the life of the reader, so that a long import asks the books only for what it settles.
 */
import type {
  DocumentLookup,
  LookupInput,
  LookupName,
  LookupOutput,
  Lookups,
  PaymentLookup,
} from '../../shared/contract/books-port.ts';
import { daysBetween } from '../../shared/domain/day.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { dutiesOf } from '../../shared/domain/duty.ts';
import { type Day, type Minor, minor } from '../../shared/domain/money.ts';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import type { DomainEvent, EventOf } from '../../shared/events/event-types.ts';
import { customerFields, itemFields } from '../../shared/events/masters.ts';
import type { z } from '../../shared/events/zod.ts';
import type { Reader } from '../commands/command.ts';

/** Documents that stay in sight; older ones are read from the books again when they are settled after all. */
const REMEMBERED = 20_000;

type Answer<Name extends LookupName> = Promise<Result<LookupOutput<Name>, AppError>>;

export class BatchReader implements Reader {
  private readonly books: Reader;
  private readonly masters = new Map<string, Promise<Result<unknown, AppError>>>();
  private readonly records = new Map<string, Promise<Result<unknown, AppError>>>();
  private readonly documents = new Map<string, DocumentLookup>();
  private readonly payments = new Map<string, PaymentLookup>();
  private readonly series = new Map<string, { next: number; lastIssue: string }>();
  private readonly opened: LookupOutput<'series'> = [];
  private commits = new Map<string, LookupOutput<'commit'>>();
  private earlierCommits: ReadonlyMap<string, LookupOutput<'commit'>> = new Map();
  /** Documents that nothing is outstanding of any more: they go out of sight with the next batch. */
  private readonly settled = new Set<string>();
  /** Documents that this batch has issued, by customer and currency: of one of each two may look alike. */
  private readonly issued = new Map<string, { number: string; issueDate: Day; total: Minor }[]>();
  private fresh: ReadonlySet<string> = new Set();

  constructor(books: Reader) {
    this.books = books;
  }

  /**
   * Begins a batch. What the last ones did may still be on its way into the books (`Executor.executeBatch`): its commits,
   * and every document that is not settled yet, stay in sight, so that nearly nothing is asked that would wait for them.
   * @param fresh ids of commands and records that this batch makes: the books need not be asked whether they exist.
   * @param documents ids of documents that the batch settles; those not in sight are read in one question.
   */
  async begin(fresh: Iterable<string>, documents: readonly string[]): Promise<Result<void, AppError>> {
    this.earlierCommits = this.commits;
    this.commits = new Map();
    this.payments.clear();
    for (const id of this.settled) this.documents.delete(id);
    this.settled.clear();
    this.issued.clear();
    for (const id of this.documents.keys()) {
      if (this.documents.size <= REMEMBERED) break;
      this.documents.delete(id);
    }
    this.fresh = new Set(fresh);
    const read = await this.overlaid(this.documents, 'documents', { ids: documents });
    return read.ok ? ok(undefined) : read;
  }

  /** Forgets everything: somebody else has committed meanwhile, and the books know it. */
  forget(): void {
    this.documents.clear();
    this.payments.clear();
    this.settled.clear();
    this.masters.clear();
    this.records.clear();
    this.series.clear();
    this.opened.length = 0;
  }

  lookup<Name extends LookupName>(name: Name, input: LookupInput<Name>): Answer<Name> {
    const answer = this.answer(name, input) as Answer<Name> | undefined;
    return answer ?? this.books.lookup(name, input);
  }

  private answer(name: LookupName, input: unknown): Promise<Result<unknown, AppError>> | undefined {
    switch (name) {
      case 'commit': {
        const { id } = input as LookupInput<'commit'>;
        const own = this.commits.get(id) ?? this.earlierCommits.get(id);
        if (own) return Promise.resolve(ok(own));
        return this.fresh.has(id) ? Promise.resolve(ok(null)) : undefined;
      }
      case 'company':
      case 'taxes':
      case 'terms':
      case 'methods':
      case 'openFrom':
        return this.keep(this.masters, name, () => this.books.lookup(name, {} as LookupInput<typeof name>));
      case 'customers':
      case 'items': {
        const { ids } = input as LookupInput<'customers'>;
        const key = `${name}/${ids.join()}`;
        if (!this.records.has(key) && ids.every((id) => this.fresh.has(id))) return Promise.resolve(ok([]));
        return this.keep(this.records, key, () => this.books.lookup(name, { ids }));
      }
      case 'series':
        return this.seriesOf(input as LookupInput<'series'>);
      case 'documents':
        return this.overlaid(this.documents, 'documents', input as LookupInput<'documents'>);
      case 'payments':
        return this.overlaid(this.payments, 'payments', input as LookupInput<'payments'>);
      case 'deposits':
        // A batch deducts no deposits, and issues none.
        return (input as LookupInput<'deposits'>).ids.length === 0 ? Promise.resolve(ok([])) : undefined;
      case 'lookalikes':
        return Promise.resolve(ok(this.lookalikes(input as LookupInput<'lookalikes'>)));
      default:
        return undefined;
    }
  }

  /** Takes a commit of the batch into account, before it is written. */
  note(id: string, command: string, events: readonly DomainEvent[]): void {
    this.commits.set(id, { id, command, events: [...events] });
    for (const event of events) this.noteEvent(event, id);
  }

  private noteEvent(event: DomainEvent, commit: string): void {
    switch (event.type) {
      case 'document.issued': {
        const { document, series, counter } = event.data;
        for (const { id: credited, amount } of document.credits?.invoices ?? [])
          this.credit(credited, amount);
        this.series.set(series, { next: counter + 1, lastIssue: document.issueDate });
        this.rememberIssued(document);
        this.documents.set(event.entity, {
          id: event.entity,
          kind: document.kind,
          number: document.number,
          customer: document.customerId,
          currency: document.currency,
          issueDate: document.issueDate,
          dueDate: document.dueDate,
          total: document.totals.due,
          outstanding: document.totals.due,
          billed: document.totals.due,
          credited: minor(0),
          deducts: [],
          void: false,
          deductedBy: null,
          billedBy: null,
          released: false,
          handedOut: false,
          settled: false,
          archived: null,
          duty: dutiesOf(document)[0] ?? null,
          clearedOn: null,
          roomFrom: document.issueDate,
          sheet: null,
        });
        break;
      }
      case 'series.opened': {
        const { kind, device, prefix, year, width, first, paper } = event.data;
        this.opened.push({
          id: event.entity,
          kind,
          device,
          prefix,
          year,
          width,
          next: first,
          lastIssue: null,
          closed: null,
          ...(paper ? { paper: { first, last: paper.last } } : {}),
        });
        break;
      }
      case 'payment.posted':
        this.payments.set(event.entity, {
          id: event.entity,
          customer: event.data.customer,
          currency: event.data.currency,
          date: event.effective,
          amount: event.data.amount,
          unapplied: event.data.amount,
          status: 'posted',
          methodKind: event.data.methodKind,
          cheque: null,
          roomFrom: event.effective,
          deductions: [],
          returned: null,
        });
        break;
      case 'allocation.made':
        this.reduce(event.data.target, event.data.source.id, event.data.amount);
        break;
      case 'deduction.made':
        this.reduce(event.data.target, null, event.data.amount);
        break;
      case 'series.closed':
      case 'series.sheets':
      case 'document.voided':
      case 'payment.voided':
      case 'allocation.taken-back':
      case 'deduction.taken-back':
        // What ends a settlement or a series is never part of a batch: imports and the demo only add.
        throw new Error(`a batch cannot hold ${event.type}`);
      case 'company.set':
      case 'tax.set':
      case 'terms.set':
      case 'method.set':
        this.masters.clear();
        break;
      case 'customer.set':
        this.rememberRecord('customers', customerFields, event, commit);
        break;
      case 'item.set':
        this.rememberRecord('items', itemFields, event, commit);
        break;
    }
  }

  /** A record that the batch makes is in sight at once; of one that it changes the books will know the whole. */
  private rememberRecord(
    table: 'customers' | 'items',
    schema: z.ZodType,
    { entity: id, data }: EventOf<'customer.set'> | EventOf<'item.set'>,
    revision: string,
  ): void {
    const whole = schema.safeParse(data.fields);
    if (whole.success)
      this.records.set(`${table}/${id}`, Promise.resolve(ok([{ id, revision, fields: whole.data }])));
    else this.records.delete(`${table}/${id}`);
  }

  private rememberIssued(document: IssuedDocument): void {
    const { customerId, currency, totals, number, issueDate } = document;
    const one = { number, issueDate, total: totals.due };
    const likeness = likenessOf(customerId, currency);
    const alike = this.issued.get(likeness);
    if (alike) alike.push(one);
    else this.issued.set(likeness, [one]);
  }

  private reduce(target: string, source: string | null, amount: number): void {
    const document = this.documents.get(target);
    if (document) {
      this.documents.set(target, {
        ...document,
        outstanding: minor(document.outstanding - amount),
        settled: true,
      });
      if (document.outstanding === amount) this.settled.add(target);
    }
    const payment = source === null ? undefined : this.payments.get(source);
    if (payment) this.payments.set(payment.id, { ...payment, unapplied: minor(payment.unapplied - amount) });
  }

  private credit(invoice: string, amount: number): void {
    const document = this.documents.get(invoice);
    if (document) this.documents.set(invoice, { ...document, credited: minor(document.credited + amount) });
  }

  private keep(
    cache: Map<string, Promise<Result<unknown, AppError>>>,
    key: string,
    read: () => Promise<Result<unknown, AppError>>,
  ): Promise<Result<unknown, AppError>> {
    let kept = cache.get(key);
    if (!kept) {
      kept = read();
      cache.set(key, kept);
    }
    return kept;
  }

  private async seriesOf(input: LookupInput<'series'>): Answer<'series'> {
    const read = (await this.keep(this.masters, `series/${input.device ?? ''}`, () =>
      this.books.lookup('series', input),
    )) as Result<LookupOutput<'series'>, AppError>;
    if (!read.ok) return read;
    const known = new Set(read.value.map((row) => row.id));
    const added = this.opened.filter(
      (row) => (input.device === null || row.device === input.device) && !known.has(row.id),
    );
    return ok([...read.value, ...added].map((row) => ({ ...row, ...this.series.get(row.id) })));
  }

  private async overlaid<Name extends 'documents' | 'payments'>(
    own: Map<string, LookupOutput<Name>[number]>,
    name: Name,
    input: { ids: readonly string[] },
  ): Promise<Result<unknown, AppError>> {
    const missing = input.ids.filter((id) => !own.has(id) && !this.fresh.has(id));
    if (missing.length > 0) {
      const read = await this.books.lookup(name, { ids: missing } as Parameters<Lookups[Name]>[0]);
      if (!read.ok) return read;
      for (const row of read.value) own.set(row.id, row);
    }
    return ok(input.ids.flatMap((id) => own.get(id) ?? []));
  }

  /** Within a batch only its own documents are compared: an import answers for the doubles of its source by itself. */
  private lookalikes({ customer, currency, date }: LookupInput<'lookalikes'>): LookupOutput<'lookalikes'> {
    const alike = this.issued.get(likenessOf(customer, currency)) ?? [];
    return alike
      .filter(({ issueDate }) => Math.abs(daysBetween(issueDate, date)) <= 3)
      .map(({ number, total }) => ({ number, total, sameOrder: false }));
  }
}

const likenessOf = (customer: string, currency: string): string => `${customer}/${currency}`;
