/** Turns by key: what is done to one record runs one after the other, while other records do not wait for it. */
import { WriteQueue } from '../commands/write-queue.ts';

export class Turns {
  private readonly queues = new Map<string, WriteQueue>();

  /** Runs `work` after everything that came before it under the same key, whether that worked or not. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(key) ?? new WriteQueue();
    this.queues.set(key, queue);
    try {
      return await queue.run(work);
    } finally {
      if (queue.idle && this.queues.get(key) === queue) this.queues.delete(key);
    }
  }
}
