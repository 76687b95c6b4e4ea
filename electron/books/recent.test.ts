import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

/** So many are remembered: the first is forgotten when the ninth begins. */
const BATCHES = 8;

describe('what the last batches wrote', () => {
  it('is known until eight more have begun; what lies above all that was forgotten and is not here is nowhere', () => {
    const recent = new Recent();
    const batch = () => {
      recent.begin();
      return recent.of<string>('documents', 'g');
    };
    const rows = batch();
    expect([rows.reaches('g'), rows.reaches('h')]).toEqual([false, true]);
    rows.keep('k', 'first');
    rows.keep('m', 'first');
    batch().keep('m', 'second');
    for (let more = 2; more < BATCHES; more += 1) batch();
    expect([rows.get('k'), rows.get('m'), rows.reaches('h')]).toEqual(['first', 'second', true]);
    batch();
    expect([rows.get('k'), rows.get('m')]).toEqual([undefined, 'second']);
    expect([rows.reaches('k'), rows.reaches('l')]).toEqual([false, true]);
    batch();
    expect(rows.get('m')).toBeUndefined();
    expect([rows.reaches('m'), rows.reaches('n')]).toEqual([false, true]);
  });

  it('says of a removed row that there is none, and begins anew after everything was forgotten', () => {
    const recent = new Recent();
    recent.begin();
    const rows = recent.of<string>('payments', 'a');
    rows.keep('c', null);
    rows.keep('b', 'row');
    expect([rows.get('c'), rows.keys()]).toEqual([null, ['b', 'c']]);
    recent.clear();
    expect([rows.get('c'), rows.keys(), rows.reaches('z')]).toEqual([undefined, [], false]);
    recent.begin();
    expect(recent.of<string>('payments', 'c').reaches('d')).toBe(true);
  });
});
