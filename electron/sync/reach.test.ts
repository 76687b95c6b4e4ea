import { describe, expect, it } from 'vitest';
import type { Aside } from '../../shared/events/confirmation.ts';
import { Reach } from './reach.ts';

const aside = (own: number | undefined, why: Aside['why'], device: string | null = 'a'): Aside => ({
  ...{ sequence: 50, received: 0, epoch: 'e1', hash: '', device, why },
  ...(own !== undefined && { own }),
});

describe('how far an author’s commits are here', () => {
  it('SY7: goes on from the record, over what is kept in short, up to the first gap', () => {
    const reach = new Reach(
      [{ device: 'a', sequence: 3 }],
      [aside(5, 'withheld'), aside(4, 'unsigned'), aside(7, 'withheld')],
    );
    expect([5, 6, 7, 8].map((sequence) => reach.has('a', sequence))).toEqual([true, true, false, false]);
    reach.add('a', 6);
    expect([8, 9].map((sequence) => reach.has('a', sequence))).toEqual([true, false]);
  });

  it('begins with the first commit of an author of whom nothing is here', () => {
    const reach = new Reach([], []);
    expect([reach.has('a', 1), reach.has('a', 2)]).toEqual([true, false]);
  });

  it('ends at what came damaged, and at what waits behind it', () => {
    const reach = new Reach([], [aside(undefined, 'damaged', null), aside(1, 'behind')]);
    expect([reach.has('a', 1), reach.has('a', 2)]).toEqual([true, false]);
  });

  it('leads to what waits behind a gap once that is closed, and to everything else at any time', () => {
    const reach = new Reach([], []);
    const waiting = [aside(2, 'behind'), aside(9, 'unsigned'), aside(undefined, 'damaged', null)];
    expect(waiting.map((one) => reach.leadsTo(one))).toEqual([false, true, true]);
    reach.add('a', 1);
    expect(waiting.map((one) => reach.leadsTo(one))).toEqual([true, true, true]);
    // An author's name, or number, that could not be kept is not made up.
    expect([reach.leadsTo(aside(undefined, 'behind')), reach.leadsTo(aside(2, 'behind', null))]).toEqual([
      false,
      false,
    ]);
  });
});
