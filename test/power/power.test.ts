import { describe, expect, it } from 'vitest';
import { cutPower, type Deaf } from './power-cuts.ts';

/** A part of `npm run torture`, from a fixed seed. */
const SEED = 20_261_121;
const CUTS = 5;
/** A mutant has so many cuts to be found by. */
const MUTANT_CUTS = 30;

const MUTANTS: Readonly<Record<string, Deaf>> = {
  'JO5: the journal is not flushed': (line) => line.op === 'flush' && line.path.endsWith('.cfj'),
  'JO2: folders are not flushed': (line) => line.op === 'sync-folder',
  'EV12: drafts are not flushed': (line) => line.op === 'flush' && line.path.includes('drafts/'),
};

describe('power cuts of the whole main process', () => {
  it('JO5, EV11, EV12, DV3: leave everything that the user was told', async () => {
    const result = await cutPower(CUTS, SEED);
    console.log(`power cuts: seed ${SEED}, ${JSON.stringify(result.seen)}`);
    expect(result.failure).toBeNull();
    expect(result.seen.told).toBeGreaterThan(CUTS);
  });

  it.each(Object.entries(MUTANTS))('find the mutant %s', async (_, deaf) => {
    expect((await cutPower(MUTANT_CUTS, SEED, deaf)).failure).not.toBeNull();
  });
});
