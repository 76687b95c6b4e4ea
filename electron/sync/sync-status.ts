/** What the screen says of the sync (SY6), from what the loops and the record say: one phase, one problem, plain figures. */
import type { SetAside, SyncStatus } from '../../shared/contract/sync.ts';
import type { SyncPlace } from '../../shared/events/confirmation.ts';
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
  setAside: [],
};

/**
 * What was set aside, as the screen lists it: one line for each cause and desktop.
 * @param names of the desktops that the record knows
 */
export function setAsideOf(
  { aside, held }: Pick<SyncPlace, 'aside' | 'held'>,
  names: ReadonlyMap<string, string>,
): readonly SetAside[] {
  const lines = new Map<string, SetAside>();
  const add = (one: Omit<SetAside, 'count'>): void => {
    const key = `${one.why}/${one.desktop}`;
    const line = lines.get(key);
    lines.set(key, {
      ...one,
      count: (line?.count ?? 0) + 1,
      since: Math.min(line?.since ?? one.since, one.since),
      bytes: Math.max(line?.bytes ?? 0, one.bytes),
    });
  };
  for (const { recorded, bytes } of held) add({ why: 'too-large', desktop: '', since: recorded, bytes });
  for (const { why, device, received } of aside)
    add({ why, desktop: names.get(device ?? '') ?? '', since: received, bytes: 0 });
  return [...lines.values()];
}

/** @param unsent commits of this desktop that the server has not acknowledged. */
export function statusOf(
  link: ServerLink,
  { push, pull, contact, received, progress }: SessionView,
  unsent: number,
): Omit<SyncStatus, 'tellsMetered' | 'unread' | 'setAside'> {
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
