import { expect, it } from 'vitest';
import { scheduledState } from './scheduled.ts';

it('NU5: a scheduled draft waits for its day, is due from it on, and asks again when the day was typed over', () => {
  const on = '2026-03-10';
  const days = ['2026-03-09', '2026-03-10', '2026-03-11'];
  expect(days.map((today) => scheduledState({ on }, on, today))).toEqual(['waiting', 'due', 'due']);
  expect([null, '2026-03-11'].map((day) => scheduledState({ on }, day, '2026-03-01'))).toEqual([
    'changed',
    'changed',
  ]);
});
