/**
 * How many histories the property tests try, and from which seed: `CONVERGENCE_RUNS=20` tries twenty times as many,
 * `CONVERGENCE_SEED=random` others. Without them a run repeats the last one, so that the counts which show that the
 * histories were full of conflicts are the same on every machine.
 */
const factor = Number(process.env.CONVERGENCE_RUNS ?? 1);

/** The seed of a run that nobody gave one. */
export const PINNED = 20_260_321;
const wished = process.env.CONVERGENCE_SEED;

export const seed = wished === 'random' ? Math.floor(Math.random() * 0x7fff_ffff) : Number(wished ?? PINNED);

console.info(`convergence: seed ${seed}, ${factor} × the usual histories`);

export const runs = (usual: number): number => Math.max(1, Math.round(usual * factor));
