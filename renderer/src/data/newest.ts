/** Of several answers on their way only the newest counts: an older one may come later, when something else is open. */
export class Newest {
  private number = 0;

  /** What is on its way counts no more: something else was shown or chosen meanwhile. */
  forget(): void {
    this.number += 1;
  }

  /** The answer; `null` when another was asked for, or all were forgotten, before it came. */
  async of<T>(answer: Promise<T>): Promise<T | null> {
    this.forget();
    const mine = this.number;
    const value = await answer;
    return mine === this.number ? value : null;
  }
}
