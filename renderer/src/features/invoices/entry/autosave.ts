/** Keeps a draft while it is typed: a short pause, one write at a time, and never the older state after the newer. */

export type SaveState =
  | { readonly state: 'unchanged' }
  | { readonly state: 'typing' }
  | { readonly state: 'kept'; readonly at: number }
  | { readonly state: 'failed' };

export interface AutosaveTools<Failure> {
  /** Writes the present draft; answers the instant of the write (UTC milliseconds) or why it failed. */
  readonly keep: () => Promise<
    { readonly ok: true; readonly at: number } | { readonly ok: false; readonly error: Failure }
  >;
  readonly report: (state: SaveState, error?: Failure) => void;
  readonly pause: number;
  readonly startTimer: (run: () => void, milliseconds: number) => number;
  readonly stopTimer: (timer: number) => void;
}

export interface Autosave {
  /** Something was typed: it will be kept after the pause. `quiet` for what needs no word, such as the place of the focus. */
  touch(quiet?: boolean): void;
  /** Keeps what is not yet kept, now; resolves when it is kept or has failed. */
  flush(): Promise<void>;
  /** Writes nothing more: the draft is issued or about to be discarded; resolves when no write is under way. */
  stop(): Promise<void>;
  /** Goes on after a stop: the draft stays after all, and what was waiting is kept with the next touch or flush. */
  resume(): void;
}

/**
 * An autosave for one draft. A failed write is reported, and tried again with the next touch or flush: what was typed
 * stays unsaved until a write succeeds, and the form says so.
 */
export function createAutosave<Failure>(tools: AutosaveTools<Failure>): Autosave {
  let timer: number | undefined;
  let isDirty = false;
  let isStopped = false;
  let running: Promise<void> | undefined;

  const clear = () => {
    if (timer !== undefined) tools.stopTimer(timer);
    timer = undefined;
  };

  const write = async (): Promise<void> => {
    while (isDirty && !isStopped) {
      isDirty = false;
      const reply = await tools.keep();
      if (!reply.ok) isDirty = true;
      if (isStopped) return;
      if (!reply.ok) {
        tools.report({ state: 'failed' }, reply.error);
        return;
      }
      // Typed meanwhile: the loop writes again at once, so the state on disk is never behind for longer than one write.
      tools.report(isDirty ? { state: 'typing' } : { state: 'kept', at: reply.at });
    }
  };

  const flush = (): Promise<void> => {
    clear();
    running ??= write().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    touch(quiet = false) {
      isDirty = true;
      if (isStopped) return;
      if (!quiet) tools.report({ state: 'typing' });
      clear();
      timer = tools.startTimer(() => {
        timer = undefined;
        void flush();
      }, tools.pause);
    },
    flush,
    stop() {
      isStopped = true;
      clear();
      return running ?? Promise.resolve();
    },
    resume() {
      isStopped = false;
    },
  };
}
