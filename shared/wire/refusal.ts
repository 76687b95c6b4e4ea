/** Every way in which the server says no (SY2), as data. A commit's content is never a ground: the sale has happened. */
import { z } from '../events/zod.ts';
import { zEpoch, zEpochs, zInstant, zPlace, zRole, zSha256 } from './primitives.ts';

const refusal = <Code extends string, Shape extends z.ZodRawShape>(code: Code, shape: Shape) =>
  z.object({ code: z.literal(code), ...shape });

export const zRefusal = z.discriminatedUnion('code', [
  /** Not the shape of this protocol. */
  refusal('malformed', { detail: z.string().max(300) }),
  /** The server does not speak this version; it speaks these. */
  refusal('protocol', { protocols: z.array(z.number().int()) }),
  /** The company is not here, or the device is not one of it: strangers learn no more. */
  refusal('unknown-device', {}),
  /** The request's own signature does not fit the device's key. */
  refusal('bad-request', {}),
  /** The request's time is too far from the server's: ask again by this clock. */
  refusal('clock', { time: zInstant }),
  /** This very request has been answered already; a repetition is a request of its own. */
  refusal('replayed', {}),
  /** DV4. `held`: how many of the device's later commits wait for a manager. */
  refusal('revoked', { held: z.number().int().min(0) }),
  refusal('not-allowed', { needs: z.array(zRole) }),
  /** A signature over commits is missing or does not fit its author's key. */
  refusal('bad-signature', { sequence: z.number().int() }),
  /** The author of these commits is not known; a manager's device can introduce it. */
  refusal('unknown-author', {}),
  refusal('too-large', { bytes: z.number().int(), limit: z.number().int() }),
  /** The server was restored: see SY7 for what to send before pulling again. */
  refusal('wrong-epoch', { epoch: zEpoch, epochs: zEpochs }),
  /** DV3: under this device sequence the server has another commit. `hash` is the author hash that it has. */
  refusal('forked', { sequence: z.number().int(), hash: zSha256 }),
  /** Commits are missing before these; the next one wanted has this device sequence. */
  refusal('gap', { expected: z.number().int() }),
  /** The cursor stands after everything that the server has, though the epoch is the same: history was lost. */
  refusal('ahead', { head: zPlace }),
  /** The device's id is taken by another key. */
  refusal('device-taken', {}),
  /** DV1: the code is wrong, used up, or older than ten minutes. */
  refusal('pairing', { why: z.enum(['unknown', 'expired', 'used', 'refused', 'tries', 'company']) }),
  refusal('not-found', {}),
  /** EV11: the bytes do not have the hash under which they came. */
  refusal('hash-differs', {}),
  /** Too many requests; ask again after so many milliseconds. */
  refusal('slow-down', { after: z.number().int().min(0) }),
  /** The server cannot do it now: starting, stopping, or its database is away. */
  refusal('unavailable', { after: z.number().int().min(0) }),
  /** The server's disk is full; nothing was stored. */
  refusal('full', { after: z.number().int().min(0) }),
  /** A fault of the server; `reference` finds it in its log. */
  refusal('internal', { reference: z.string().max(60) }),
]);

export type Refusal = z.output<typeof zRefusal>;
export type RefusalCode = Refusal['code'];

/** What every answer that is not a success carries. */
export const zRefused = z.object({ refused: zRefusal });

/**
 * What a client does about a refusal: `again` after a while with backoff (or what `after` says), `adjust` something that
 * the refusal tells and ask at once, `ask` a person and stop meanwhile, `set-aside` what was sent and show it (SY4).
 */
export type NextStep = 'again' | 'adjust' | 'ask' | 'set-aside';

interface CodeFacts {
  readonly status: number;
  readonly next: NextStep;
}

export const REFUSALS: Readonly<Record<RefusalCode, CodeFacts>> = {
  malformed: { status: 400, next: 'set-aside' },
  protocol: { status: 426, next: 'ask' },
  'unknown-device': { status: 401, next: 'ask' },
  'bad-request': { status: 401, next: 'ask' },
  clock: { status: 401, next: 'adjust' },
  replayed: { status: 401, next: 'adjust' },
  revoked: { status: 403, next: 'ask' },
  'not-allowed': { status: 403, next: 'ask' },
  'bad-signature': { status: 422, next: 'set-aside' },
  'unknown-author': { status: 422, next: 'ask' },
  'too-large': { status: 413, next: 'set-aside' },
  'wrong-epoch': { status: 409, next: 'adjust' },
  forked: { status: 409, next: 'ask' },
  gap: { status: 409, next: 'adjust' },
  ahead: { status: 409, next: 'ask' },
  'device-taken': { status: 409, next: 'ask' },
  pairing: { status: 403, next: 'ask' },
  'not-found': { status: 404, next: 'set-aside' },
  'hash-differs': { status: 422, next: 'set-aside' },
  'slow-down': { status: 429, next: 'again' },
  unavailable: { status: 503, next: 'again' },
  full: { status: 507, next: 'again' },
  internal: { status: 500, next: 'again' },
};
