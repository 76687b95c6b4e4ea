/** The desktops of a random history: what each has heard of the others when it writes, and what it takes for closed. */
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import type { Envelope } from '../../shared/events/commit.ts';
import { type DomainEvent, event, type UnknownEvent } from '../../shared/events/event-types.ts';
import { fold } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import { type Close, closeStands, firstOpen, openFrom } from '../../shared/events/periods.ts';
import { Author, type Written } from '../books/record.ts';

/** By device, the last of its commits that somebody had. */
export type View = Readonly<Record<string, number>>;

/** The commits that somebody had. */
export const seenIn = (commits: readonly Written[], view: View): Written[] =>
  commits.filter(({ envelope }) => envelope.sequence <= (view[envelope.device] ?? 0));

type PeriodEvent = Extract<
  DomainEvent,
  { readonly type: 'period.closed' | 'period.reopened' | 'period.sealed' }
>;

/** Closes with what became of them, as somebody would read them off a list of commits. */
export function closesIn(commits: readonly Written[]) {
  const events = commits
    .flatMap(({ envelope, events: all }) => all.map((one) => ({ one, envelope })))
    .filter((said): said is { one: PeriodEvent; envelope: Envelope } => said.one.type.startsWith('period.'))
    .sort((a, b) => (a.envelope.id < b.envelope.id ? -1 : 1));
  const named = (type: string) =>
    new Set(events.flatMap(({ one }) => (one.type === type ? [one.entity] : [])));
  const [reopened, sealed] = [named('period.reopened'), named('period.sealed')];
  const closes = new Map<
    string,
    Pick<Close, 'through' | 'known' | 'cuts' | 'device' | 'sequence'> & { commit: string; stands: boolean }
  >();
  for (const { one, envelope } of events) {
    if (one.type !== 'period.closed' || closes.has(one.entity)) continue;
    const { through, known, cuts } = one.data;
    const { id: commit, device, sequence } = envelope;
    const stands = sealed.has(one.entity) || !reopened.has(one.entity);
    closes.set(one.entity, { commit, device, sequence, through, known, cuts, stands });
  }
  return closes;
}

/** What stands of everything on a day. */
export function standingOn(
  { documents, payments, allocations, reductions }: FoldedState,
  day: string,
): string {
  const ended = (end: { readonly on: string } | null) => end !== null && end.on <= day;
  const facts = Object.entries({ ...documents, ...payments }).filter(([, { from }]) => from <= day);
  return canonicalJson([
    facts.map(([id, { amount, customer, end }]) => [id, amount, customer, ended(end)]),
    Object.entries(allocations).flatMap(([id, { amount, from, until }]) =>
      amount > 0 && from <= day && day < until ? [[id, amount]] : [],
    ),
    Object.entries(reductions).flatMap(([id, { amount, from, end }]) =>
      from <= day && !ended(end) ? [[id, amount]] : [],
    ),
  ]);
}

/** What the desktops of one history share. */
export class Office {
  readonly honest: boolean;
  readonly commits: Written[] = [];
  readonly views = new Map<string, View>();
  readonly asClosed = new Map<string, string>();
  /** Those of the commits that say something of periods. */
  readonly ofPeriods: Written[] = [];
  /** By device, its last commit. */
  readonly newest: Record<string, number> = {};

  constructor(honest: boolean) {
    this.honest = honest;
  }
}

export class Desktop {
  readonly author: Author;
  private readonly office: Office;
  private readonly isOld: boolean;
  private view: View = {};

  constructor(office: Office, device: string, now: number, isOld: boolean) {
    this.office = office;
    this.author = new Author(device, now);
    this.isOld = isOld;
  }

  /** Everything that was written so far arrives. */
  hear(): void {
    this.view = { ...this.office.newest };
  }

  /** The day from which something asked for on a day counts: as every command does it (PC2). */
  openDay(day: string): string {
    if (this.isOld) return day;
    const closes = closesIn(seenIn(this.office.ofPeriods, this.view)).values();
    const standing = [...closes].map((close) => ({ ...close, reopened: !close.stands, sealed: false }));
    return firstOpen(day, openFrom(standing.filter(closeStands)));
  }

  write(events: readonly (DomainEvent | UnknownEvent)[]): void {
    const { office, author } = this;
    const { device } = author;
    const written = author.write(events.map((one) => this.closed(one)));
    const { id, sequence } = written.envelope;
    office.views.set(id, this.isOld ? {} : this.view);
    office.newest[device] = sequence;
    this.view = { ...this.view, [device]: sequence };
    office.commits.push(written);
    if (!written.events.some(({ type }) => type.startsWith('period.'))) return;
    office.ofPeriods.push(written);
    for (const { type, entity, data } of written.events) {
      if (office.honest && type === 'period.closed')
        office.asClosed.set(
          entity,
          standingOn(this.state(sequence - 1), (data as { through: string }).through),
        );
    }
  }

  /** A close says what its desktop knew and, in an honest history, what stood of what did not fit. */
  private closed(one: DomainEvent | UnknownEvent): DomainEvent | UnknownEvent {
    if (one.type !== 'period.closed') return one;
    const data = one.data as Extract<DomainEvent, { type: 'period.closed' }>['data'];
    const known = { ...this.view };
    if (!this.office.honest) return event('period.closed', one.entity, one.effective, { ...data, known });
    const { allocations, documents, payments } = this.state();
    const cuts = Object.entries(allocations).flatMap(([id, { amount, cut, from, source, target }]) =>
      cut > 0 && from <= data.through && documents[target] && (payments[source] ?? documents[source])
        ? [[id, amount] as const]
        : [],
    );
    return event('period.closed', one.entity, one.effective, {
      ...data,
      known,
      cuts: Object.fromEntries(cuts),
    });
  }

  /** What this desktop's books say, all of it confirmed in the order of writing; its own commits up to `own`. */
  private state(own = Number.POSITIVE_INFINITY): FoldedState {
    const { commits } = this.office;
    const view = { ...this.view, [this.author.device]: Math.min(own, this.view[this.author.device] ?? 0) };
    const confirmations = commits.map(({ envelope }, index) => ({
      id: envelope.id,
      sequence: index + 1,
      received: 0,
      epoch: 'e1',
    }));
    return fold({ commits: seenIn(commits, view), confirmations });
  }
}
