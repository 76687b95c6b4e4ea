/**
 * Which device this desktop is in a company, and whether it may go on being it (DV2, DV3). A mark ahead of the journal,
 * another install id, a lost key or a fork means that the folder was restored or cloned: then a new device with series
 * of its own is made before the next issue, so that no number can be given twice.
 */
import type { LookupOutput } from '../../shared/contract/books-port.ts';
import type { Day } from '../../shared/domain/money.ts';
import { MAX_NUMBER_LENGTH, numberingYear } from '../../shared/domain/numbering.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { type DeviceFields, NO_INSTALL } from '../../shared/events/masters.ts';
import type { CompanyMarks } from './marks.ts';

export interface DeviceFacts {
  readonly marks: CompanyMarks | null;
  readonly installId: string;
  /** Public key that this desktop holds for its device, `null` when it is lost. */
  readonly publicKey: string | null;
  readonly devices: LookupOutput<'devices'>;
  readonly series: LookupOutput<'series'>;
  /** Last own sequence that the record holds. */
  readonly sequence: number;
  readonly forked: boolean;
}

export type DeviceVerdict =
  | { readonly keep: true; readonly device: string }
  | {
      readonly keep: false;
      readonly why: 'unknown-here' | 'key-lost' | 'cloned' | 'restored' | 'forked';
    }
  /** It has left for another computer, or is about to: nothing is written here, and no new device is made either. */
  | { readonly keep: false; readonly why: 'moved' | 'moving' };

/** Whether this desktop goes on as the device that its marks name. */
export function judgeDevice(facts: DeviceFacts): DeviceVerdict {
  const { marks } = facts;
  if (!marks) return { keep: false, why: 'unknown-here' };
  const record = facts.devices.find(({ id }) => id === marks.device);
  const install = record?.fields.installId;
  if (marks.disowned) return { keep: false, why: 'forked' };
  const arriving = record !== undefined && isArriving(marks, record.fields, facts);
  if (marks.handedOver && !arriving) return { keep: false, why: 'moved' };
  // A desktop that a manager has just admitted has not told its installation yet.
  if (!install || (install !== facts.installId && install !== NO_INSTALL && !arriving))
    return { keep: false, why: 'cloned' };
  if (facts.publicKey === null || record.fields.publicKey !== facts.publicKey)
    return { keep: false, why: 'key-lost' };
  if (facts.forked) return { keep: false, why: 'forked' };
  const behind = facts.series.some((row) => (marks.series[row.id] ?? 0) >= row.next);
  const missing = Object.keys(marks.series).some((id) => !facts.series.some((row) => row.id === id));
  if (marks.sequence > facts.sequence || behind || missing) return { keep: false, why: 'restored' };
  if (record.fields.movingTo && !arriving) return { keep: false, why: 'moving' };
  return { keep: true, device: marks.device };
}

/**
 * The device has come here by a move (ADR 42): the record closes with it on its way to this desktop, or says already that it
 * has arrived. A copy of the record from before it left here says neither, or is behind the marks.
 */
function isArriving({ taking, sequence }: CompanyMarks, device: DeviceFields, facts: DeviceFacts): boolean {
  if (taking === undefined || facts.sequence < sequence) return false;
  return device.movingTo === taking.receiver || (!device.movingTo && device.installId === facts.installId);
}

/** The prefix letters of the n-th device, from 0: none, `B`, `C` … `Z`, `AA` … (NU2). */
export function devicePrefix(index: number): string {
  if (index === 0) return '';
  let rest = index;
  let letters = '';
  for (;;) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
    if (rest < 26) return letters;
    rest = Math.floor(rest / 26) - 1;
  }
}

/** The first letters that no device has, counted from how many there are. */
function freePrefix(devices: LookupOutput<'devices'>): string {
  const taken = new Set(devices.map(({ fields }) => fields.prefix));
  let index = devices.length;
  while (taken.has(devicePrefix(index))) index += 1;
  return devicePrefix(index);
}

/**
 * Events by which a desktop joins as a new device: its record, and for every kind of document that the company numbers
 * a series of its own, shaped like the running one with the device's letters behind the prefix.
 */
export function joinAsDevice(join: {
  readonly device: string;
  readonly name: string;
  readonly publicKey: string;
  readonly installId: string;
  /** In whose name it works; `null` for the owner's. */
  readonly user: string | null;
  readonly devices: LookupOutput<'devices'>;
  readonly series: LookupOutput<'series'>;
  readonly today: Day;
  readonly fiscalYearStart: number;
  readonly newId: (purpose: string) => string;
}): readonly DomainEvent[] {
  const { device, name, publicKey, installId, today } = join;
  const prefix = freePrefix(join.devices);
  const events: DomainEvent[] = [
    event('device.set', device, today, {
      fields: { name, publicKey, installId, prefix, user: join.user, revoked: false },
    }),
  ];
  const kinds = new Map<string, LookupOutput<'series'>[number]>();
  for (const row of join.series) {
    if (row.paper) continue;
    const present = kinds.get(row.kind);
    const first = join.devices[0]?.id;
    if (!present || (row.device === first && (row.year ?? 0) >= (present.year ?? 0)))
      kinds.set(row.kind, row);
  }
  for (const row of kinds.values()) {
    const width = Math.min(row.width, 4);
    const taken = `${prefix}-`.length + (row.year === null ? 0 : '2026-'.length) + width;
    const stem = row.prefix
      .replace(/-?$/, '-')
      .slice(-(MAX_NUMBER_LENGTH - taken))
      .replace(/^-/, '');
    events.push(
      event('series.opened', join.newId(`series/${row.kind}`), today, {
        kind: row.kind,
        device,
        prefix: `${stem}${prefix}-`,
        year: row.year === null ? null : numberingYear(today, join.fiscalYearStart),
        width,
        first: 1,
      }),
    );
  }
  return events;
}
