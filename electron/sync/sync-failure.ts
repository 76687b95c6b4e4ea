/** What can keep the sync from going on, as data: the server's refusals and what happens on the way to it. */

import type { AppError, SyncProblem } from '../../shared/errors/index.ts';
import type { Foreign } from '../../shared/wire/call.ts';
import { REFUSALS, type Refusal } from '../../shared/wire/refusal.ts';
import type { Step } from './sync-loop.ts';

export type SyncFailure =
  | Refusal
  /** Somebody else answered in the server's place, as a network does that wants a sign-in. */
  | Foreign
  /** The system's proxy does not answer, or does not let this through. */
  | { readonly code: 'proxy' }
  /** The system's proxy wants a name and a password, or others than it was given. */
  | { readonly code: 'proxy-login' }
  /** No line to the server, or nobody answers there. */
  | { readonly code: 'unreachable' }
  /** The certificate is not the one that pairing pinned. */
  | { readonly code: 'certificate' }
  /** The server did not prove by the code that the certificate is its own (DV1). */
  | { readonly code: 'unproven' }
  /** Sealed, and this desktop has not been given the key yet (DV5). */
  | { readonly code: 'no-key' }
  /** What the server says does not continue what it said before (SY3). */
  | { readonly code: 'rewritten'; readonly place: number }
  /** A commit of a later format: this program must be updated first, and then goes on by itself (EV7). */
  | { readonly code: 'newer-format'; readonly place: number }
  /** Commits for which no device's signature vouches (EV2). */
  | { readonly code: 'unsigned'; readonly device: string | null }
  /** This desktop's own record could not be read or written; nothing was lost. */
  | { readonly code: 'storage' }
  /** A fault of this program, found in its log. */
  | { readonly code: 'fault' };

/** What a loop does after a failure (SY4): goes on by itself later, or stops until a person has acted. */
export function stepAfter(failure: SyncFailure): Step<SyncFailure> {
  switch (failure.code) {
    case 'unreachable':
    case 'foreign':
    case 'proxy':
    // Who stands there with another certificate may be a network's sign-in page, and gone in a minute.
    case 'certificate':
    case 'no-key':
    case 'storage':
    case 'fault':
      return { step: 'failed', failure };
    // A wrong password is not tried again by itself: accounts are locked that way.
    case 'proxy-login':
    case 'unproven':
    case 'rewritten':
    case 'newer-format':
    case 'unsigned':
      return { step: 'stop', failure };
    default: {
      const { next } = REFUSALS[failure.code];
      if (next === 'ask' || next === 'set-aside') return { step: 'stop', failure };
      const retryAfter = 'after' in failure && failure.after > 0 ? failure.after : null;
      return { step: 'failed', failure, retryAfter };
    }
  }
}

/** Whether it is the line's trouble, whatever was asked over it. */
export const isOfLine = ({ code }: SyncFailure): boolean => LINE.has(code);

const LINE: ReadonlySet<SyncFailure['code']> = new Set([
  'unreachable',
  'certificate',
  'foreign',
  'proxy',
  'proxy-login',
]);

/** The failure as the screen names it. */
export function problemOf(failure: SyncFailure): SyncProblem {
  switch (failure.code) {
    case 'pairing':
      return `pairing-${failure.why}`;
    case 'protocol':
    case 'newer-format':
      return 'older-program';
    case 'foreign':
      return 'foreign-page';
    case 'bad-request':
    case 'unknown-author':
      return 'unknown-device';
    case 'slow-down':
    case 'unavailable':
    case 'internal':
    case 'clock':
    case 'replayed':
    case 'wrong-epoch':
    case 'gap':
      return 'busy';
    case 'full':
      return 'server-full';
    case 'ahead':
      return 'rewritten';
    case 'malformed':
    case 'bad-signature':
    case 'too-large':
    case 'not-found':
    case 'hash-differs':
      return 'set-aside';
    default:
      return failure.code;
  }
}

export const syncError = (problem: SyncProblem, detail = ''): AppError => ({ kind: 'sync', problem, detail });
export const failureError = (failure: SyncFailure): AppError => syncError(problemOf(failure));
