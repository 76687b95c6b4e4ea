/**
 * Lets reads run together and an apply run alone: an answer that takes part from memory and part from rows must take both
 * from the same state.
 */
export class Gate {
  private lastWrite: Promise<unknown> = Promise.resolve();
  private readonly reads = new Set<Promise<unknown>>();
  private waitingReads = 0;

  /** Whether a read waits for the apply that runs: it should not take long then. */
  get isAwaited(): boolean {
    return this.waitingReads > 0;
  }

  async read<T>(work: () => Promise<T>): Promise<T> {
    this.waitingReads += 1;
    await this.lastWrite;
    this.waitingReads -= 1;
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
