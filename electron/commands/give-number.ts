/** The number that this device gives a document, and the events that give it, all in the issuing commit (NU1, NU2, NU4). */
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { DocumentKind } from '../../shared/domain/document-kinds.ts';
import type { Day } from '../../shared/domain/money.ts';
import {
  currentSeries,
  firstSeriesOf,
  formatNumber,
  type NextNumber,
  nextNumber,
} from '../../shared/domain/numbering.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, type Finding, ok, type Result } from '../../shared/errors/index.ts';
import { type DomainEvent, type EventData, event } from '../../shared/events/event-types.ts';
import type { CompanyFields } from '../../shared/events/masters.ts';
import type { CommandContext } from './command.ts';

type SeriesRow = LookupOutput<'series'>[number];

/** What of the company decides about a number: the first month of its fiscal year (PC5), and its country's custom. */
type Office = Pick<CompanyFields, 'fiscalYearStart' | 'profile'>;

export interface GivenNumber {
  /** `null` where the document opens the first series of its kind. */
  readonly series: SeriesRow | null;
  /** `null` with a finding that says why. */
  readonly next: NextNumber | null;
  readonly findings: readonly Finding[];
}

const missing = (code: string, series?: string): Finding => ({
  ...{ code, severity: 'block', path: 'series' },
  ...(series === undefined ? {} : { params: { series } }),
});

/** Asks for the series and gives the number among them; see `numberAmong`. */
export async function numberFor(
  context: CommandContext,
  kind: DocumentKind,
  issueDate: Day,
  company: Office,
): Promise<Result<GivenNumber, AppError>> {
  const rows = await context.lookup('series', { device: null });
  return rows.ok ? ok(numberAmong(rows.value, context, kind, issueDate, company)) : rows;
}

/** @param rows the series of all devices. */
export function numberAmong(
  rows: readonly SeriesRow[],
  context: CommandContext,
  kind: DocumentKind,
  issueDate: Day,
  company: Office,
): GivenNumber {
  const own = rows.filter(({ device }) => device === context.device);
  const series = currentSeries(own, kind);
  if (series) {
    const marks = { highest: context.mark(series.id) };
    const next = nextNumber(series, issueDate, marks, company.fiscalYearStart, rows);
    if (next.ok) return { series, next: next.value, findings: [] };
    return { series, next: null, findings: [missing(next.error, series.id)] };
  }
  const invoices = currentSeries(own, 'invoice');
  if (kind === 'invoice' || !invoices) return { series, next: null, findings: [missing('no-series')] };
  const custom = profileOf(company.profile).kindPrefixes;
  const taken = new Set(rows.map(({ prefix }) => prefix));
  const successor = firstSeriesOf(kind, invoices, issueDate, taken, company.fiscalYearStart, custom);
  const number = formatNumber(successor, successor.next);
  const next = { from: 'successor', successor, counter: successor.next, number } as const;
  return { series, next, findings: [] };
}

/** The events that issue a document under its number: a successor or first series is opened in the same commit (NU1). */
export function issueEvents(
  context: CommandContext,
  id: string,
  document: IssuedDocument,
  { series, next }: { readonly series: SeriesRow | null; readonly next: NextNumber },
  more: Pick<EventData<'document.issued'>, 'draft' | 'copiedFrom' | 'overrides'>,
): DomainEvent[] {
  const opened: DomainEvent[] = [];
  let seriesId = series?.id ?? '';
  if (next.from === 'successor') {
    const { device, prefix, year, width, next: first } = next.successor;
    seriesId = context.newId('series');
    opened.push(
      event('series.opened', seriesId, context.today, {
        kind: document.kind,
        device,
        prefix,
        year,
        width,
        first,
      }),
    );
  }
  return [
    ...opened,
    event('document.issued', id, document.issueDate, {
      document,
      series: seriesId,
      counter: next.counter,
      ...more,
    }),
  ];
}
