import { describe, expect, it } from 'vitest';
import type { SyncPlace } from './confirmation.ts';
import { followPlace } from './sync-place.ts';

const DEVICE = '01900000-0000-7000-8000-00000000000d';
const cursor = (sequence: number) => ({ sequence, chain: String(sequence % 10).repeat(64) });
const sent = (sequence: number) => ({ device: DEVICE, sequence, frame: sequence * 2 });
const entry = (received: number) => ({ id: DEVICE, sequence: 1, received });

const placeAfter = (...said: Parameters<typeof followPlace>[1][]): SyncPlace | null =>
  said.reduce<SyncPlace | null>(followPlace, null);

describe('the place with the server', () => {
  it('SY1, SY3: is what the acknowledgements said last, each of its part', () => {
    expect(
      placeAfter(
        { epoch: 'e1', entries: [entry(50)], sent: sent(3) },
        { epoch: 'e1', entries: [entry(40)], cursor: cursor(7) },
        { epoch: 'e1', entries: [] },
      ),
    ).toEqual({ epoch: 'e1', sent: sent(3), cursor: cursor(7), received: 50 });
  });

  it('SY7: a new epoch asks for everything again but forgets nothing of the queue', () => {
    expect(
      placeAfter(
        { epoch: 'e1', entries: [], sent: sent(3), cursor: cursor(7) },
        { epoch: 'e2', entries: [entry(60)] },
      ),
    ).toEqual({ epoch: 'e2', sent: sent(3), cursor: null, received: 60 });
    expect(
      placeAfter(
        { epoch: 'e1', entries: [], cursor: cursor(7) },
        { epoch: 'e2', entries: [], cursor: cursor(2) },
      ),
    ).toMatchObject({ epoch: 'e2', cursor: cursor(2) });
  });
});
