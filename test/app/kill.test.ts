import { expect, it } from 'vitest';
import { killProgram } from './kill.ts';

const SEED = 20_261_121;

it(`keeps every confirmed number and payment when the program is killed while it works (seed ${SEED})`, async () => {
  const result = await killProgram(2, SEED);
  expect(result.failure).toBeNull();
  expect(result.kills).toBe(2);
  expect(result.confirmedInvoices).toBeGreaterThan(0);
  expect(result.confirmedPayments).toBeGreaterThan(0);
});
