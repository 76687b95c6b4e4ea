/** What a key or button on the review list does: one command each, with the way back where there is one. */
import type { ReviewEntry, ReviewSide } from '../../../../shared/contract/review.ts';
import { go } from '../../app/navigation.ts';
import { invoke } from '../../data/client.ts';
import { newId } from '../../data/ids.ts';
import { textOf } from '../../text/i18n.ts';
import { confirm } from '../../ui/confirm.tsx';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { noteWithUndo } from '../../ui/undo-note.tsx';

type Word = 'same' | 'different' | 'seen' | 'open';

/** What a word ends; a correction is begun on the invoice itself. */
type End = NonNullable<ReviewSide['end']> & {
  readonly how: Exclude<NonNullable<ReviewSide['end']>['how'], 'correct'>;
};

async function say(
  { key, of }: ReviewEntry,
  answer: Word,
  end: (Pick<End, 'what' | 'id'> & { reason: string }) | null = null,
): Promise<boolean> {
  const reply = await invoke('review.answer', { commandId: newId(), key, of, answer, end });
  if (!reply.ok) notifyError(reply.error);
  return reply.ok;
}

/** A word that changes no figure, so that it can be taken back. */
export async function sayAndNote(entry: ReviewEntry, answer: 'different' | 'seen'): Promise<boolean> {
  const said = await say(entry, answer);
  if (said) noteWithUndo(textOf('review')(`said.${answer}`), () => void say(entry, 'open'));
  return said;
}

/** What puts the entry right from this side. Money and papers are asked about; a customer comes back from the archive. */
export async function endSide(
  entry: ReviewEntry,
  { facts }: ReviewSide,
  { how, what, id }: End,
): Promise<boolean> {
  const t = textOf('review');
  const end = { what, id, reason: t(how === 'give-way' || how === 'release' ? `reason.${how}` : 'reason') };
  if (how === 'archive') {
    const said = await say(entry, 'same', end);
    if (said) noteWithUndo(t('said.archived'), () => void bringBack(entry, id));
    return said;
  }
  const number = facts.find(({ name }) => name === 'number' || name === 'reference')?.value;
  const called = number?.type === 'text' ? number.text : '';
  const title =
    how === 'void'
      ? t(what === 'payment' ? 'void.payment' : 'void.document', { number: called })
      : t(`${how}.title`);
  const yes = await confirm({
    title,
    text: t(`${how}.text`),
    yes: t(`${how}.yes`),
    no: t('void.no'),
    danger: how !== 'give-way' && how !== 'release',
  });
  if (!yes || !(await say(entry, 'same', end))) return false;
  notifyDone(t(`said.${how}`));
  return true;
}

async function bringBack(entry: ReviewEntry, id: string): Promise<void> {
  const present = await invoke('customers.get', { id });
  if (!present.ok) return notifyError(present.error);
  const { revision: expectedRevision } = present.value;
  const fields = { archived: false };
  const saved = await invoke('customers.save', { commandId: newId(), id, expectedRevision, fields });
  if (!saved.ok) return notifyError(saved.error);
  await say(entry, 'open');
}

type Written = Parameters<typeof invoke<'review.settleField'>>[1];

/** The other desktop's value shall stand; the one that stood is a press on Undo away. */
export async function takeOther(entry: ReviewEntry): Promise<boolean> {
  const { field, sides } = entry;
  const values = sides.map(({ facts }) => facts[0]?.value);
  const [present, other] = values.map((value) => (value?.type === 'field' ? value.value : undefined));
  if (!field) return false;
  const write = async (value: unknown): Promise<boolean> => {
    const { table, id, name } = field;
    const of = table as Written['of'];
    const settled = { commandId: newId(), of, id, field: name, value: JSON.stringify(value) };
    const reply = await invoke('review.settleField', settled);
    if (!reply.ok) notifyError(reply.error);
    return reply.ok;
  };
  const taken = await write(other);
  if (taken) noteWithUndo(textOf('review')('said.taken'), () => void write(present));
  return taken;
}

const SCREENS = { payment: 'payment', document: 'invoice', customer: 'customer' } as const;
/** The settings in which a record of a table is kept. */
const TABS: Readonly<Record<string, string>> = {
  taxes: 'taxes',
  terms: 'terms',
  methods: 'methods',
  company: 'company',
  rates: 'rates',
  priceLists: 'price-lists',
  fees: 'fees',
};

/** Two documents have one number and this one has left the office: a credit note takes it back and another one takes its place (DV3). */
export const correctSide = ({ id }: ReviewSide): void =>
  void go({ screen: 'invoice', id, with: { begin: 'correct' } });

/** Opens the record that a side speaks of. */
export function openSide({ field }: ReviewEntry, { what, id }: ReviewSide): void {
  if (what !== 'value') void go({ screen: SCREENS[what], id });
  else if (field?.table === 'customers') void go({ screen: 'customer', id });
  else if (field?.table === 'drafts') void go({ screen: 'draft', id });
  else if (field?.table === 'items') void go({ screen: 'items', id });
  else if (field?.table !== undefined)
    void go({ screen: 'settings', with: { tab: TABS[field.table] ?? 'company' } });
}
