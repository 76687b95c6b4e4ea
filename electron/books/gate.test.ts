import { describe, expect, it } from 'vitest';
import { Gate } from './gate.ts';

/** Work that ends when it is told to, and says what it did. */
function work(log: string[], name: string) {
  const end = Promise.withResolvers<void>();
  const run = async () => {
    log.push(`${name} begins`);
    await end.promise;
    log.push(`${name} ends`);
    return name;
  };
  return { run, end: end.resolve };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('the gate between reads and applies', () => {
  it('lets reads run together, and an apply only when all of them have ended', async () => {
    const log: string[] = [];
    const gate = new Gate();
    const [first, second, apply, third] = ['r1', 'r2', 'w', 'r3'].map((name) => work(log, name));
    if (!first || !second || !apply || !third) throw new Error('four pieces of work');
    const all = [gate.read(first.run), gate.read(second.run), gate.write(apply.run), gate.read(third.run)];
    await settle();
    expect(log).toEqual(['r1 begins', 'r2 begins']);
    second.end();
    first.end();
    await settle();
    expect(log.slice(2)).toEqual(['r2 ends', 'r1 ends', 'w begins']);
    apply.end();
    await settle();
    expect(log.slice(5)).toEqual(['w ends', 'r3 begins']);
    third.end();
    expect(await Promise.all(all)).toEqual(['r1', 'r2', 'w', 'r3']);
  });

  it('goes on after work that fails, and hands its fault to whoever asked', async () => {
    const gate = new Gate();
    const fail = async () => {
      throw new Error('no');
    };
    await expect(gate.write(fail)).rejects.toThrow('no');
    await expect(gate.read(fail)).rejects.toThrow('no');
    expect(await gate.write(async () => 'w')).toBe('w');
    expect(await gate.read(async () => 'r')).toBe('r');
  });
});
