/** The single-writer queue: commands run one at a time, in the order in which they came. */

export class WriteQueue {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** Runs `work` after everything that came before it, whether that worked or not. */
  run<T>(work: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    const result = this.last.then(work);
    this.last = result.then(
      () => this.done(),
      () => this.done(),
    );
    return result;
  }

  private done(): void {
    this.waiting -= 1;
  }

  get idle(): boolean {
    return this.waiting === 0;
  }

  /** Resolves when everything queued so far has run. */
  settled(): Promise<void> {
    return this.run(async () => {});
  }
}
