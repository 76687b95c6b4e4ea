import { describe, expect, it } from 'vitest';
import { Newest } from './newest.ts';

describe('the newest answer', () => {
  it('counts, whichever comes first', async () => {
    const newest = new Newest();
    const [slow, fast] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const both = [newest.of(slow.promise), newest.of(fast.promise)];
    fast.resolve('second');
    slow.resolve('first');
    expect(await Promise.all(both)).toEqual([null, 'second']);
  });

  it('counts no more once something else is shown, and the next one does again', async () => {
    const newest = new Newest();
    const answer = newest.of(Promise.resolve('late'));
    newest.forget();
    expect(await answer).toBeNull();
    expect(await newest.of(Promise.resolve('next'))).toBe('next');
  });

  it('that fails fails for him who asked', async () => {
    await expect(new Newest().of(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  });
});
