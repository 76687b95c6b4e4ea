/** How many histories the property tests try, and from which seed: `CONVERGENCE_RUNS=20` tries twenty times as many. */
const factor = Number(process.env.CONVERGENCE_RUNS ?? 1);

export const seed = Number(process.env.CONVERGENCE_SEED ?? Math.floor(Math.random() * 0x7fff_ffff));

console.info(`convergence: seed ${seed}, ${factor} × the usual histories`);

export const runs = (usual: number): number => Math.max(1, Math.round(usual * factor));
