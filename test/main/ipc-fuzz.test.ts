import { expect, it } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { runs, seed } from '../runs.ts';
import { fuzzIpc } from './ipc-fuzz.ts';

const MESSAGES = runs(5_000);

/** Milliseconds that a message may take at most, on a machine that has other things to do. */
const LONGEST = 60;

it(
  `answers ${MESSAGES} hostile messages (seed ${seed}) as data, and what was refused has changed nothing`,
  async () => {
    const { sent, answers, unreached, carriedOut, stills, failure } = await fuzzIpc(MESSAGES, seed);
    expect(failure).toBeNull();
    expect(sent).toBeGreaterThanOrEqual(MESSAGES);
    // Both doors were tried, on every channel, and the desktop's files were compared now and then.
    expect(answers.ok).toBeGreaterThan(MESSAGES / 10);
    expect(answers.invalid).toBeGreaterThan(MESSAGES / 4);
    expect(answers.forbidden).toBeGreaterThan(MESSAGES / 50);
    expect(unreached).toEqual([]);
    expect(carriedOut).toBeGreaterThan(Object.keys(contract).length / 2);
    expect(stills).toBeGreaterThan(MESSAGES / 1_000);
    console.info(`hostile messages: ${JSON.stringify({ ...answers, carriedOut, stills })}`);
  },
  MESSAGES * LONGEST,
);
