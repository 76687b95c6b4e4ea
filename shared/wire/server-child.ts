/** What a server that a desktop runs for its office and that desktop say to each other, over the channel between processes. */

/** From the desktop. `ask`: a command of the administrator's, as on its command line. */
export type ToServer =
  | { readonly kind: 'stop' }
  | { readonly kind: 'ask'; readonly id: number; readonly args: readonly string[] };

/** Why a server did not start: its port or folder belongs to another program, its backup is none, or a fault that its log tells of. */
export type NotStarted = 'port-taken' | 'folder-in-use' | 'not-restored' | 'fault';

/** From the server. */
export type FromServer =
  | { readonly kind: 'listening'; readonly port: number }
  /** How far a backup or a restore is, in commits. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'not-started'; readonly why: NotStarted; readonly detail: string }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly reply:
        | { readonly ok: true; readonly value: readonly string[] }
        | { readonly ok: false; readonly error: string };
    };
