/** The last question before an invoice is issued: number, customer and total, and what the checks found (DO2, NU1). */
import { Button, Group, Modal, Skeleton, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { isBilling, isOffer, isOwed } from '../../../../../shared/domain/document-kinds.ts';
import type { Day } from '../../../../../shared/domain/money.ts';
import type { AppError, Finding } from '../../../../../shared/errors/index.ts';
import type { Draft } from '../../../../../shared/events/drafts.ts';
import { go } from '../../../app/navigation.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { useCompany } from '../../../data/session.ts';
import { findingWords } from '../../../text/finding-words.ts';
import { formatAmount, formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Keys } from '../../../ui/keys.tsx';
import { OverrideFields } from '../../../ui/override-fields.tsx';
import { blocking, overridesOf, questions, unanswered } from '../../../ui/overrides.ts';
import { dateLabel } from '../entry/kind-labels.ts';
import { CreditOffer } from './credit-offer.tsx';
import classes from './issue-dialog.module.css';
import { SellerHint } from './seller-hint.tsx';

export type Check = OutputOf<'invoices.check'>;
export type Issued = OutputOf<'invoices.issue'>;

export interface IssueDialogProps {
  readonly id: string;
  readonly draft: Draft;
  /** The tax that it charges as far as that is known, in minor units. */
  readonly tax: number;
  /** What the checks found, so that the form can show it beside the fields. */
  readonly onFindings: (findings: Check['findings']) => void;
  /** The clerk takes the first open day, which was offered in place of a closed one (PC2). */
  readonly onDay: (day: Day) => void;
  /** The clerk goes to a field that stands in the way. */
  readonly onGo: (path: string) => void;
  /** `null`: it turned out that it had been issued before. */
  readonly onIssued: (issued: Issued | null) => void;
  /** It will be issued on that day. */
  readonly onScheduled: (on: Day) => void;
  /** The clerk makes a credit note of it, since its total is below zero. */
  readonly onCredit: () => void;
  readonly onClose: () => void;
}

/** A day and its amount stay on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

const isInTheWay = ({ code }: Finding): boolean => code !== 'date-in-future';

export function IssueDialog(props: IssueDialogProps) {
  const { id, draft, onFindings, onDay, onGo, onIssued, onScheduled, onCredit, onClose } = props;
  const t = useText('invoices');
  const common = useText('common');
  // One command id for as long as the dialog stands: pressing Enter twice, or again after a fault, issues once.
  const [commandId] = useState(() => newId());
  const [check, setCheck] = useState<Check | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const latest = useRef({ draft, onFindings });
  latest.current = { draft, onFindings };
  useEffect(() => {
    let isCurrent = true;
    void invoke('invoices.check', { id, draft: latest.current.draft }).then((reply) => {
      if (!isCurrent) return;
      if (!reply.ok) return setError(reply.error);
      setCheck(reply.value);
      latest.current.onFindings(reply.value.findings.filter(isInTheWay));
    });
    return () => {
      isCurrent = false;
    };
  }, [id]);

  const findings = check?.findings ?? [];
  // A day to come is no mistake where nothing else stands in the way: the program issues it then (NU5).
  const all = blocking(findings);
  const blocks = all.filter(isInTheWay);
  const isLater = all.length > 0 && blocks.length === 0;
  const asks = questions(findings);

  // Focus follows what is to be done next: the first field in the way, the first reason, or the button that issues.
  useEffect(() => {
    if (check) form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [check]);

  const goLabel = (finding: Finding): string => {
    const day = openDayIn(finding);
    return day === null ? t('issue.go') : t('issue.use-day', { day: formatDay(day) });
  };

  const issue = async (): Promise<void> => {
    setTried(true);
    if (!check || blocks.length > 0 || isPending) return;
    const missing = unanswered(findings, reasons);
    if (missing.length > 0) {
      form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(missing[0] as string)}"]`)?.focus();
      return;
    }
    setPending(true);
    setError(null);
    const input = { commandId, id, draft, overrides: overridesOf(findings, reasons) };
    if (isLater) {
      const scheduled = await invoke('invoices.schedule', input);
      setPending(false);
      return scheduled.ok ? onScheduled(check.issueDate) : refused(scheduled.error);
    }
    const reply = await invoke('invoices.issue', input);
    setPending(false);
    if (reply.ok) return onIssued(reply.value);
    refused(reply.error);
  };
  const refused = (failure: AppError): void => {
    if (!check) return;
    if (failure.kind === 'refused' && failure.reason === 'already-issued') onIssued(null);
    else if (failure.kind === 'findings') {
      setCheck({ ...check, findings: [...failure.findings] as Check['findings'] });
      onFindings(failure.findings.filter(isInTheWay) as Check['findings']);
    } else if (failure.kind === 'invalid') {
      const wrong = failure.fields.map(({ path, problem }) => ({
        code: problem,
        severity: 'block' as const,
        path,
      }));
      setCheck({ ...check, findings: wrong });
      onFindings(wrong);
    } else setError(failure);
  };

  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': common('close') }}
      onClose={onClose}
      title={isLater ? t('schedule.title') : t(`issue.title.${draft.kind}`)}
      size="lg"
      returnFocus={false}
    >
      {/* The dialog's trap and the answer race for the focus: whichever is later finds the right place marked. */}
      <form
        ref={form}
        noValidate
        tabIndex={-1}
        className={classes.form}
        data-autofocus={check === null || undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.stopPropagation();
          void issue();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          void issue();
        }}
      >
        {!check && !error && <Skeleton height={92} />}
        {check && (
          <dl className={classes.facts}>
            <Fact
              label={t('issue.number')}
              value={isLater ? t('schedule.number') : (check.number ?? t('issue.no-number'))}
            />
            <Fact label={t('issue.customer')} value={check.customerName || '–'} />
            <Fact
              label={t('issue.total')}
              value={check.total === null ? '–' : formatAmount(check.total, check.currency)}
              isStrong
            />
            {isOwed(draft.kind) || isOffer(draft.kind) ? (
              <Fact
                label={t(isBilling(draft.kind) ? 'issue.dates' : 'issue.validity')}
                value={t(isBilling(draft.kind) ? 'issue.dates-value' : 'issue.validity-value', {
                  issued: formatDay(check.issueDate),
                  due: formatDay(check.dueDate),
                })}
              />
            ) : (
              <Fact label={t(dateLabel(draft.kind))} value={formatDay(check.issueDate)} />
            )}
            {check.instalments.length > 0 && (
              <Fact
                label={t('instalments')}
                value={check.instalments
                  .map(({ due, amount }) =>
                    unbroken(`${formatDay(due)}: ${formatAmount(amount, check.currency)}`),
                  )
                  .join(' · ')}
              />
            )}
          </dl>
        )}
        {check && <SellerHint kind={draft.kind} tax={props.tax} onLeave={onClose} />}
        {isLater && check && (
          <Text size="sm" mt="sm">
            {t('schedule.text', { date: formatDay(check.issueDate) })}
          </Text>
        )}
        {blocks.length > 0 && (
          <section className={classes.findings} aria-label={t('issue.blocked')}>
            <Text size="sm" fw={600}>
              {t('issue.blocked')}
            </Text>
            {blocks.map((finding, index) => (
              <Group
                key={`${finding.code}${finding.path}`}
                gap="sm"
                wrap="nowrap"
                justify="space-between"
                align="flex-start"
              >
                <Text size="sm" c="var(--bad)">
                  {findingWords(finding)}
                </Text>
                <CloseSeries finding={finding} onLeave={onClose} />
                {finding.path !== 'series' && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    flex="none"
                    data-autofocus={index === 0 || undefined}
                    onClick={() => {
                      const day = openDayIn(finding);
                      return day === null ? onGo(finding.path) : onDay(day);
                    }}
                  >
                    {goLabel(finding)}
                  </Button>
                )}
              </Group>
            ))}
          </section>
        )}
        <CreditOffer draft={draft} findings={findings} onCredit={onCredit} />
        {blocks.length === 0 && asks.length > 0 && (
          <section className={classes.findings} aria-label={t('issue.asked')}>
            <OverrideFields
              findings={findings}
              reasons={reasons}
              isTried={isTried}
              onReason={setReasons}
              autoFocus
            />
          </section>
        )}
        <ErrorText error={error} />
        <Group justify="flex-end" gap="xs" mt="lg">
          {blocks.length === 0 && <Keys keys="Enter" />}
          <Button variant="default" onClick={onClose}>
            {t('issue.keep-draft')}
          </Button>
          {blocks.length === 0 && (
            <Button
              type="submit"
              loading={isPending}
              disabled={!check}
              data-autofocus={(check !== null && asks.length === 0) || undefined}
            >
              {isLater && check
                ? t('schedule.do', { date: formatDay(check.issueDate) })
                : t(`issue.issue.${draft.kind}`)}
            </Button>
          )}
        </Group>
      </form>
    </Modal>
  );
}

/** The way out where the series itself stands in the way (NU5); whoever may close it is shown where. */
function CloseSeries({ finding, onLeave }: { readonly finding: Finding; readonly onLeave: () => void }) {
  const t = useText('invoices');
  const role = useCompany()?.user.role;
  const series = finding.params?.series;
  if (typeof series !== 'string' || (role !== 'owner' && role !== 'manager')) return null;
  const leave = (): void => {
    onLeave();
    void go({ screen: 'settings', with: { tab: 'series', close: series } });
  };
  return (
    <Button size="compact-xs" variant="default" flex="none" onClick={leave}>
      {t('finding.close-series')}
    </Button>
  );
}

/** The first open day, where a finding offers it (PC2). */
const openDayIn = ({ code, params }: Finding): Day | null =>
  code === 'period-closed' && typeof params?.openFrom === 'string' ? params.openFrom : null;

function Fact({
  label,
  value,
  isStrong,
}: {
  readonly label: string;
  readonly value: string;
  readonly isStrong?: boolean;
}) {
  return (
    <div className={classes.fact} data-strong={isStrong || undefined}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
