import { describe, expect, it } from 'vitest';
import { ok } from '../../../shared/errors/index.ts';
import { followJob, type JobState } from './follow-job.ts';

function printer(states: (JobState | 'silent')[], isWanted = () => true) {
  const waits: number[] = [];
  let asked = 0;
  const outcome = followJob({
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    isWanted,
    ask: async () => {
      const state = states[Math.min(asked, states.length - 1)] as JobState | 'silent';
      asked += 1;
      return state === 'silent' ? { ok: false, error: { kind: 'unavailable', what: 'company' } } : ok(state);
    },
  });
  return { outcome, waits, asked: () => asked };
}
const at = (state: JobState['state'], detail = ''): JobState => ({ state, detail });

describe('following a print job', () => {
  it('asks until the printer has taken it', async () => {
    const { outcome, asked } = printer([at('waiting'), at('printing'), at('completed')]);
    expect(await outcome).toEqual({ outcome: 'completed' });
    expect(asked()).toBe(3);
  });

  it('tells why it failed or is held', async () => {
    expect(await printer([at('failed', 'out of paper')]).outcome).toEqual({
      outcome: 'failed',
      detail: 'out of paper',
    });
    expect(await printer([at('waiting'), at('held', 'paused')]).outcome).toEqual({
      outcome: 'held',
      detail: 'paused',
    });
  });

  it('goes on when the printer does not answer once', async () => {
    expect(await printer(['silent', at('completed')]).outcome).toEqual({ outcome: 'completed' });
  });

  it('ends without a word when it takes too long or nobody looks any more', async () => {
    const endless = printer([at('waiting')]);
    expect(await endless.outcome).toEqual({ outcome: 'unknown' });
    expect(endless.waits.every((pause, index) => pause >= (endless.waits[index - 1] ?? 0))).toBe(true);
    const left = printer([at('waiting')], () => false);
    expect(await left.outcome).toEqual({ outcome: 'unknown' });
    expect(left.asked()).toBe(0);
  });
});
