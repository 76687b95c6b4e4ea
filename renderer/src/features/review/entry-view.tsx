/** One entry: what came together, both sides beside each other with what differs marked, and what can be said of it. */
import { Text, Title } from '@mantine/core';
import type { ReviewEntry, ReviewSide } from '../../../../shared/contract/review.ts';
import { beginDraft } from '../../app/begin-draft.ts';
import type { Action } from '../../app/shortcuts.ts';
import { formatInstant } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Keys } from '../../ui/keys.tsx';
import { correctSide, endSide, openSide, sayAndNote, takeOther } from './answer.ts';
import classes from './review.module.css';
import { fieldLabel, useValueWords } from './value-words.ts';

type Fact = ReviewSide['facts'][number];

/** Kinds whose sides are two of a kind: the same figure stands in one row, and what differs is marked. */
const ALIKE: ReadonlySet<ReviewEntry['kind']> = new Set([
  'same-payment',
  'same-customer',
  'issued-twice',
  'same-number',
  'changed-twice',
]);

export function EntryView({ entry }: { readonly entry: ReviewEntry }) {
  const t = useText('review');
  const words = useValueWords();
  const { kind, sides, bothEnded, field } = entry;
  const label = ({ name }: Fact): string =>
    name === 'value' && field ? fieldLabel(field) : t(`fact.${name}`);
  const differs = ({ name, value }: Fact): boolean =>
    ALIKE.has(kind) &&
    sides.some(({ facts }) => {
      const other = facts.find((fact) => fact.name === name);
      return words(other?.value ?? { type: 'text', text: '' }, field) !== words(value, field);
    });
  return (
    <section className={classes.entry} aria-label={t(`kind.${kind}`)}>
      <Title order={2} size="h3">
        {t(`kind.${kind}`)}
        {entry.title !== '' && `: ${entry.title}`}
      </Title>
      <Text size="sm" mb="md" maw={620}>
        {t(bothEnded ? 'explain.both-void' : isOnVoid(entry) ? 'explain.cut-void' : `explain.${kind}`)}
      </Text>
      <div className={classes.sides}>
        {sides.map((side, index) => (
          <article
            key={`${side.id} ${side.device} ${side.recorded}`}
            className={classes.side}
            aria-label={sideTitle(t, entry, index)}
          >
            <h3 className={classes.sideTitle}>{sideTitle(t, entry, index)}</h3>
            <p className={classes.by}>
              {[side.actor, side.device, formatInstant(side.recorded)]
                .filter((part) => part !== '')
                .join(', ')}
            </p>
            <dl className={classes.facts}>
              {side.facts.map((fact) => (
                <div key={fact.name} className={classes.fact} data-differs={differs(fact) || undefined}>
                  <dt>{label(fact)}</dt>
                  <dd data-amount={fact.value.type === 'amount' || undefined}>{words(fact.value, field)}</dd>
                </div>
              ))}
            </dl>
            <div className={classes.sideActions}>
              {sideActions(t, entry, side, index).map((action) => (
                <span key={action.id} className={classes.deed}>
                  <ActionButton size="xs" action={action} />
                  {action.keys && <Keys keys={action.keys} />}
                </span>
              ))}
            </div>
          </article>
        ))}
      </div>
      <div className={classes.actions}>
        {wholeActions(t, entry).map((action, index) => (
          <span key={action.id} className={classes.deed}>
            <ActionButton variant={index === 0 ? 'filled' : 'default'} action={action} />
            {action.keys && <Keys keys={action.keys} />}
          </span>
        ))}
      </div>
    </section>
  );
}

/** What did not fit was for an invoice that is void: there is nothing to choose between. */
const isOnVoid = ({ sides }: ReviewEntry): boolean => sides[0]?.end?.how === 'release';

type Words = ReturnType<typeof useText<'review'>>;

function sideTitle(t: Words, { kind, sides }: ReviewEntry, index: number): string {
  if (kind === 'changed-twice') return t(index === 0 ? 'side.stands' : 'side.other');
  if (ALIKE.has(kind)) return t('side.number', { number: index + 1 });
  if (index === 0) return t(`side.${kind as 'cut'}`);
  return sides.length > 2
    ? t(`beside.${kind as 'cut'}.number`, { number: index })
    : t(`beside.${kind as 'cut'}`);
}

/** What can be done with one side, each with the key of its number. */
function sideActions(t: Words, entry: ReviewEntry, side: ReviewSide, index: number): Action[] {
  const { kind, bothEnded } = entry;
  const end = side.end;
  const action = (id: string, label: string, run: () => void, key?: string): Action => ({
    id: `review.${id}.${index}`,
    label,
    ...(key ? { keys: key } : {}),
    group: 'here',
    run,
  });
  if (kind === 'changed-twice')
    return index === 0
      ? [action('keep', t('keep'), () => void sayAndNote(entry, 'seen'), '1')]
      : [action('take', t('take'), () => void takeOther(entry), '2')];
  const open = action('open', t('open'), () => openSide(entry, side), index === 0 ? 'O' : undefined);
  // Where one stands against several it is these that can go, so they are counted from the second side on.
  const key = ALIKE.has(kind) ? String(index + 1) : index === 0 ? 'R' : String(index);
  const corrected = [action('correct', t('correct'), () => correctSide(side), key), open];
  if (kind === 'same-number' && end === null && side.what === 'document') return corrected;
  if (end === null || bothEnded) return [open];
  const { how } = end;
  if (how === 'correct') return corrected;
  return [action('end', t(`end.${how}`), () => void endSide(entry, side, { ...end, how }), key), open];
}

/** What can be said of the entry as a whole. */
function wholeActions(t: Words, entry: ReviewEntry): Action[] {
  const { kind, bothEnded } = entry;
  if (kind === 'changed-twice') return [];
  const twins =
    (kind === 'same-payment' || kind === 'same-customer' || kind === 'issued-twice') && !bothEnded;
  const word = twins ? ('different' as const) : ('seen' as const);
  const said: Action = {
    id: `review.${word}`,
    label: twins ? t('different') : t((!isOnVoid(entry) && SEEN[kind]) || 'seen'),
    keys: twins ? 'N' : 'S',
    group: 'here',
    run: () => void sayAndNote(entry, word),
  };
  const [own] = entry.sides;
  if (kind !== 'over-credited' || !own) return [said];
  const charge = () => void beginDraft('invoices.charge', own.id, 'about.reason');
  return [said, { id: 'review.charge', label: t('charge'), keys: 'D', group: 'here', run: charge }];
}

/** What it means to let a thing stand as it is, where that can be said. */
const SEEN: Readonly<Partial<Record<ReviewEntry['kind'], 'seen.credit' | 'seen.both'>>> = {
  cut: 'seen.credit',
  'over-credited': 'seen.credit',
  overdrawn: 'seen.both',
};
