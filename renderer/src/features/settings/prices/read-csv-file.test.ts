import { expect, it } from 'vitest';
import { readCsvFile } from './read-csv-file.ts';

it('reads a file of rows, and does not touch one of 500 MB', async () => {
  expect(await readCsvFile({ size: 3, text: async () => 'a,b' })).toBe('a,b');
  const unread = { size: 500_000_000, text: () => Promise.reject(new RangeError('the file was read')) };
  expect(await readCsvFile(unread)).toBeNull();
});
