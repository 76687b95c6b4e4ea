/**
 * Pulls that wait for something new. A push in this process wakes them at once; pushes of other processes are noticed by
 * asking the database for the heads of the companies that somebody waits for (SV2: no LISTEN).
 */
export interface Waiters {
  /** Begins to wait for something after `after`, for so many milliseconds at most. Begin before looking what is there. */
  wait(company: string, after: number, milliseconds: number): Waiting;
  /** The company's head is now this. */
  tell(company: string, head: number): void;
  /** How many wait. */
  readonly count: number;
  /** Wakes everybody, now and from now on: the server stops. */
  stop(): void;
}

export interface Waiting {
  readonly done: Promise<void>;
  /** No more needed: `done` resolves now. */
  end(): void;
}

interface Waiter {
  readonly after: number;
  readonly wake: () => void;
}

/** `askHeads` is called every `interval` milliseconds while somebody waits; none for a single process. */
export function makeWaiters(poll?: {
  readonly interval: number;
  readonly askHeads: (companies: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}): Waiters {
  const waiting = new Map<string, Set<Waiter>>();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const tell = (company: string, head: number): void => {
    for (const waiter of waiting.get(company) ?? []) if (waiter.after < head) waiter.wake();
  };
  const ask = async (): Promise<void> => {
    // A database that is away is told to whoever asks for commits, not here.
    const heads = await poll?.askHeads([...waiting.keys()]).catch(() => null);
    for (const [company, head] of heads ?? []) tell(company, head);
    timer = null;
    schedule();
  };
  const schedule = (): void => {
    if (poll === undefined || timer !== null || waiting.size === 0 || stopped) return;
    timer = setTimeout(() => void ask(), poll.interval);
    timer.unref();
  };

  return {
    wait(company, after, milliseconds) {
      let end = (): void => undefined;
      const done = new Promise<void>((resolve) => {
        const all = waiting.get(company) ?? new Set();
        const waiter: Waiter = {
          after,
          wake: () => {
            clearTimeout(limit);
            all.delete(waiter);
            if (all.size === 0 && waiting.get(company) === all) waiting.delete(company);
            resolve();
          },
        };
        const limit = setTimeout(waiter.wake, stopped ? 0 : milliseconds);
        all.add(waiter);
        waiting.set(company, all);
        end = waiter.wake;
        schedule();
      });
      return { done, end };
    },
    tell,
    get count() {
      return [...waiting.values()].reduce((sum, all) => sum + all.size, 0);
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      for (const all of [...waiting.values()]) for (const waiter of [...all]) waiter.wake();
    },
  };
}
