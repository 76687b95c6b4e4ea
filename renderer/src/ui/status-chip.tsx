/** Status by word and colour; the word alone is enough. */
import type { DocumentKind } from '../../../shared/domain/document-kinds.ts';
import type { DocumentStatus } from '../../../shared/domain/document-status.ts';
import { useText } from '../text/i18n.ts';
import classes from './status-chip.module.css';

/** Every status that a chip can say, with the tone of its colour. */
const TONES = {
  draft: 'grey',
  issued: 'blue',
  'part-paid': 'violet',
  paid: 'green',
  overdue: 'red',
  disputed: 'orange',
  void: 'grey',
  posted: 'green',
  returned: 'red',
  held: 'orange',
  'in-hand': 'blue',
  banked: 'violet',
  cleared: 'green',
  unapplied: 'orange',
  unused: 'orange',
  'part-used': 'orange',
  used: 'green',
  open: 'blue',
  accepted: 'green',
  declined: 'red',
  expired: 'orange',
  invoiced: 'violet',
  archived: 'grey',
  clearance: 'orange',
  delivery: 'orange',
} as const;

export type Status = keyof typeof TONES;

const OF_CREDIT = { issued: 'unused', 'part-paid': 'part-used', paid: 'used' } as const;

/** The status of a document in its own words: a credit note is used, not paid (DO4). */
export function shownStatus(kind: DocumentKind, status: DocumentStatus): Status {
  return kind === 'creditNote' && status in OF_CREDIT ? OF_CREDIT[status as keyof typeof OF_CREDIT] : status;
}

export function StatusChip({ status }: { readonly status: Status }) {
  const t = useText('common');
  return (
    <span className={classes.chip} data-tone={TONES[status]} data-void={status === 'void' || undefined}>
      {t(`status.${status}`)}
    </span>
  );
}
