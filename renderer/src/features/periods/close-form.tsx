/** The next close: its last day, the checklist, and the button that closes (PC4). */
import { Anchor, Checkbox, Text, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconEye } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { Day } from '../../../../shared/domain/money.ts';
import { go, type Place } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useCompany, useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatAmount, formatDay, formatInstant } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { focusUnread, takeTyped } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { nextEnd } from './next-end.ts';
import classes from './periods.module.css';

type Desktop = OutputOf<'periods.check'>['desktops'][number];

export function CloseForm({ openFrom }: { readonly openFrom: Day | null }) {
  const t = useText('periods');
  const today = useToday();
  const own = useCompany()?.device;
  const [through, setThrough] = useState<Day>(() => nextEnd(today, openFrom));
  const [isUnread, setUnread] = useState(false);
  const [note, setNote] = useState('');
  const [absent, setAbsent] = useState<readonly string[]>([]);
  const check = useBooks('periods.check', { through }, { keepPrevious: true });
  const drafts = useBooks('drafts.list', {});
  const review = useBooks('review.list', { today });
  const close = useCommand('periods.close');
  // Of one wish there is one close, however often it is pressed.
  const wish = useRef({ through, id: newId() });
  const others = (check.data?.desktops ?? []).filter(({ id }) => id !== own);
  const missing = others.filter(({ id, isBeyond }) => !isBeyond && !absent.includes(id));
  const problem = through >= today ? 'not-over' : openFrom !== null && through < openFrom ? 'closed' : null;
  const ready =
    problem === null && !isUnread && check.data?.tied === true && missing.length === 0 && !check.previous;
  // What was typed a moment ago is in it, whichever render asks.
  const latest = useRef({ through, ready });
  latest.current = { through, ready };

  const submit = async (): Promise<void> => {
    await takeTyped();
    const { through: day, ready: isReady } = latest.current;
    // What cannot be read is not the day that would be closed through.
    if (focusUnread() || !isReady || close.pending) return;
    if (wish.current.through !== day) wish.current = { through: day, id: newId() };
    const reply = await close.run({ commandId: wish.current.id, through: day, absent: [...absent], note });
    if (reply.ok) notifyDone(t('done.closed', { day: formatDay(day) }));
  };
  return (
    <section aria-label={t('close.title')}>
      <Title order={2}>{t('close.title')}</Title>
      <Text size="sm" c="var(--quiet)" mb="sm" maw="40rem">
        {t('close.text')}
      </Text>
      <div className={classes.fields}>
        <DayField
          name="through"
          label={t('close.through')}
          value={through}
          error={problem ? t(`close.${problem}`) : undefined}
          onProblem={(found) => setUnread(found !== null)}
          onChange={(day) => day !== null && setThrough(day)}
        />
        <TextInput
          label={t('close.note')}
          value={note}
          maxLength={300}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      {check.data && (
        <ul className={classes.checks} aria-label={t('checklist')}>
          <Check state={check.data.tied ? 'good' : 'bad'}>
            {t(check.data.tied ? 'check.tied' : 'check.not-tied')}{' '}
            <Text span size="sm" c="var(--quiet)">
              {check.data.figures
                .map(({ currency, owed, credit }) =>
                  credit === 0
                    ? t('check.owed', { owed: formatAmount(owed, currency) })
                    : t('check.figures', {
                        owed: formatAmount(owed, currency),
                        credit: formatAmount(credit, currency),
                      }),
                )
                .join(' · ')}
            </Text>
          </Check>
          <Check state={drafts.data?.length ? 'look' : 'good'}>
            <Counted
              count={drafts.data?.length ?? 0}
              what="drafts"
              to={{ screen: 'invoices', with: { status: 'draft' } }}
            />
          </Check>
          <Check state={review.data?.count ? 'look' : 'good'}>
            <Counted count={review.data?.count ?? 0} what="review" to={{ screen: 'review' }} />
          </Check>
          {check.data.unread > 0 && (
            <Check state="bad">{t('check.unread', { count: check.data.unread })}</Check>
          )}
          {others.map((desktop) => (
            <DesktopCheck
              key={desktop.id}
              desktop={desktop}
              isPassed={absent.includes(desktop.id)}
              onPass={(pass) =>
                setAbsent(pass ? [...absent, desktop.id] : absent.filter((id) => id !== desktop.id))
              }
            />
          ))}
        </ul>
      )}
      <ErrorText error={close.error ?? check.error} />
      <ActionButton
        variant="filled"
        loading={close.pending}
        action={{
          id: 'periods.close',
          label: t('close.do', { day: formatDay(through) }),
          keys: 'Mod+Enter',
          inFields: true,
          group: 'here',
          enabled: ready,
          run: () => void submit(),
        }}
      />
    </section>
  );
}

const ICONS = { good: IconCircleCheck, bad: IconAlertTriangle, look: IconEye } as const;

function Check({ state, children }: { readonly state: keyof typeof ICONS; readonly children: ReactNode }) {
  const Icon = ICONS[state];
  return (
    <li className={classes.check} data-state={state}>
      <Icon size={18} aria-hidden />
      <div>{children}</div>
    </li>
  );
}

function Counted({
  count,
  what,
  to,
}: {
  readonly count: number;
  readonly what: 'drafts' | 'review';
  readonly to: Place;
}) {
  const t = useText('periods');
  if (count === 0) return t(`check.${what}-none`);
  return (
    <>
      {t(`check.${what}`, { count })}{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => void go(to)}>
        {t('check.look')}
      </Anchor>
    </>
  );
}

/** A desktop is in step when something of a later day is known of it; else it is passed over by name. */
function DesktopCheck({
  desktop: { name, last, isBeyond },
  isPassed,
  onPass,
}: {
  readonly desktop: Desktop;
  readonly isPassed: boolean;
  readonly onPass: (pass: boolean) => void;
}) {
  const t = useText('periods');
  const words =
    last === null
      ? t('check.desktop-never', { name })
      : t('check.desktop', { name, when: formatInstant(last) });
  if (isBeyond) return <Check state="good">{words}</Check>;
  return (
    <Check state={isPassed ? 'look' : 'bad'}>
      {words}
      <Checkbox
        size="xs"
        mt={4}
        label={t('check.without', { name })}
        checked={isPassed}
        onChange={(event) => onPass(event.currentTarget.checked)}
      />
    </Check>
  );
}
