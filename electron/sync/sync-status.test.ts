import { describe, expect, it } from 'vitest';
import type { SessionView } from './sync-session.ts';
import { setAsideOf, statusOf } from './sync-status.ts';

const idle = { state: 'idle' } as const;
const view = (more: Partial<SessionView>): SessionView => ({
  push: idle,
  pull: idle,
  contact: 1,
  received: 0,
  progress: { place: 7, head: 7 },
  ...more,
});
type Link = Parameters<typeof statusOf>[0];
const link = { address: 'https://office.example', paused: false, pauseOnMetered: false } as Link;
const waiting = { state: 'waiting', failure: { code: 'unreachable' }, until: 5000 } as const;
const stopped = { state: 'stopped', failure: { code: 'revoked', held: 0 } } as const;
const paused = { state: 'paused' } as const;

describe('what the screen says of the sync (SY6)', () => {
  it.each([
    ['everything is here and there', view({}), 0, { phase: 'up-to-date', problem: null }],
    ['something waits', view({}), 2, { phase: 'sending', unsent: 2 }],
    ['the server has not answered yet', view({ contact: null, progress: null }), 0, { phase: 'fetching' }],
    [
      'the record lags behind',
      view({ progress: { place: 3, head: 7 } }),
      2,
      { phase: 'fetching', progress: { done: 3, total: 7 } },
    ],
    [
      'there is no line',
      view({ push: waiting }),
      1,
      { phase: 'waiting', problem: 'unreachable', nextTry: 5000 },
    ],
    ['it was paused', view({ pull: paused, push: paused }), 1, { phase: 'paused', nextTry: null }],
    [
      'a person must act',
      view({ pull: stopped, push: waiting }),
      1,
      { phase: 'stopped', problem: 'revoked' },
    ],
  ] as const)('%s', (_what, seen, unsent, expected) => {
    expect(statusOf(link, seen, unsent)).toMatchObject({ address: link.address, ...expected });
  });
});

describe('what was set aside (SY4)', () => {
  const aside = (hash: string, device: string | null, received: number) =>
    ({ sequence: 5, received, epoch: 'e1', hash, device, why: 'withheld' }) as const;

  it('stands in one line for each cause and desktop, the oldest first told', () => {
    const held = { id: 'a', frame: 3, bytes: 900, recorded: 7 };
    const place = {
      aside: [aside('a', 'd1', 9), aside('b', 'd1', 4), aside('c', null, 6)],
      held: [held, { ...held, id: 'b', bytes: 100, recorded: 8 }],
    };
    expect(setAsideOf(place, new Map([['d1', 'Front desk']]))).toEqual([
      { why: 'too-large', desktop: '', count: 2, since: 7, bytes: 900 },
      { why: 'withheld', desktop: 'Front desk', count: 2, since: 4, bytes: 0 },
      { why: 'withheld', desktop: '', count: 1, since: 6, bytes: 0 },
    ]);
  });
});
