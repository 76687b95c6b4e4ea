/** Ids that the main process gives, and that it derives from others. */
import { hash, randomBytes } from 'node:crypto';

/** The part of a UUID that holds the time in version 7: 48 bits of Unix milliseconds. */
const TIME_LENGTH = 'xxxxxxxx-xxxx'.length;

/** That part for an instant, UTC milliseconds. */
export function timeOf(instant: number): string {
  const hex = instant.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/** A UUIDv7 (RFC 9562), as the page gives them: the books know at once that what lies beyond all their ids is new. */
export function timeId(now: number = Date.now()): string {
  const hex = randomBytes(10).toString('hex');
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${timeOf(now)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}

/**
 * A UUID (version 8) that depends on another id and the purpose alone. It keeps that id's time, so that what a command makes
 * is as new as the command.
 */
export function derivedId(from: string, purpose: string): string {
  const hex = hash('sha256', `${from}/${purpose}`);
  return `${from.slice(0, TIME_LENGTH)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
