import { expect, it } from 'vitest';
import { fuzzWire } from './wire-fuzz.ts';

/** A twentieth of what `npm run torture` does. */
const CASES = 2500;
const SEED = Number(process.env.COUNTERFOIL_SEED ?? 20_261_121);

it(`SY2: survives ${CASES} mutated requests (seed ${SEED})`, async () => {
  const { seen, failure } = await fuzzWire(CASES, SEED);
  expect(failure).toBeNull();
  // Not vacuous: requests came through to every layer.
  for (const code of ['ok', 'malformed', 'bad-request', 'not-found', 'unknown-device'])
    expect({ code, count: seen[code] ?? 0 }).not.toEqual({ code, count: 0 });
});
