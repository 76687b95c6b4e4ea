/** Pads on which documents are written by hand, as they can be chosen (NU6). */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { DocumentKind } from '../../../shared/domain/document-kinds.ts';
import { sheetNumber } from '../../../shared/domain/paper-series.ts';
import { useBooks } from './use-books.ts';

type SeriesRow = OutputOf<'series.list'>[number];
export type PadRow = SeriesRow & { readonly paper: NonNullable<SeriesRow['paper']> };

/** Pads of a kind with sheets that may still be entered, and the chosen one in any case. */
export function usePads(kind: DocumentKind, chosen: string | null): readonly PadRow[] {
  const rows = useBooks('series.list', {}).data ?? [];
  return rows.filter(
    (row): row is PadRow =>
      row.paper !== null && row.kind === kind && (row.paper.left > 0 || row.id === chosen),
  );
}

/** A pad by its first and last sheet: `P-001–050`. */
export const padName = (row: PadRow): string =>
  `${sheetNumber(row, row.paper.first)}–${sheetNumber({ ...row, prefix: '' }, row.paper.last)}`;
