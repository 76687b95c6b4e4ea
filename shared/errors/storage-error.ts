/**
 * Why a frame cannot be trusted (JO3): its bytes end too early; its header, number, padding or chain is not what it
 * must be; bytes follow a seal; a segment's end or the segment itself is missing; or a newer program wrote it.
 */
export type FrameProblem =
  | 'cut-short'
  | 'header'
  | 'number'
  | 'padding'
  | 'chain'
  | 'after-seal'
  | 'seal-missing'
  | 'segment-missing'
  | 'open-missing'
  | 'newer-format';

/** The first frame that cannot be trusted: where it lies (byte offset in its segment) and which number was expected. */
export interface FrameFault {
  readonly segment: string;
  readonly offset: number;
  readonly number: number;
  readonly problem: FrameProblem;
}

/** Everything that can go wrong between the program and the company's folder (JO, EV11, EV12). */
export type StorageError =
  /** JO7: nothing was written; what was begun has been cut back. */
  | { readonly kind: 'storage'; readonly reason: 'disk-full' }
  /** The folder or a file in it may not be written by this user. */
  | { readonly kind: 'storage'; readonly reason: 'read-only'; readonly operation: string }
  /** JO1: another running program has the company open. */
  | { readonly kind: 'storage'; readonly reason: 'in-use'; readonly pid: number }
  /** JO8: not a torn tail, so nothing was cut. `why` is what forbids cutting. */
  | {
      readonly kind: 'storage';
      readonly reason: 'corrupt';
      readonly fault: FrameFault;
      readonly why: 'broken' | 'later-append' | 'known-higher' | 'not-supplied';
    }
  /** BO3: the journal is sound but ends before what the books or the server's acknowledgement know. */
  | { readonly kind: 'storage'; readonly reason: 'behind'; readonly head: number; readonly known: number }
  /** BO3: frames offered for writing back do not continue this journal's chain: a fork. */
  | { readonly kind: 'storage'; readonly reason: 'not-continuing'; readonly number: number }
  /** JO6: a flush failed and could not be made good. Whether the frames are on disk is not known before the next start. */
  | { readonly kind: 'storage'; readonly reason: 'poisoned'; readonly code: string }
  /** The system refused `operation` with `code`; what was begun has been cut back. */
  | { readonly kind: 'storage'; readonly reason: 'io'; readonly operation: string; readonly code: string }
  | { readonly kind: 'storage'; readonly reason: 'too-large'; readonly bytes: number; readonly limit: number }
  /** BO3: a journal is never rebuilt over an existing one. */
  | { readonly kind: 'storage'; readonly reason: 'exists'; readonly path: string }
  | { readonly kind: 'storage'; readonly reason: 'missing'; readonly path: string }
  /** EV11: a blob's bytes are not what its name says. */
  | { readonly kind: 'storage'; readonly reason: 'damaged'; readonly path: string }
  /** The journal is not open for writing. */
  | { readonly kind: 'storage'; readonly reason: 'closed' };
