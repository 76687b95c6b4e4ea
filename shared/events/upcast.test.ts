import { describe, expect, it } from 'vitest';
import { customerFields } from '../../test/books/record.ts';
import { type EventType, event, eventTypes } from './event-types.ts';
import { readEvent } from './upcast.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const method = event('method.set', ID, '2026-01-01', {
  fields: { name: 'Cash', kind: 'cash', archived: false },
});

describe('reading events', () => {
  it('EV7: reads an event of the present version as it is', () => {
    expect(readEvent(method)).toEqual(method);
    const customer = event('customer.set', ID, '2026-01-01', { fields: customerFields() });
    expect(readEvent(JSON.parse(JSON.stringify(customer)))).toEqual(customer);
  });

  it('EV7: does not read unknown types, newer versions, or data that no schema accepts', () => {
    expect(readEvent({ ...method, type: 'invoice.blessed' })).toBeUndefined();
    expect(readEvent({ ...method, type: 'toString' })).toBeUndefined();
    expect(readEvent({ ...method, version: method.version + 1 })).toBeUndefined();
    expect(readEvent({ ...method, data: { fields: { kind: 'barter' } } })).toBeUndefined();
  });

  it('EV7: brings an old version up step by step, and reads nothing when a step is missing', () => {
    const old = { ...method, version: 0, data: { label: 'Cash' } };
    const steps = {
      'method.set': {
        0: (data: unknown) => ({ fields: { name: (data as { label: string }).label } }),
        1: (data: unknown) => data,
      },
    };
    expect(readEvent(old, steps)).toMatchObject({ version: 2, data: { fields: { name: 'Cash' } } });
    expect(readEvent(old)).toBeUndefined();
  });

  it('every event type has a version and refuses foreign data', () => {
    for (const type of Object.keys(eventTypes) as EventType[]) {
      expect(eventTypes[type].version).toBeGreaterThanOrEqual(1);
      expect(eventTypes[type].data.safeParse('text').success).toBe(false);
    }
  });
});
