/** A log that is loaded with its first line, so that the window need not wait for it; lines keep their order. */
import type { Log } from '../ports.ts';

export interface LateLog extends Log {
  /** Resolves when every line so far is in the file; rejects when there can be no log file. */
  written(): Promise<void>;
}

export function logLater(load: () => Promise<Log>): LateLog {
  const waiting: ((log: Log) => void)[] = [];
  let log: Log | null = null;
  let loading: Promise<void> = Promise.resolve();
  const write = (line: (log: Log) => void): void => {
    if (log) {
      line(log);
      return;
    }
    if (waiting.push(line) > 1) return;
    loading = load().then((loaded) => {
      for (const each of waiting.splice(0)) each(loaded);
      log = loaded;
    });
  };
  return {
    info: (message) => write((to) => to.info(message)),
    warn: (message) => write((to) => to.warn(message)),
    error: (message, fault) => write((to) => to.error(message, fault)),
    written: () => loading,
  };
}
