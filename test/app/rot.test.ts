import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder } from '../journey/harness.ts';
import { type Answers, madeUpCompany, rotBooks } from './rot.ts';

const SEED = 20_261_121;
const CASES = 5;

let made: { data: string; answers: Answers };

beforeAll(async () => {
  made = await madeUpCompany(300);
});

afterAll(() => removeFolder(made.data));

it('has an answer to every question before anything is damaged', () => {
  expect([...made.answers].filter(([, answer]) => answer === null)).toEqual([]);
});

it(`BO1: eight flipped bytes in the books: already the first answer is right or refused (seed ${SEED})`, async () => {
  const result = await rotBooks(made, CASES, SEED);
  expect(result.failure).toBeNull();
  expect(result.right + result.refused).toBe(CASES);
});
