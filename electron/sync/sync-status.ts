/** What the screen says of the sync (SY6), from what the loops and the record say: one phase, one problem, plain figures. */
import type { SyncStatus } from '../../shared/contract/sync.ts';
import type { ServerLink } from './server-link.ts';
import { problemOf } from './sync-failure.ts';
import type { SessionView } from './sync-session.ts';

export const NOT_CONNECTED: SyncStatus = {
  phase: 'off',
  problem: null,
  address: '',
  unsent: 0,
  received: 0,
  contact: null,
  nextTry: null,
  progress: null,
  pausedByHand: false,
  pauseOnMetered: false,
  tellsMetered: false,
  unread: 0,
};

/** @param unsent commits of this desktop that the server has not acknowledged. */
export function statusOf(
  link: ServerLink,
  { push, pull, contact, received, progress }: SessionView,
  unsent: number,
): Omit<SyncStatus, 'tellsMetered' | 'unread'> {
  const stopped = [pull, push].find((loop) => loop.state === 'stopped');
  const waiting = [pull, push].find((loop) => loop.state === 'waiting');
  const lags = progress !== null && progress.place < progress.head;
  const failure = stopped ?? waiting;
  const phase = stopped
    ? 'stopped'
    : pull.state === 'paused'
      ? 'paused'
      : waiting
        ? 'waiting'
        : lags
          ? 'fetching'
          : unsent > 0
            ? 'sending'
            : contact === null
              ? 'fetching'
              : 'up-to-date';
  return {
    phase,
    problem: failure && 'failure' in failure ? problemOf(failure.failure) : null,
    address: link.address,
    unsent,
    received,
    contact,
    nextTry: waiting?.state === 'waiting' ? waiting.until : null,
    progress: lags ? { done: progress.place, total: progress.head } : null,
    pausedByHand: link.paused,
    pauseOnMetered: link.pauseOnMetered,
  };
}
