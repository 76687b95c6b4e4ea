/**
 * Lets reads run together and an apply run alone: an answer that takes part from memory and part from rows must take both
 * from the same state.
 */
export class Gate {
  private lastWrite: Promise<unknown> = Promise.resolve();
  private readonly reads = new Set<Promise<unknown>>();

  async read<T>(work: () => Promise<T>): Promise<T> {
    await this.lastWrite;
    const running = work();
    const settled = running.catch(() => undefined);
    this.reads.add(settled);
    try {
      return await running;
    } finally {
      this.reads.delete(settled);
    }
  }

  write<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastWrite.then(async () => {
      await Promise.all(this.reads);
      return work();
    });
    this.lastWrite = turn.catch(() => undefined);
    return turn;
  }
}
