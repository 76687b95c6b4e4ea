import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LoopSurroundings, type Step, SyncLoop } from './sync-loop.ts';

const around: LoopSurroundings = {
  now: () => Date.now(),
  random: () => 1,
  later: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

let steps: Step<string>[];
let runs: number;
let loop: SyncLoop<string>;

/** The steps come as given; after the last there is nothing to do. */
const make = (work = async (): Promise<Step<string>> => steps.shift() ?? { step: 'done' }) =>
  new SyncLoop<string>({
    around,
    interval: 60_000,
    fault: (thrown) => `fault ${(thrown as Error).message}`,
    onState: () => {},
    work: () => {
      runs += 1;
      return work();
    },
  });

beforeEach(() => {
  vi.useFakeTimers();
  steps = [];
  runs = 0;
  loop = make();
});
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const failed = (retryAfter: number | null = null): Step<string> => ({
  step: 'failed',
  failure: 'no line',
  retryAfter,
});

describe('a sync loop', () => {
  it('goes on at once while there is more, then rests for its interval', async () => {
    steps = [{ step: 'more' }, { step: 'more' }];
    loop.resume();
    await pass(0);
    expect([runs, loop.state]).toEqual([3, { state: 'idle' }]);
    await pass(59_999);
    expect(runs).toBe(3);
    await pass(1);
    expect(runs).toBe(4);
  });

  it('SY4: backs off while it fails, and a success forgets the failures', async () => {
    steps = [failed(), failed(), failed(), { step: 'done' }, failed()];
    loop.resume();
    await pass(0);
    expect(loop.state).toEqual({ state: 'waiting', failure: 'no line', until: Date.now() + 1_000 });
    await pass(1_000);
    expect(loop.state).toMatchObject({ state: 'waiting', until: Date.now() + 2_000 });
    await pass(2_000);
    expect(loop.state).toMatchObject({ until: Date.now() + 4_000 });
    await pass(4_000);
    expect(loop.state).toEqual({ state: 'idle' });
    await pass(60_000);
    expect(loop.state).toMatchObject({ until: Date.now() + 1_000 });
  });

  it('SY4: obeys how long the server asks to be left alone', async () => {
    steps = [failed(90_000)];
    loop.resume();
    await pass(89_999);
    expect(runs).toBe(1);
    await pass(1);
    expect(runs).toBe(2);
  });

  it('SY4: a local commit or the network coming back is tried at once, and the failures are forgotten', async () => {
    steps = [failed(), failed(), failed(), failed(), failed()];
    loop.resume();
    await pass(3_000);
    expect(runs).toBe(3);
    loop.nudge();
    await pass(0);
    expect(runs).toBe(4);
    expect(loop.state).toMatchObject({ until: Date.now() + 1_000 });
  });

  it('a nudge while a step runs makes another step follow it', async () => {
    let end = (_step: Step<string>): void => {};
    loop = make(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    loop.resume();
    await pass(0);
    loop.nudge();
    end({ step: 'done' });
    await pass(0);
    expect(runs).toBe(2);
    end({ step: 'failed', failure: 'no line' });
    await pass(0);
    expect([runs, loop.state.state]).toEqual([2, 'waiting']);
  });

  it('SY4: stops and asks, and takes up again when a person has acted', async () => {
    steps = [{ step: 'stop', failure: 'unknown here' }];
    loop.resume();
    await pass(600_000);
    loop.nudge();
    await pass(600_000);
    expect([runs, loop.state]).toEqual([1, { state: 'stopped', failure: 'unknown here' }]);
    loop.resume();
    await pass(0);
    expect([runs, loop.state]).toEqual([2, { state: 'idle' }]);
  });

  it('pauses from every state, and a step that ends after that changes nothing', async () => {
    let end = (_step: Step<string>): void => {};
    loop = make(
      () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    );
    loop.resume();
    await pass(0);
    loop.pause();
    end({ step: 'more' });
    await pass(600_000);
    expect([runs, loop.state]).toEqual([1, { state: 'paused' }]);
    loop.nudge();
    await pass(0);
    expect(runs).toBe(1);
    loop.resume();
    await pass(0);
    expect(runs).toBe(2);
  });

  it('never runs two steps at once, however it is paused and taken up', async () => {
    let busy = 0;
    let most = 0;
    loop = make(async () => {
      busy += 1;
      most = Math.max(most, busy);
      await new Promise((resolve) => setTimeout(resolve, 500));
      busy -= 1;
      return { step: 'done' };
    });
    loop.resume();
    for (let turn = 0; turn < 5; turn += 1) {
      await pass(120);
      loop.pause();
      loop.resume();
    }
    await pass(2_000);
    expect([most, loop.state]).toEqual([1, { state: 'idle' }]);
  });

  it('does nothing more once it is closed', async () => {
    loop.resume();
    await pass(0);
    await loop.close();
    await loop.close();
    loop.pause();
    loop.nudge();
    loop.resume();
    await pass(600_000);
    expect([runs, loop.state]).toEqual([1, { state: 'closed' }]);
  });

  it('takes a throw for a fault of the program and goes on', async () => {
    loop = make(async () => {
      throw new Error('of logic');
    });
    loop.resume();
    await pass(0);
    expect(loop.state).toMatchObject({ state: 'waiting', failure: 'fault of logic' });
    await loop.close();
    await pass(600_000);
    expect([runs, loop.state]).toEqual([1, { state: 'closed' }]);
  });
});
