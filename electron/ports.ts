/** What the main process needs from its surroundings, so that `app.ts` starts in plain Node for tests. */

export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** Minutes to add to UTC for the wall clock of this desktop at that instant. */
  offset(instant: number): number;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, fault?: unknown): void;
}

/** What the system knows of the network. */
export interface LinePort {
  /** Whether it can tell at all that a line is paid by volume. */
  readonly tellsMetered: boolean;
  isMetered(): Promise<boolean>;
}

/** Keeps small secrets; `protection` is what the screen says of it (DV2). */
export interface SecretStore {
  readonly protection: 'system' | 'file';
  seal(secret: Uint8Array): Uint8Array;
  open(sealed: Uint8Array): Uint8Array;
}

/** Kinds of files that the program writes to chosen places. */
export type SaveExtension = 'pdf' | 'csv' | 'xlsx' | 'zip' | 'jsonl' | 'xml' | 'cfmove';

/** The system's own dialogs and programs; a test answers for them. */
export interface Desktop {
  readonly platform: 'win32' | 'darwin' | 'linux';
  readonly locale: string;
  readonly version: string;
  /** A place to save to, chosen by the user, or `null`. Never a path that the page named. */
  chooseSavePath(suggestedName: string, extension: SaveExtension): Promise<string | null>;
  /** A file of that kind to be opened, chosen by the user, or `null`. */
  chooseFile(extension: SaveExtension): Promise<string | null>;
  /** A folder to save into, chosen by the user, or `null`. */
  chooseFolder(): Promise<string | null>;
  /** Writes to a place that was chosen, or behind what was written there; rejects with the system's error. */
  writeChosen(path: string, bytes: Uint8Array, how?: 'append'): Promise<void>;
  /** Opens a file with the system's program for it; answers an error text, empty when it worked. */
  openFile(path: string): Promise<string>;
  showFolder(path: string): void;
}
