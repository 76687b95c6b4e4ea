/** `npm run coverage`: branches of what every company's record rests on – journal, merge, protocol – that no test takes. */
import { configDefaults, defineConfig } from 'vitest/config';
import { NODE_FLAGS } from './build/paths.mjs';

const SECOND = 1000;

/** The part of the sync that decides, without lines, windows and screens. */
const PURE_SYNC =
  'aside-step,backoff,deliver,glance,holdings,pull-frames,pull-page,pull-reader,pull-step,push-step,reach,record-ahead,refill,replenishing,server-address,sync-failure,sync-loop,sync-status,vouch-for,vouching,wire-client';

export default defineConfig({
  test: {
    execArgv: NODE_FLAGS,
    include: [
      'shared/{journal,events,wire}/**/*.test.ts',
      'electron/{journal,sync}/**/*.test.ts',
      'test/crash/*.test.ts',
      'test/convergence/{fold,settling}.test.ts',
      'test/sync/{dishonest-server,simulation,two-desktops,restored-desktop,sealed-office,sealed-page,set-aside,shut-out-author,lacking-bodies,personal-data,record-at-hand,first-sync}.test.ts',
    ],
    exclude: configDefaults.exclude,
    testTimeout: 300 * SECOND,
    hookTimeout: 120 * SECOND,
    coverage: {
      enabled: true,
      provider: 'v8',
      include: [
        'shared/{journal,events,wire}/**/*.ts',
        'electron/journal/**/*.ts',
        `electron/sync/{${PURE_SYNC}}.ts`,
      ],
      // The thread's own two lines run where nothing counts them; what it serves is counted.
      exclude: ['**/*.test.ts', 'electron/journal/writer-thread.ts'],
      reporter: ['text', 'json'],
      reportsDirectory: 'out/coverage',
      thresholds: { branches: 100, perFile: true },
    },
  },
});
