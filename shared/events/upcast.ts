/** Brings events of older versions to the present shape (EV7), purely, one step a version. */
import { type DomainEvent, type EventType, eventTypes, type UnknownEvent } from './event-types.ts';

/** `upcasters['customer.set'][1]` turns the data of version 1 into that of version 2. */
type Upcasters = { readonly [Type in EventType]?: Readonly<Record<number, (data: unknown) => unknown>> };

/** The steps from version 1 to the one after `last`, each of which only added a part that may be absent. */
const onlyAdded = (last: number) =>
  Object.fromEntries(Array.from({ length: last }, (_, index) => [index + 1, (data: unknown) => data]));

const upcasters: Upcasters = {
  'company.set': onlyAdded(9),
  'user.set': onlyAdded(1),
  'device.set': onlyAdded(3),
  'customer.set': onlyAdded(5),
  'item.set': onlyAdded(2),
  'tax.set': onlyAdded(5),
  'terms.set': onlyAdded(5),
  'method.set': onlyAdded(1),
  'draft.set': onlyAdded(14),
  'series.opened': onlyAdded(6),
  'document.issued': onlyAdded(18),
  'document.archived': onlyAdded(1),
  'deduction.made': onlyAdded(1),
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
