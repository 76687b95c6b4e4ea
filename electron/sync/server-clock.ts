/** The server's time as this desktop knows it (NU5, EV8): heard at a contact, and counted on by the desktop's own clock. */

/** What was heard at the last contact: both clocks at one moment, UTC milliseconds. */
export interface HeardClock {
  readonly server: number;
  readonly local: number;
}

/**
 * The server's time now. Between contacts it goes on as the desktop's clock does; a desktop whose clock stands before the
 * last contact has been set back, so the server's time is at least what it was then.
 */
export const serverTime = ({ server, local }: HeardClock, now: number): number =>
  server + Math.max(0, now - local);

/** So much the difference of the clocks may drift before it is written down again, and so old may what is kept be. */
const DRIFT = 60_000;
const STALE = 60 * 60_000;

/** Whether what was heard now says something that what is kept does not. */
export const isNews = (kept: HeardClock | undefined, heard: HeardClock): boolean =>
  kept === undefined ||
  Math.abs(kept.server - kept.local - (heard.server - heard.local)) > DRIFT ||
  Math.abs(heard.local - kept.local) > STALE;
