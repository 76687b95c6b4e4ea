import { describe, expect, it } from 'vitest';
import { isNews, serverTime } from './server-clock.ts';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-03-02T12:00:00Z');

describe('the server’s time', () => {
  it('NU5: goes on with the desktop’s clock after the last contact', () => {
    expect(serverTime({ server: NOON, local: NOON + 5 }, NOON + 5 + HOUR)).toBe(NOON + HOUR);
  });

  it('NU5: a clock that is years off stays as far off without a line', () => {
    const ahead = 10 * 365 * 24 * HOUR;
    expect(serverTime({ server: NOON, local: NOON + ahead }, NOON + ahead + HOUR)).toBe(NOON + HOUR);
  });

  it('EV8: a clock that was set back since does not set the server back', () => {
    expect(serverTime({ server: NOON, local: NOON }, NOON - 72 * HOUR)).toBe(NOON);
  });

  it('is kept when it is new, has drifted, or was heard long ago', () => {
    const kept = { server: NOON, local: NOON };
    expect(isNews(undefined, kept)).toBe(true);
    expect(isNews(kept, { server: NOON + 1000, local: NOON + 1500 })).toBe(false);
    expect(isNews(kept, { server: NOON + 90_000, local: NOON + 1000 })).toBe(true);
    expect(isNews(kept, { server: NOON + 2 * HOUR, local: NOON + 2 * HOUR })).toBe(true);
  });
});
