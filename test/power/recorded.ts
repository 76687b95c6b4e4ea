/** One line of a recording: a call that changed files, or what the user was told. Paths are below the recorded folder. */
export type Recorded =
  | {
      readonly op: 'create' | 'empty' | 'flush' | 'sync-folder' | 'remove' | 'make-folder';
      readonly path: string;
    }
  | { readonly op: 'write'; readonly path: string; readonly at: number; readonly bytes: string }
  | { readonly op: 'truncate'; readonly path: string; readonly length: number }
  | { readonly op: 'rename'; readonly path: string; readonly to: string }
  | { readonly op: 'said'; readonly said: unknown };
