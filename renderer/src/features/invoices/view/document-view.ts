/** A document as its page shows it. */
import type { OutputOf } from '../../../../../shared/contract/contract.ts';

export type DocumentView = OutputOf<'documents.get'>;
