import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Work that ends when it is told to, and what has begun and ended so far. */
function bench() {
  const said: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await new Promise<void>((end) => ends.set(name, end));
    said.push(`${name} ends`);
    return name;
  };
  return { said, work, end: (name: string) => ends.get(name)?.() };
}

const soon = () => new Promise((done) => setImmediate(done));

describe('turns', () => {
  it('runs one after the other under one key, and beside each other under two', async () => {
    const turns = new Turns();
    const { said, work, end } = bench();
    const all = [
      turns.run('a', work('first')),
      turns.run('a', work('second')),
      turns.run('b', work('other')),
    ];
    await soon();
    expect(said).toEqual(['first begins', 'other begins']);
    end('first');
    await soon();
    expect(said.slice(2)).toEqual(['first ends', 'second begins']);
    end('second');
    end('other');
    expect(await Promise.all(all)).toEqual(['first', 'second', 'other']);
  });

  it('goes on after what failed, and tells only him whose work it was', async () => {
    const turns = new Turns();
    const failed = turns.run('a', () => Promise.reject(new Error('full')));
    const next = turns.run('a', async () => 'next');
    await expect(failed).rejects.toThrow('full');
    expect(await next).toBe('next');
  });

  it('keeps the order for what comes while the last turn ends', async () => {
    const turns = new Turns();
    const { said, work, end } = bench();
    const first = turns.run('a', work('first')).then(() => turns.run('a', work('third')));
    const second = turns.run('a', work('second'));
    await soon();
    end('first');
    await soon();
    end('second');
    await second;
    await soon();
    expect(said.at(-1)).toBe('third begins');
    end('third');
    expect(await first).toBe('third');
  });
});
