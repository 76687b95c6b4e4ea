/** Brings events of older versions to the present shape (EV7), purely, one step a version. */
import { type DomainEvent, type EventType, eventTypes, type UnknownEvent } from './event-types.ts';

/** `upcasters['customer.set'][1]` turns the data of version 1 into that of version 2. */
type Upcasters = { readonly [Type in EventType]?: Readonly<Record<number, (data: unknown) => unknown>> };

/** A later version that only added a part that may be absent. */
const same = (data: unknown): unknown => data;

const upcasters: Upcasters = {
  'company.set': { 1: same, 2: same, 3: same, 4: same, 5: same, 6: same },
  'user.set': { 1: same },
  'device.set': { 1: same, 2: same },
  'customer.set': { 1: same, 2: same, 3: same, 4: same, 5: same },
  'item.set': { 1: same, 2: same },
  'tax.set': { 1: same, 2: same },
  'terms.set': { 1: same, 2: same },
  'method.set': { 1: same },
  'draft.set': {
    1: same,
    2: same,
    3: same,
    4: same,
    5: same,
    6: same,
    7: same,
    8: same,
    9: same,
    10: same,
    11: same,
  },
  'series.opened': { 1: same, 2: same, 3: same, 4: same },
  'document.issued': {
    1: same,
    2: same,
    3: same,
    4: same,
    5: same,
    6: same,
    7: same,
    8: same,
    9: same,
    10: same,
    11: same,
    12: same,
    13: same,
    14: same,
  },
  'document.archived': { 1: same },
  'deduction.made': { 1: same },
  'refund.made': { 1: (data) => ({ method: null, methodName: '', reference: '', ...(data as object) }) },
};

const isKnown = (type: string): type is EventType => Object.hasOwn(eventTypes, type);

/**
 * The event in its present version, checked against its schema; `undefined` for what this program cannot read yet
 * (unknown type, newer version, or data that no schema accepts): it is kept, relayed and shown as "needs an update".
 */
export function readEvent(stored: UnknownEvent, steps: Upcasters = upcasters): DomainEvent | undefined {
  if (!isKnown(stored.type)) return undefined;
  const { version, data } = eventTypes[stored.type];
  if (stored.version > version) return undefined;
  let upcasted: unknown = stored.data;
  for (let from = stored.version; from < version; from++) {
    const step = steps[stored.type]?.[from];
    if (!step) return undefined;
    upcasted = step(upcasted);
  }
  const parsed = data.safeParse(upcasted);
  if (!parsed.success) return undefined;
  return { ...stored, type: stored.type, version, data: parsed.data } as DomainEvent;
}
