/**
 * `npm run bench -- [--invoices N] [--keep] [--data FOLDER [--seed-only]]`: the jobs J1–J9 on the real program, beside floors of the same
 * run. A folder that has been seeded already is measured as it is.
 */
import { onBuiltApp } from './on-built-app.mjs';

await onBuiltApp('test/bench/bench-cli.ts');
