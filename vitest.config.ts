import { configDefaults, defineConfig } from 'vitest/config';
import { NODE_FLAGS } from './build/paths.mjs';

const SECOND = 1000;

/** Tests that start the whole program: two at a time, each with folders of its own. */
const WINDOWED = ['test/{journey,security,app}/**/*.test.ts'];

/** Two projects of one runner: what runs in plain Node, and the journeys that drive a real Electron window. */
export default defineConfig({
  test: {
    passWithNoTests: false,
    execArgv: NODE_FLAGS,
    // What is waited for comes at once, or late on a machine that has much to do: a limit is for what never comes.
    expect: { poll: { timeout: 120 * SECOND } },
    retry: 0,
    testTimeout: 600 * SECOND,
    hookTimeout: 600 * SECOND,
    coverage: {
      provider: 'v8',
      include: ['shared/**', 'electron/**', 'renderer/src/**', 'server/**'],
      exclude: ['**/*.test.ts', '**/*.test.tsx', '**/*.d.ts'],
      reportsDirectory: 'coverage',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, 'out/**', 'dist/**', ...WINDOWED],
          environment: 'node',
          // The runner leaves one core idle unless it is told otherwise, and of two that is half.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'journey',
          include: WINDOWED,
          environment: 'node',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
