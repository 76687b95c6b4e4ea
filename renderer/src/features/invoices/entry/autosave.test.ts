import { describe, expect, it } from 'vitest';
import { createAutosave, type SaveState } from './autosave.ts';

/** A desk with hand-wound timers and a disk that answers when told. */
function desk() {
  const timers = new Map<number, () => void>();
  const states: SaveState['state'][] = [];
  const writes: { text: string; answer: (ok: boolean) => Promise<void> }[] = [];
  let next = 0;
  let text = '';
  const autosave = createAutosave<string>({
    pause: 400,
    report: ({ state }) => states.push(state),
    startTimer: (run) => {
      next += 1;
      timers.set(next, run);
      return next;
    },
    stopTimer: (timer) => timers.delete(timer),
    keep: () =>
      new Promise((resolve) => {
        writes.push({
          text,
          answer: async (ok) => {
            resolve(ok ? { ok, at: 12 } : { ok, error: 'full' });
            await new Promise((done) => setTimeout(done));
          },
        });
      }),
  });
  return {
    autosave,
    states,
    writes,
    timers,
    type(more: string) {
      text += more;
      autosave.touch();
    },
    elapse() {
      const due = [...timers.values()];
      timers.clear();
      for (const run of due) run();
    },
  };
}

describe('autosave (EV12)', () => {
  it('writes once for many keys, after the pause', async () => {
    const { writes, timers, type, elapse, states } = desk();
    for (const key of 'abc') type(key);
    expect(timers.size).toBe(1);
    expect(writes).toHaveLength(0);
    elapse();
    expect(writes.map(({ text }) => text)).toEqual(['abc']);
    await writes[0]?.answer(true);
    expect(states.at(-1)).toBe('kept');
  });

  it('never has two writes under way, and writes the newest after the one before', async () => {
    const { writes, type, elapse, states } = desk();
    type('a');
    elapse();
    type('b');
    elapse();
    expect(writes).toHaveLength(1);
    await writes[0]?.answer(true);
    expect(writes.map(({ text }) => text)).toEqual(['a', 'ab']);
    expect(states.at(-1)).toBe('typing');
    await writes[1]?.answer(true);
    expect(states.at(-1)).toBe('kept');
  });

  it('flushes at once, and only what is not kept yet', async () => {
    const { autosave, writes, type } = desk();
    type('a');
    const flushed = autosave.flush();
    await writes[0]?.answer(true);
    await flushed;
    await autosave.flush();
    expect(writes).toHaveLength(1);
  });

  it('says when a write failed, and tries again', async () => {
    const { autosave, writes, type, elapse, states } = desk();
    type('a');
    elapse();
    await writes[0]?.answer(false);
    expect(states.at(-1)).toBe('failed');
    void autosave.flush();
    expect(writes.map(({ text }) => text)).toEqual(['a', 'a']);
    await writes[1]?.answer(true);
    expect(states.at(-1)).toBe('kept');
  });

  it('writes where the clerk stands without a word', async () => {
    const { autosave, writes, elapse, states } = desk();
    autosave.touch(true);
    expect(states).toEqual([]);
    elapse();
    await writes[0]?.answer(true);
    expect(states).toEqual(['kept']);
  });

  it('writes nothing more once the draft is issued or discarded', async () => {
    const { autosave, writes, type, elapse, states } = desk();
    type('a');
    await autosave.stop();
    elapse();
    type('b');
    await autosave.flush();
    expect(writes).toHaveLength(0);
    expect(states).toEqual(['typing']);
  });

  it('has stopped only when the write under way has ended', async () => {
    const { autosave, writes, type, elapse } = desk();
    type('a');
    elapse();
    type('b');
    let isStopped = false;
    const stopped = autosave.stop().then(() => {
      isStopped = true;
    });
    await Promise.resolve();
    expect(isStopped).toBe(false);
    await writes[0]?.answer(true);
    await stopped;
    expect(writes.map(({ text }) => text)).toEqual(['a']);
  });

  it.each([true, false])(
    'keeps what was waiting when the draft stays after all (written: %s)',
    async (ok) => {
      const { autosave, writes, type, elapse, states } = desk();
      type('a');
      elapse();
      const stopped = autosave.stop();
      if (ok) type('b');
      await writes[0]?.answer(ok);
      await stopped;
      autosave.resume();
      void autosave.flush();
      expect(writes.map(({ text }) => text)).toEqual(['a', ok ? 'ab' : 'a']);
      await writes[1]?.answer(true);
      expect(states.at(-1)).toBe('kept');
    },
  );
});
