/** Pads on which documents are written by hand, as they can be chosen (NU6). */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { DocumentKind } from '../../../shared/domain/document-kinds.ts';
import { sheetNumber } from '../../../shared/domain/paper-series.ts';
import { usePart } from './use-books.ts';

type SeriesRow = OutputOf<'series.list'>[number];
export type PadRow = SeriesRow & { readonly paper: NonNullable<SeriesRow['paper']> };

const NONE: readonly PadRow[] = [];

/** Pads of a kind with sheets that may still be entered, and the chosen one in any case. */
export function usePads(kind: DocumentKind, chosen: string | null): readonly PadRow[] {
  const isOffered = (row: SeriesRow): row is PadRow =>
    row.paper !== null && row.kind === kind && (row.paper.left > 0 || row.id === chosen);
  return usePart('series.list', {}, (rows) => rows.filter(isOffered)) ?? NONE;
}

/** A pad by its first and last sheet: `P-001–050`. */
export const padName = (row: PadRow): string =>
  `${sheetNumber(row, row.paper.first)}–${sheetNumber({ ...row, prefix: '' }, row.paper.last)}`;
