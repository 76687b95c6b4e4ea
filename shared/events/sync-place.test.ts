import { describe, expect, it } from 'vitest';
import type { SyncPlace } from './confirmation.ts';
import { followPlace } from './sync-place.ts';

const DEVICE = '01900000-0000-7000-8000-00000000000d';
const cursor = (sequence: number) => ({ sequence, chain: String(sequence % 10).repeat(64) });
const sent = (sequence: number) => ({ device: DEVICE, sequence, frame: sequence * 2 });
const NONE = { aside: [], held: [] };
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
    ).toEqual({ epoch: 'e1', sent: sent(3), cursor: cursor(7), received: 50, ...NONE });
  });

  it('SY7: a new epoch asks for everything again but forgets nothing of the queue', () => {
    expect(
      placeAfter(
        { epoch: 'e1', entries: [], sent: sent(3), cursor: cursor(7) },
        { epoch: 'e2', entries: [entry(60)] },
      ),
    ).toEqual({ epoch: 'e2', sent: sent(3), cursor: null, received: 60, ...NONE });
    expect(
      placeAfter(
        { epoch: 'e1', entries: [], cursor: cursor(7) },
        { epoch: 'e2', entries: [], cursor: cursor(2) },
      ),
    ).toMatchObject({ epoch: 'e2', cursor: cursor(2) });
  });

  it('SY4: what was set aside stays so through new epochs, said once, until it is taken', () => {
    const aside = (digit: string, sequence: number) => ({
      sequence,
      received: 5,
      epoch: 'e1',
      hash: digit.repeat(64),
      device: null,
      why: 'damaged' as const,
    });
    const held = { id: DEVICE, frame: 4, bytes: 9, recorded: 3 };
    const said = [
      { epoch: 'e1', entries: [], cursor: cursor(7), aside: [aside('a', 6), aside('b', 7)], held: [held] },
      { epoch: 'e2', entries: [], aside: [aside('b', 3)] },
    ] as const;
    const kept = { aside: [aside('a', 6), aside('b', 3)], held: [held] };
    expect(placeAfter(...(said as never as Parameters<typeof placeAfter>))).toMatchObject(kept);
    const after = placeAfter(...(said as never as Parameters<typeof placeAfter>), {
      epoch: 'e2',
      entries: [],
      taken: ['a'.repeat(64)],
      brought: [DEVICE],
    });
    expect(after).toMatchObject({ aside: [aside('b', 3)], held: [] });
  });
});
