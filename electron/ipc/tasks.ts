/** Long work that the page shows and can cancel. */
import type { Push } from '../../shared/contract/app.ts';

type Label = Extract<Push, { type: 'progress' }>['label'];

export interface TaskProgress {
  /** Tells how far the work is; `total` is `null` while nobody knows. */
  report(done: number, total: number | null): void;
  /** True once somebody cancelled: the work stops at its next whole step. */
  readonly cancelled: boolean;
}

/** How often at most progress is told, in milliseconds. */
const EVERY = 100;

export class Tasks {
  private readonly push: (push: Push) => void;
  private readonly now: () => number;
  private readonly cancelled = new Set<string>();
  private count = 0;

  constructor(push: (push: Push) => void, now: () => number) {
    this.push = push;
    this.now = now;
  }

  async run<T>(label: Label, cancellable: boolean, work: (progress: TaskProgress) => Promise<T>): Promise<T> {
    this.count += 1;
    const task = `${label}-${this.count}`;
    const { cancelled } = this;
    let told = 0;
    try {
      return await work({
        report: (done, total) => {
          const now = this.now();
          if (now - told < EVERY && done !== total) return;
          told = now;
          this.push({ type: 'progress', task, label, done, total, cancellable });
        },
        get cancelled() {
          return cancelled.has(task);
        },
      });
    } finally {
      cancelled.delete(task);
      this.push({ type: 'finished', task });
    }
  }

  cancel(task: string): void {
    this.cancelled.add(task);
  }
}
