import { describe, expect, it } from 'vitest';
import { zId } from '../shared/events/primitives.ts';
import { derivedId, timeId, timeOf } from './time-id.ts';

const EARLY = Date.parse('2024-05-01T09:00:00Z');

describe('ids of the main process', () => {
  it('are UUIDs that sort by the millisecond in which they were given', () => {
    const given = Array.from({ length: 200 }, (_, step) => timeId(EARLY + step));
    expect(given.toSorted()).toEqual(given);
    expect(new Set(given.map((id) => id.slice(14))).size).toBe(200);
    for (const id of given) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(zId.safeParse(id).success).toBe(true);
    }
  });

  it('the page could not tell them from its own', () => {
    expect(timeId(EARLY).slice(0, 13)).toBe(timeOf(EARLY));
  });

  it('derived ones depend on the id and the purpose alone and keep the time', () => {
    const from = timeId(EARLY);
    const made = derivedId(from, 'series');
    expect(made).toBe(derivedId(from, 'series'));
    expect(made).not.toBe(derivedId(from, 'allocation/0'));
    expect(made).not.toBe(derivedId(timeId(EARLY), 'series'));
    expect(made.slice(0, 13)).toBe(timeOf(EARLY));
    expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
