/** The pad and the sheet on which the document was written by hand (NU6). */
import { Text } from '@mantine/core';
import { useState } from 'react';
import { readSheet, sheetNumber } from '../../../../../shared/domain/paper-series.ts';
import type { DraftHeader } from '../../../../../shared/events/drafts.ts';
import { padName, usePads } from '../../../data/use-pads.ts';
import { useText } from '../../../text/i18n.ts';
import { TextEntry } from '../../../ui/text-entry.tsx';
import { useEntryTools } from './entry-context.ts';
import { FieldFindings } from './field-findings.tsx';
import { QuickPicker } from './quick-picker.tsx';
import { rankChoices } from './rank-choices.ts';

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
  const choices = pads.map((row) => ({
    id: row.id,
    code: '',
    label: padName(row),
    detail: t('paper.left', { count: row.paper.left }),
  }));
  return (
    <>
      <div>
        <QuickPicker
          path="paper.series"
          label={t('paper.by-hand')}
          placeholder={t('paper.none')}
          shown={pad ? padName(pad) : ''}
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
