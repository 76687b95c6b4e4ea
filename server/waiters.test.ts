import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeWaiters } from './waiters.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether a promise is settled by now. */
const isDone = async (done: Promise<void>): Promise<boolean> => {
  let settled = false;
  void done.then(() => {
    settled = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return settled;
};

describe('waiting pulls', () => {
  it('are woken by a head beyond their cursor, and by no other', async () => {
    const waiters = makeWaiters();
    const { done } = waiters.wait('a', 5, 1000);
    waiters.tell('a', 5);
    waiters.tell('b', 9);
    expect(await isDone(done)).toBe(false);
    waiters.tell('a', 6);
    expect(await isDone(done)).toBe(true);
    expect(waiters.count).toBe(0);
  });

  it('end after their time, or when they are ended, and leave nothing behind', async () => {
    const waiters = makeWaiters();
    const slow = waiters.wait('a', 0, 1000);
    const ended = waiters.wait('a', 0, 1000);
    expect(waiters.count).toBe(2);
    ended.end();
    expect(await isDone(ended.done)).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await isDone(slow.done)).toBe(true);
    expect(waiters.count).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('end at once when the server stops, those to come as well', async () => {
    const waiters = makeWaiters();
    const before = waiters.wait('a', 0, 1000);
    waiters.stop();
    expect(await isDone(before.done)).toBe(true);
    expect(await isDone(waiters.wait('a', 0, 1000).done)).toBe(true);
  });

  it('SV2: notice what other processes placed, by asking only for those that somebody waits for', async () => {
    const asked: (readonly string[])[] = [];
    const heads = new Map([['a', 0]]);
    const askHeads = async (companies: readonly string[]) => {
      asked.push(companies);
      if (asked.length === 2) throw new Error('the database is away');
      return heads;
    };
    const waiters = makeWaiters({ interval: 100, askHeads });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
    const { done } = waiters.wait('a', 0, 10_000);
    await vi.advanceTimersByTimeAsync(250);
    expect(asked).toEqual([['a'], ['a']]);
    heads.set('a', 1);
    await vi.advanceTimersByTimeAsync(100);
    expect(await isDone(done)).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.length).toBe(3);
  });
});
