import { describe, expect, it } from 'vitest';
import { OpenIndex } from './open-items.ts';

const item = (id: string, customer: string, last: string) => ({ id, customer, last });

describe('what is open', () => {
  it('BO5: knows a day after which no rest changes, whatever has left since', () => {
    const index = new OpenIndex<ReturnType<typeof item>>();
    expect(index.lastChange).toBe('');
    index.set(item('a', 'one', '2026-03-01'));
    index.set(item('b', 'two', '2026-05-01'));
    index.set(item('c', 'one', '2026-04-01'));
    expect(index.lastChange).toBe('2026-05-01');
    index.delete('b');
    expect([...index.all.values()].every(({ last }) => last <= index.lastChange)).toBe(true);
    expect([...index.of('one')].map(({ id }) => id)).toEqual(['a', 'c']);
    expect([...index.of('two')]).toEqual([]);
  });
});
