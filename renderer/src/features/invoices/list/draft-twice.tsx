/** What two desktops changed of one shared draft, above its paper (EV4). */
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { countryName } from '../../../text/countries.ts';
import { formatDay, formatRate } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { lineText } from '../../../text/line-text.ts';
import { plainValue } from '../../../text/plain-value.ts';
import { ChangedTwice, type TwiceMark } from '../../../ui/changed-twice.tsx';
import { notifyError } from '../../../ui/notify.ts';
import { noteWithUndo } from '../../../ui/undo-note.tsx';
import { withField } from './draft-field.ts';

type Draft = OutputOf<'drafts.get'>['draft'];

const LABELS = {
  customer: 'entry.bill-to',
  issueDate: 'entry.issue-date',
  dueDate: 'entry.due-date',
  supplyDate: 'entry.supply-date',
  supplyFrom: 'entry.supply-from',
  buyerReference: 'entry.buyer-reference',
  cash: 'entry.cash',
  exchange: 'entry.exchange-source',
  terms: 'entry.terms',
  orderNumber: 'entry.order-number',
  shipTo: 'entry.delivery',
  pricesIncludeTax: 'entry.prices-include-tax',
  adjustments: 'entry.discount',
  notes: 'entry.notes',
} as const;

const isLabelled = (field: string): field is keyof typeof LABELS => Object.hasOwn(LABELS, field);

export function DraftTwice({ id }: { readonly id: string }) {
  const t = useText('invoices');
  const common = useText('common');
  const terms = useBooks('terms.list', {});
  const names = new Map((terms.data ?? []).map((each) => [each.id, each.fields.name]));
  const label = (field: string): string =>
    isLabelled(field)
      ? t(LABELS[field])
      : field.startsWith('line/')
        ? t('entry.item')
        : common('conflict.field');
  const show = (field: string, value: unknown): string => {
    if (field.startsWith('line/')) {
      if (value === null) return common('twice.removed');
      return lineText(value as Draft['lines'][number]);
    }
    if (field === 'exchange' && value !== null) {
      const { rate, date, source } = value as NonNullable<Draft['exchange']>;
      return `${formatRate(rate)} · ${formatDay(date)} · ${source}`;
    }
    if (/(Date|From)$/.test(field) && typeof value === 'string') return formatDay(value);
    if (field === 'shipTo' && value !== null) {
      const { country, ...rest } = value as NonNullable<Draft['shipTo']>;
      return plainValue({ ...rest, country: country === '' ? '' : countryName(country) });
    }
    return plainValue(value, names);
  };
  const write = async (field: string, value: unknown): Promise<boolean> => {
    const now = await invoke('drafts.get', { id });
    const reply = now.ok
      ? await invoke('drafts.save', {
          commandId: newId(),
          id,
          draft: withField(now.value.draft, field, value),
        })
      : now;
    if (!reply.ok) notifyError(reply.error);
    return reply.ok;
  };
  const take = async ({ field, present, other }: TwiceMark): Promise<void> => {
    if (!(await write(field, other.value))) return;
    noteWithUndo(common('twice.taken', { field: label(field) }), () => void write(field, present.value));
  };
  return <ChangedTwice of="drafts" id={id} label={label} show={show} onTake={(mark) => void take(mark)} />;
}
