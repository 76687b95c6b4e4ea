/** The pad and the sheet on which the document was written by hand (NU6). */
import { Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import type { DocumentKind } from '../../../../../shared/domain/document-kinds.ts';
import { readSheet, sheetNumber } from '../../../../../shared/domain/paper-series.ts';
import type { DraftHeader } from '../../../../../shared/events/drafts.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { TextEntry } from '../../../ui/text-entry.tsx';
import { useEntryTools } from './entry-context.ts';
import { FieldFindings } from './field-findings.tsx';
import { QuickPicker } from './quick-picker.tsx';
import { rankChoices } from './rank-choices.ts';

type SeriesRow = OutputOf<'series.list'>[number];
type PadRow = SeriesRow & { readonly paper: NonNullable<SeriesRow['paper']> };

/** Pads of a kind with sheets that may still be entered, and the chosen one in any case. */
export function usePads(kind: DocumentKind, chosen: string | null): readonly PadRow[] {
  const rows = useBooks('series.list', {}).data ?? [];
  return rows.filter(
    (row): row is PadRow =>
      row.paper !== null && row.kind === kind && (row.paper.left > 0 || row.id === chosen),
  );
}

interface PaperFactsProps {
  readonly header: DraftHeader;
  readonly set: (path: string, patch: Partial<DraftHeader>) => void;
}

export function PaperFacts({ header, set }: PaperFactsProps) {
  const t = useText('invoices');
  const { store, go } = useEntryTools();
  const { paper = null } = header;
  const pads = usePads(header.kind, paper?.series ?? null);
  const [search, setSearch] = useState<string | null>(null);
  const pad = pads.find(({ id }) => id === paper?.series);
  const labelOf = (row: PadRow): string =>
    `${sheetNumber(row, row.paper.first)}–${sheetNumber({ ...row, prefix: '' }, row.paper.last)}`;
  const choices = pads.map((row) => ({
    id: row.id,
    code: '',
    label: labelOf(row),
    detail: t('paper.left', { count: row.paper.left }),
  }));
  return (
    <>
      <div>
        <QuickPicker
          path="paper.series"
          label={t('paper.by-hand')}
          placeholder={t('paper.none')}
          shown={pad ? labelOf(pad) : ''}
          answer={{ isCurrent: true, choices: search === null ? [] : rankChoices(choices, search) }}
          onSearch={setSearch}
          onChoose={({ id }, isLeaving) => {
            if (id !== paper?.series) set('paper.series', { paper: { series: id, sheet: null } });
            if (!isLeaving) go('paper.series', 1);
          }}
          onClear={() => {
            store.setUnread('paper.sheet', null);
            set('paper.series', { paper: null });
          }}
        />
        <FieldFindings path="paper.series" />
      </div>
      {paper && (
        <div>
          <TextEntry
            size="sm"
            data-path="paper.sheet"
            label={t('paper.sheet')}
            disabled={!pad}
            value={paper.sheet}
            read={(text) =>
              pad ? readSheet(text, { ...pad, ...pad.paper }) : { ok: false, error: 'sheet-not-of-pad' }
            }
            write={(sheet) => (pad ? sheetNumber(pad, sheet) : String(sheet))}
            onChange={(sheet) => set('paper.sheet', { paper: { ...paper, sheet } })}
            onProblem={(problem) =>
              store.setUnread('paper.sheet', problem === null ? null : { text: '', problem, isLeft: true })
            }
          />
          <FieldFindings path="paper.sheet" />
          <Text size="xs" c="var(--quiet)" mt={2}>
            {t('paper.note')}
          </Text>
        </div>
      )}
    </>
  );
}
