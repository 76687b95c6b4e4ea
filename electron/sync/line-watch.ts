/** Knows whether the line is paid by volume, for as long as somebody wants to pause by it. */
import type { LinePort } from '../ports.ts';
import type { LoopSurroundings } from './sync-loop.ts';

/** How often the system is asked, milliseconds. */
const ASK_EVERY = 30_000;

export class LineWatch {
  private readonly line: LinePort;
  private readonly later: LoopSurroundings['later'];
  private readonly onChange: () => void;
  private watching = false;
  private next: (() => void) | null = null;
  private known = false;

  constructor(line: LinePort, later: LoopSurroundings['later'], onChange: () => void) {
    this.line = line;
    this.later = later;
    this.onChange = onChange;
  }

  /** Whether the line was paid by volume when it was last asked about; `false` while nobody watches. */
  get metered(): boolean {
    return this.known;
  }

  /** Begins or ends asking; where the system cannot tell, nothing is ever asked. */
  watch(wanted: boolean): void {
    this.next?.();
    this.next = null;
    this.watching = wanted && this.line.tellsMetered;
    if (this.watching) void this.ask();
    else this.known = false;
  }

  private async ask(): Promise<void> {
    const metered = await this.line.isMetered();
    if (!this.watching) return;
    const changed = metered !== this.known;
    this.known = metered;
    this.next?.();
    this.next = this.later(ASK_EVERY, () => void this.ask());
    if (changed) this.onChange();
  }
}
