/** What the PDF thread and its client say to each other. */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { Cleared } from '../../shared/domain/duty.ts';
import type { Picture } from './pen.ts';
import type { AgingPaper } from './render-aging.ts';
import type { ListPaper } from './render-list.ts';
import type { CopyMarks } from './stamp-copies.ts';

export interface AgingRequest {
  readonly aging: AgingPaper;
}

/** An archived paper again, as copies (DO7). */
export interface StampRequest {
  readonly stamp: { readonly pdf: Uint8Array; readonly copies: readonly CopyMarks[] };
}

export interface ListRequest {
  readonly list: ListPaper;
}

export type RenderRequest = DocumentRequest | AgingRequest | StampRequest | ListRequest;

export interface DocumentRequest {
  readonly document: IssuedDocument;
  readonly logo?: Picture;
  readonly draft?: boolean;
  readonly letterhead?: boolean;
  readonly letterheadOnAll?: boolean;
  readonly cleared?: Cleared;
}

/** The answer to the one request that is under way. */
export type RenderReply =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: Error };
