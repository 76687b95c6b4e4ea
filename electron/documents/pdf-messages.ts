/** What the PDF thread and its client say to each other. */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { Picture } from './pen.ts';
import type { AgingPaper } from './render-aging.ts';

export interface AgingRequest {
  readonly aging: AgingPaper;
}

export type RenderRequest = DocumentRequest | AgingRequest;

export interface DocumentRequest {
  readonly document: IssuedDocument;
  readonly logo?: Picture;
  readonly draft?: boolean;
}

/** The answer to the one request that is under way. */
export type RenderReply =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: Error };
