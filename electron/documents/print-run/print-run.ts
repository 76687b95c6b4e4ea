/**
 * A run that prints many documents in order, each once, or a person is asked.
 *
 *                  before the spooler      the spooler
 *   ┌─────────┐    hears of it   ┌─────────┐  has it  ┌──────────┐  done  ┌─────────┐
 *   │ waiting │ ───────────────▶ │ handing │ ───────▶ │ printing │ ─────▶ │ printed │
 *   └─────────┘ ◀── not taken ── └─────────┘          └──────────┘        └─────────┘
 *     │  ▲                         │    │ program        │     │ job          ▲
 *     │  │                 refused │    │ ended    failed│     │ forgotten    │ a person
 *     │  │                         ▼    │                ▼     ▼              │ says so
 *     │  │                   ┌────────┐ │           ┌───────────┐             │
 *     │  └───── again ────── │ failed │ └─────────▶ │ uncertain │ ────────────┘
 *     ▼ stop                 └────────┘             └───────────┘ ─ again ─▶ waiting
 *   ┌───────────┐
 *   │ cancelled │
 *   └───────────┘
 *
 * Each step is on the medium before the next one is done. What hits every document of a printer (no paper, no such tray) stops
 * the run until a person has mended it; what hits one document fails that one. A document counts as having left the office
 * (DO1) as soon as a spooler has it, or may have it.
 */
import type { PrintChoice, PrintProblemOfRun } from '../../../shared/contract/printing.ts';
import type { AppError, Result } from '../../../shared/errors/index.ts';
import type { PrintError, PrinterPort } from '../printing/printer-port.ts';
import type { KeptRun, RunFile, RunHead, RunRow } from './run-file.ts';

export interface RunHost {
  /** Hands a document to a printer; `job` is what `follow` takes. */
  print(document: string, choice: PrintChoice): Promise<Result<{ readonly job: string }, AppError>>;
  readonly follow: PrinterPort['follow'];
  /** Records that the document left the office; the same answer however often. */
  release(document: string): Promise<Result<unknown, AppError>>;
  /** Waits this long, milliseconds; a run that ends waits no longer. */
  wait(milliseconds: number): Promise<void>;
}

type Stop = { readonly problem: PrintProblemOfRun; readonly detail: string };

/** Jobs that a spooler has at once: enough that the printer does not wait, few enough that a stop is felt. */
const AT_ONCE = 4;
/** Milliseconds between questions after a job. */
const PAUSE = 400;

const OF_ALL = [
  'no-printers',
  'printer-not-found',
  'printer-stopped',
  'tray-not-found',
  'spooler-unreachable',
  'cups-missing',
] as const satisfies readonly PrintError['problem'][];

/** What every further document would meet as well; `null` for what concerns one document alone. */
function stopOf({ problem, detail }: PrintError): Stop | null {
  const found = OF_ALL.find((one) => one === problem);
  return found ? { problem: found, detail } : null;
}

export class PrintRun {
  readonly id: string;
  readonly started: number;
  private choices: RunHead['choices'];
  private readonly file: RunFile;
  private readonly host: RunHost;
  private readonly onChanged: () => void;
  private readonly list: RunRow[];
  /** Rows that a spooler has had, or may have had. */
  private readonly tried = new Set<number>();
  private stop: Stop | null = null;
  private closed = false;
  private working: Promise<void> | null = null;

  /** A new run, or one as its files have it. */
  constructor(kept: KeptRun, file: RunFile, host: RunHost, onChanged: () => void) {
    const { head, lines } = kept;
    this.id = head.id;
    this.started = head.started;
    this.choices = head.choices;
    this.file = file;
    this.host = host;
    this.onChanged = onChanged;
    this.list = head.rows.map((row) => ({ ...row, state: 'waiting', problem: null, detail: '', job: '' }));
    for (const line of lines) {
      if ('stopped' in line) this.stop = line.stopped;
      else if ('choices' in line) this.choices = line.choices;
      else this.set(line.row, defined(line.change));
    }
  }

  get rows(): readonly RunRow[] {
    return this.list;
  }

  get stopped(): Stop | null {
    return this.stop;
  }

  get state(): 'running' | 'stopped' | 'done' {
    if (this.stop) return 'stopped';
    return this.list.some(({ state }) => isUnderWay(state)) ? 'running' : 'done';
  }

  get isWorking(): boolean {
    return this.working !== null;
  }

  /** Documents that nothing further happens to. */
  get done(): number {
    return this.list.filter(({ state }) => !isUnderWay(state)).length;
  }

  /** Takes up what an earlier start of the program left: a file that was being handed over may be on paper. */
  async takeUp(): Promise<void> {
    for (const [index, row] of this.list.entries()) {
      if (row.state !== 'handing') continue;
      await this.host.release(row.document);
      await this.change(index, { state: 'uncertain', problem: 'interrupted', detail: '' });
    }
  }

  /** Prints until nothing is left, or a person is needed, or the run is closed. One at a time. */
  work(): Promise<void> {
    this.working ??= this.loop().finally(() => {
      this.working = null;
    });
    return this.working;
  }

  /** Ends after the step under way; what is left goes on with the next start. */
  async close(): Promise<void> {
    this.closed = true;
    await this.working;
  }

  /** A person has mended what stopped the run. */
  async goOn(): Promise<boolean> {
    if (!this.stop) return false;
    await this.setStop(null);
    return true;
  }

  /** Gives up what waits; what a spooler has is printed all the same, and followed no longer where the run was stopped. */
  async cancel(): Promise<boolean> {
    let changed = false;
    for (const [index, { state }] of this.list.entries()) {
      if (state === 'waiting') await this.change(index, { state: 'cancelled' });
      else if (state === 'printing' && this.stop)
        await this.change(index, { state: 'uncertain', problem: 'interrupted' });
      else continue;
      changed = true;
    }
    if (this.stop) await this.setStop(null);
    return changed;
  }

  /** Prints again what failed and what was given up: nothing that is on paper, nothing of which nobody knows. */
  async again(): Promise<boolean> {
    let changed = false;
    for (const [index, { state }] of this.list.entries()) {
      if (state !== 'failed' && state !== 'cancelled') continue;
      await this.change(index, { state: 'waiting', problem: null, detail: '', job: '' });
      changed = true;
    }
    return changed;
  }

  /** Prints on other printers or trays from now on: what waits goes on, else what failed is printed again. */
  async elsewhere(choices: RunHead['choices']): Promise<boolean> {
    const next = { ...this.choices, ...choices };
    const kept = await this.file.add({ choices: next });
    if (!kept.ok) return false;
    this.choices = next;
    return this.stop ? this.goOn() : this.again();
  }

  /** A person's word on one document: its sheet is there, or it is to be printed (again). */
  async decide(document: string, decision: 'again-one' | 'printed'): Promise<boolean> {
    const index = this.list.findIndex((row) => row.document === document);
    const state = this.list[index]?.state;
    const isOpen = state === 'uncertain' || (decision === 'again-one' && state === 'failed');
    if (!isOpen) return false;
    const next = decision === 'printed' ? 'printed' : 'waiting';
    return this.change(index, { state: next, problem: null, detail: '', job: '' });
  }

  private async loop(): Promise<void> {
    while (!this.closed && !this.stop) {
      const waiting = this.list.findIndex(({ state }) => state === 'waiting');
      const printing = this.list.findIndex(({ state }) => state === 'printing');
      const underWay = this.list.filter(({ state }) => state === 'printing').length;
      if (waiting >= 0 && underWay < AT_ONCE) await this.handOver(waiting);
      else if (printing >= 0) await this.look(printing);
      else return;
    }
  }

  private async handOver(index: number): Promise<void> {
    const row = this.list[index] as RunRow;
    const choice = this.choices[row.kind];
    if (!choice) return this.fail(index, { problem: 'no-printers', detail: '' });
    // Not kept on the medium, not handed over: what happened would be forgotten by a crash.
    if (!(await this.change(index, { state: 'handing' }))) return this.back(index, STORAGE);
    // A spooler has had it before and no sheet came out: what is printed now is no copy.
    const isStill = row.isOriginal && this.tried.has(index);
    const printed = await this.host.print(row.document, isStill ? { ...choice, original: true } : choice);
    if (printed.ok) {
      await this.change(index, { state: 'printing', job: printed.value.job });
      const released = await this.host.release(row.document);
      if (!released.ok) await this.setStop(STORAGE);
      return;
    }
    const { error } = printed;
    if (error.kind !== 'printing') {
      return error.kind === 'storage' && error.reason !== 'damaged'
        ? this.back(index, STORAGE)
        : this.fail(index, { problem: 'no-file', detail: '' });
    }
    const stop = stopOf(error);
    return stop ? this.back(index, stop) : this.fail(index, { problem: 'job-failed', detail: error.detail });
  }

  /** Asks after the oldest job; the printer keeps their order. */
  private async look(index: number): Promise<void> {
    const row = this.list[index] as RunRow;
    const followed = await this.host.follow(row.job);
    if (!followed.ok) {
      const stop = stopOf(followed.error);
      const { detail } = followed.error;
      return stop
        ? this.setStop(stop)
        : this.settle(index, { state: 'uncertain', problem: 'job-forgotten', detail });
    }
    const { state, detail } = followed.value;
    if (state === 'completed') return this.settle(index, { state: 'printed', detail: '' });
    if (state === 'failed') return this.settle(index, { state: 'failed', problem: 'job-failed', detail });
    if (state === 'held') return this.setStop({ problem: 'printer-stopped', detail });
    await this.host.wait(PAUSE);
  }

  /** The end of a job. It has left the office, also where a crash came between the spooler and the record. */
  private async settle(index: number, change: Partial<RunRow>): Promise<void> {
    const released = await this.host.release((this.list[index] as RunRow).document);
    if (released.ok) await this.change(index, change);
    else await this.setStop(STORAGE);
  }

  private async fail(index: number, { problem, detail }: Stop): Promise<void> {
    await this.change(index, { state: 'failed', problem, detail });
  }

  private async back(index: number, stop: Stop): Promise<void> {
    await this.change(index, { state: 'waiting' });
    await this.setStop(stop);
  }

  private async setStop(stop: Stop | null): Promise<void> {
    this.stop = stop;
    this.onChanged();
    await this.file.add({ stopped: stop });
  }

  private set(row: number, change: Partial<RunRow>): void {
    this.list[row] = { ...(this.list[row] as RunRow), ...change };
    if (change.state === 'printing' || change.state === 'uncertain') this.tried.add(row);
  }

  /** Changes a row, here and on the medium; `false` when only here. */
  private async change(row: number, change: Partial<RunRow>): Promise<boolean> {
    this.set(row, change);
    this.onChanged();
    return (await this.file.add({ row, change })).ok;
  }
}

const STORAGE: Stop = { problem: 'storage', detail: '' };

const isUnderWay = (state: RunRow['state']): boolean =>
  state === 'waiting' || state === 'handing' || state === 'printing';

/** What a line of the log changes; members that it does not name stay. */
const defined = (change: { readonly [Name in keyof RunRow]?: RunRow[Name] | undefined }): Partial<RunRow> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
