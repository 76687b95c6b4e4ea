/**
 * One loop of the sync: push and pull each have one, with a timer of its own (SY4).
 *
 *                       due, nudge
 *        ┌──────┐ ─────────────────────▶ ┌─────────┐ ──more──┐
 *        │ idle │                        │ running │ ◀───────┘
 *        └──────┘ ◀──────── done ─────── └─────────┘
 *            ▲                            │   ▲   │
 *            │               failed       │   │   │ stop
 *            │        ┌─────────┐ ◀───────┘   │   ▼
 *            │        │ waiting │ ─due, nudge─┘ ┌─────────┐
 *            │        └─────────┘               │ stopped │ ── resume ──▶ running
 *            │                                  └─────────┘
 *            └── pause: from every state to paused; resume: from paused to running; close: for good
 *
 * A nudge is a local commit or the network coming back: it forgets the failures, for what failed may work now. While a
 * step runs, a nudge makes another one follow it.
 */
import { waitAfter } from './backoff.ts';

export type Step<Failure> =
  | { readonly step: 'done' }
  | { readonly step: 'more' }
  | { readonly step: 'failed'; readonly failure: Failure; readonly retryAfter?: number | null }
  /** A person must do something first. */
  | { readonly step: 'stop'; readonly failure: Failure };

export type LoopState<Failure> =
  | { readonly state: 'idle' | 'running' | 'paused' | 'closed' }
  | { readonly state: 'waiting'; readonly failure: Failure; readonly until: number }
  | { readonly state: 'stopped'; readonly failure: Failure };

/** Timers and chance from outside, so that tests and simulations run in time of their own. */
export interface LoopSurroundings {
  readonly now: () => number;
  readonly random: () => number;
  /** Calls back once after `milliseconds`; the answer cancels it. */
  readonly later: (milliseconds: number, call: () => void) => () => void;
}

export interface LoopOptions<Failure> {
  readonly around: LoopSurroundings;
  /** One step of work. A throw is a fault of the program and counts as `fault`. */
  readonly work: () => Promise<Step<Failure>>;
  readonly fault: (thrown: unknown) => Failure;
  /** Milliseconds between steps when there is nothing to do. */
  readonly interval: number;
  readonly onState: () => void;
}

export class SyncLoop<Failure> {
  private readonly options: LoopOptions<Failure>;
  private now: LoopState<Failure> = { state: 'paused' };
  private failures = 0;
  private nudged = false;
  /** Counts the steps, so that one which a pause has overtaken changes nothing any more. */
  private turn = 0;
  private cancel: (() => void) | null = null;
  /** The step under way; whoever closes the loop waits for it. */
  private underWay: Promise<void> = Promise.resolve();

  constructor(options: LoopOptions<Failure>) {
    this.options = options;
  }

  get state(): LoopState<Failure> {
    return this.now;
  }

  /** Something may work now that did not, or there is more to do. */
  nudge(): void {
    this.failures = 0;
    const { state } = this.now;
    if (state === 'running') this.nudged = true;
    else if (state === 'idle' || state === 'waiting') this.run();
  }

  /** Starts the loop, or takes it up again after a pause or after a person has acted. */
  resume(): void {
    this.failures = 0;
    const { state } = this.now;
    if (state === 'paused' || state === 'stopped') this.run();
    else this.nudge();
  }

  pause(): void {
    if (this.now.state !== 'closed') this.enter({ state: 'paused' });
  }

  /** Ends the loop for good and waits for the step under way. */
  async close(): Promise<void> {
    this.enter({ state: 'closed' });
    await this.underWay;
  }

  private run(): void {
    this.enter({ state: 'running' });
    this.nudged = false;
    // One step at a time: after a pause the earlier step may still be ending.
    this.turn += 1;
    const { turn } = this;
    this.underWay = this.underWay.then(() => (this.isOn(turn) ? this.step(turn) : undefined));
  }

  private isOn(turn: number): boolean {
    return this.now.state === 'running' && this.turn === turn;
  }

  private async step(turn: number): Promise<void> {
    const step = await this.options
      .work()
      .catch((thrown: unknown): Step<Failure> => ({ step: 'failed', failure: this.options.fault(thrown) }));
    if (!this.isOn(turn)) return;
    switch (step.step) {
      case 'more':
        this.failures = 0;
        this.run();
        break;
      case 'done':
        this.failures = 0;
        if (this.nudged) this.run();
        else this.rest({ state: 'idle' }, this.options.interval);
        break;
      case 'failed': {
        this.failures += 1;
        const { around } = this.options;
        const wait = this.nudged ? 0 : waitAfter(this.failures, around.random(), step.retryAfter);
        this.rest({ state: 'waiting', failure: step.failure, until: around.now() + wait }, wait);
        break;
      }
      case 'stop':
        this.enter({ state: 'stopped', failure: step.failure });
    }
  }

  private rest(state: LoopState<Failure>, milliseconds: number): void {
    this.enter(state);
    this.cancel = this.options.around.later(milliseconds, () => this.run());
  }

  private enter(state: LoopState<Failure>): void {
    this.cancel?.();
    this.cancel = null;
    if (this.now.state === 'closed') return;
    this.now = state;
    this.options.onState();
  }
}
