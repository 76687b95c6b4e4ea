import { expect, it } from 'vitest';
import { logLater } from './log-later.ts';

it('loads the log with its first line, once, and keeps the order of the lines', async () => {
  const written: string[] = [];
  let loads = 0;
  const log = logLater(async () => {
    loads += 1;
    await new Promise((resolve) => setTimeout(resolve));
    return {
      info: (message) => written.push(`info ${message}`),
      warn: (message) => written.push(`warn ${message}`),
      error: (message, fault) => written.push(`error ${message} ${String(fault)}`),
    };
  });
  expect(loads).toBe(0);
  log.info('one');
  log.warn('two');
  expect(written).toEqual([]);
  await log.written();
  log.error('three', 'why');
  expect(written).toEqual(['info one', 'warn two', 'error three why']);
  expect(loads).toBe(1);
});

it('says when there can be no log file', async () => {
  const log = logLater(() => Promise.reject(new Error('no disk')));
  log.info('lost');
  await expect(log.written()).rejects.toThrow('no disk');
});
