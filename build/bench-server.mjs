/**
 * `npm run bench:server -- [--commits N] [--companies N] [--devices N]`: rates, delays and memory of the sync server. The first
 * sync is measured between two real applications.
 */
import { onBuiltApp } from './on-built-app.mjs';

await onBuiltApp('test/bench/server-bench.ts');
