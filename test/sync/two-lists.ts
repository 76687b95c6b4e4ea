/** The review lists of two whole programs of one office, which must be alike, and a word said on one of them. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { InputOf, OutputOf } from '../../shared/contract/contract.ts';
import { newId, type Office, type Program } from '../main/harness.ts';
import { type Desks, type TwoDesktops, twoDesktops } from './desks.ts';
import type { ModelServer } from './model-server.ts';
import { quiet } from './office-line.ts';

export type Entry = OutputOf<'review.list'>['entries'][number];
type Said = InputOf<'review.answer'>;

export const TODAY = '2026-03-02';

class TwoLists {
  private readonly programs: readonly Program[];

  constructor({ mine, other }: Pick<TwoDesktops, 'mine' | 'other'>) {
    this.programs = [mine, other];
  }

  /** Both work without a line, then it is there again. */
  async apart(work: () => Promise<void>): Promise<void> {
    for (const program of this.programs) await program.must('sync.pause', { paused: true });
    await work();
    // One after the other, so that the server's order is the same in every run.
    for (const program of this.programs) {
      await program.must('sync.pause', { paused: false });
      await quiet(program);
    }
    await quiet(...this.programs);
  }

  /** The one list that stands on both desktops. */
  async list(): Promise<readonly Entry[]> {
    const [here = [], there] = await Promise.all(
      this.programs.map(async (program) => (await program.must('review.list', { today: TODAY })).entries),
    );
    expect(there).toEqual(here);
    return here;
  }

  async only(kind: Entry['kind']): Promise<Entry> {
    const found = (await this.list()).filter((entry) => entry.kind === kind);
    expect(found).toHaveLength(1);
    return found[0] as Entry;
  }
}

export let desks: Desks;
export let server: ModelServer;
export let mine: Program;
export let other: Program;
export let office: Office;
export let lists: TwoLists;

/** Before each test of a file: two desktops that are alike, the server between them, and their lists. */
export function twoListsForEach(): void {
  beforeEach(async () => {
    const both = await twoDesktops();
    ({ desks, server, mine, other, office } = both);
    lists = new TwoLists(both);
  });
  afterEach(() => desks.clear());
}

/** A word on an entry, with what follows from it. */
export const wordOn = (
  { key, of }: Entry,
  answer: Said['answer'],
  end: Omit<NonNullable<Said['end']>, 'reason'> | null = null,
): Said => ({
  commandId: newId(),
  key,
  of,
  answer,
  end: end && { what: end.what, id: end.id, reason: 'Entered twice' },
});

export const factOf = (entry: Entry, side: number, name: string) =>
  entry.sides[side]?.facts.find((fact) => fact.name === name)?.value;
