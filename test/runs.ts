/**
 * How many cases the random proofs try, and from which seed: `RANDOM_RUNS=20` tries twenty times as many, `RANDOM_SEED=random` others.
 * Without them a run repeats the last one (ADR 20): counts which show that the cases were full of conflicts are the same on
 * every machine, and nothing is found where nothing has changed. New cases are what `npm run torture` is for.
 */
const factor = Number(process.env.RANDOM_RUNS ?? 1);

/** The seed of a run that nobody gave one. */
export const PINNED = 20_260_321;
const wished = process.env.RANDOM_SEED;

export const seed = wished === 'random' ? Math.floor(Math.random() * 0x7fff_ffff) : Number(wished ?? PINNED);

if (seed !== PINNED || factor !== 1) console.info(`random cases: seed ${seed}, ${factor} × the usual number`);

export const runs = (usual: number): number => Math.max(1, Math.round(usual * factor));
