/** The company to try things with can be made in every country. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROFILE_CODES } from '../../shared/domain/profiles.ts';
import { clearDesk, type Desk, newDesk, newId, type Program, startProgram } from './harness.ts';

let desk: Desk;
let program: Program;
beforeEach(async () => {
  desk = await newDesk();
  program = await startProgram(desk);
});
afterEach(async () => {
  await program.app.close();
  await clearDesk(desk);
});

it.each(PROFILE_CODES)('makes the demo company of %s without a question', async (profile) => {
  const made = await program.call('companies.createDemo', {
    ...{ commandId: newId(), profile, name: 'Demo', invoices: 12 },
  });
  expect(made).toMatchObject({ ok: true });
  expect((await program.must('books.counts', {})).documents).toBeGreaterThanOrEqual(12);
  // The account is held by whoever sends the invoices.
  expect((await program.must('company.get', {})).fields.bankDetails[0]).toBe('Demo');
});
