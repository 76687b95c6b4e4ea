/** What to do next: each line opens what it speaks of; arrows move between them. */
import { Text, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { go } from '../../app/navigation.ts';
import { formatAmount, formatDay } from '../../text/format.ts';
import { useText, type Text as Words } from '../../text/i18n.ts';
import classes from './dashboard.module.css';
import type { NextStep } from './next-steps.ts';

export interface StepListProps {
  readonly steps: readonly NextStep[];
}

interface Line {
  readonly key: string;
  readonly title: string;
  /** Stands whole behind the title, however long that is. */
  readonly amount?: string;
  readonly detail: string;
  readonly late?: boolean;
  readonly open: () => void;
}

/** A step in words, with the way there. */
function lineOf(step: NextStep, t: Words<'dashboard'>): Line {
  switch (step.kind) {
    case 'overdue': {
      const { id, number, customerName, outstanding, currency, age } = step.invoice;
      return {
        key: id,
        title: customerName,
        amount: formatAmount(outstanding, currency),
        detail: t('step.overdue', { number, count: age }),
        late: true,
        open: () => void go({ screen: 'invoice', id }),
      };
    }
    case 'review':
      return {
        key: step.kind,
        title: t('step.review', { count: step.count }),
        detail: t('step.review.detail'),
        open: () => void go({ screen: 'review' }),
      };
    case 'scheduled':
      return {
        key: step.kind,
        title: t('step.scheduled', { count: step.count }),
        detail: t('step.scheduled.detail'),
        late: true,
        open: () => void go({ screen: 'invoices', with: { status: 'drafts' } }),
      };
    case 'clearance':
    case 'delivery':
      return {
        key: step.kind,
        title: t(`step.${step.kind}`, { count: step.count }),
        detail: t(`step.${step.kind}.detail`),
        open: () => void go({ screen: 'invoices', with: { status: step.kind } }),
      };
    case 'all-overdue':
      return {
        key: step.kind,
        title: t('step.all-overdue', { count: step.count }),
        detail: '',
        open: () => void go({ screen: 'invoices', with: { status: 'overdue' } }),
      };
    case 'draft': {
      const { id, customerName, total, currency } = step.draft;
      const amount = total === null ? t('step.draft.no-total') : formatAmount(total, currency);
      return {
        key: id,
        title: customerName === '' ? t('step.draft.nobody') : customerName,
        amount,
        detail: t('step.draft'),
        open: () => void go({ screen: 'draft', id }),
      };
    }
    case 'drafts':
      return {
        key: step.kind,
        title: t('step.drafts', { count: step.count }),
        detail: '',
        open: () => void go({ screen: 'invoices', with: { status: 'draft' } }),
      };
    case 'old-credits':
      return {
        key: step.kind,
        title: t('step.old-credits', { count: step.count }),
        detail: t('step.old-credits.detail'),
        open: () => void go({ screen: 'old-credits' }),
      };
    case 'credit': {
      const { id, customer, customerName, unapplied, currency, date } = step.credit;
      return {
        key: id,
        title: customerName,
        amount: formatAmount(unapplied, currency),
        detail: t('step.credit', { date: formatDay(date) }),
        open: () => void go({ screen: 'payment-new', with: { customer, credit: id } }),
      };
    }
  }
}

export function StepList({ steps }: StepListProps) {
  const t = useText('dashboard');
  const list = useRef<HTMLUListElement>(null);
  if (steps.length === 0) {
    return (
      <Text size="sm" c="var(--quiet)">
        {t('next.nothing')}
      </Text>
    );
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    buttons[buttons.indexOf(event.target as HTMLElement) + step]?.focus();
  };
  return (
    <ul ref={list} className={classes.steps} onKeyDown={onKeyDown}>
      {steps.map((step) => {
        const line = lineOf(step, t);
        return (
          <li key={line.key}>
            <UnstyledButton className={classes.step ?? ''} onClick={line.open}>
              <span className={classes.title}>
                <span className={classes.name}>{line.title}</span>
                {line.amount !== undefined && <span> – {line.amount}</span>}
              </span>
              {line.detail !== '' && (
                <span className={classes.detail} data-late={line.late || undefined}>
                  {line.detail}
                </span>
              )}
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
