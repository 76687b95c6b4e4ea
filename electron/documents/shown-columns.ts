/** Which columns and blocks a kind of document has on paper, whatever the office chose for its design. */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import type { OptionalColumn } from '../../shared/domain/paper-design.ts';

export type PaperColumn = OptionalColumn | 'amount';

/** Only a delivery note can leave its amounts to the invoice; a correction notice has none. */
export const showsAmounts = ({
  kind,
  hidesAmounts,
}: Pick<IssuedDocument, 'kind' | 'hidesAmounts'>): boolean => hidesAmounts !== true && kind !== 'correction';

/** Columns that are left out: what the office chose, and what would say nothing on such a document. */
export function hiddenColumns(document: IssuedDocument): readonly PaperColumn[] {
  const chosen = document.design?.hide ?? [];
  if (!showsAmounts(document)) return [...chosen, 'unitPrice', 'tax', 'amount'];
  // A receipt says for each invoice how much of the money went to it, a refund out of what it came.
  return document.kind === 'receipt' || document.kind === 'refund'
    ? [...chosen, 'quantity', 'unitPrice', 'tax']
    : chosen;
}
