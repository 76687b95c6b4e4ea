/** One payment: what it paid, what is left, and the ways to put a wrong one right (AL2, AL5). */
import { Anchor, Group, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import type { AppError } from '../../../../shared/errors/index.ts';
import { go, type Place } from '../../app/navigation.ts';
import { invoke } from '../../data/client.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { afterDialog, confirmWithReason } from '../../ui/confirm.tsx';
import { ErrorPanel, ErrorText } from '../../ui/error-text.tsx';
import { IncomeList } from '../../ui/income-list.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/page.tsx';
import { RecordHistory } from '../../ui/record-history.tsx';
import { RefundList } from '../../ui/refund-list.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { focusFirstOf, useFirstFocus } from '../../ui/use-first-focus.ts';
import { ChequeActions } from './cheque-actions.tsx';
import { PaymentFacts, type PaymentView } from './payment-facts.tsx';
import { stateOf } from './payment-state.ts';
import { ReceiptButton, WrittenReceiptButton } from './receipt-button.tsx';
import { useCreditLeft } from './use-credit-left.tsx';

/** Where the hands go on: at the first invoice that it paid, else at who paid it. */
const FIRST = ['table button', 'button'] as const;

export function PaymentScreen({ place }: { readonly place: Place }) {
  const t = useText('payments');
  const id = place.id ?? '';
  const view = useBooks('payments.get', { id });
  if (view.error) {
    return (
      <Page title={t('title.one')} back>
        <ErrorPanel error={view.error} onRetry={view.again} />
      </Page>
    );
  }
  return view.data ? (
    <Payment view={view.data} />
  ) : (
    <Page title={t('title.one')} back>
      {null}
    </Page>
  );
}

function Payment({ view }: { readonly view: PaymentView }) {
  const t = useText('payments');
  const today = useToday();
  const [error, setError] = useState<AppError | null>(null);
  const { payment } = view;
  const customer = useBooks('customers.get', { id: payment.customer });
  const name = customer.data?.fields.name ?? '';
  const credit = useCreditLeft(view);
  const posted = view.status === 'posted';
  // What lay in the bank was money: it is returned, never void (AL5).
  const inBank = view.cheque?.state === 'banked' || view.cheque?.state === 'cleared';
  const content = useRef<HTMLDivElement>(null);
  useFirstFocus(content, customer.data !== undefined, FIRST);

  // What began it goes with it: a void payment has no button for that, and what was taken back has none either.
  const standFirst = (): void => focusFirstOf(content.current, FIRST);

  const voidPayment = async (): Promise<void> => {
    const reason = await confirmWithReason({
      title: t('void.title'),
      text: t('void.text', { amount: formatAmount(payment.amount, payment.currency), name }),
      label: t('reason'),
      yes: t('void.yes'),
      no: t('void.no'),
      danger: true,
    });
    if (reason === null) return;
    const reply = await invoke('payments.void', { commandId: newId(), id: view.id, reason });
    setError(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    notifyDone(t('void.done'));
    afterDialog(standFirst);
  };
  const takeBack = async (allocation: PaymentView['allocations'][number]): Promise<void> => {
    const reason = await confirmWithReason({
      title: t('take-back.title', { number: allocation.number }),
      text: t('take-back.text', {
        amount: formatAmount(allocation.amount, payment.currency),
        number: allocation.number,
        name,
      }),
      label: t('reason'),
      yes: t('take-back.yes'),
      no: t('take-back.no'),
    });
    if (reason === null) return;
    const reply = await invoke('allocations.takeBack', {
      commandId: newId(),
      id: allocation.id,
      date: today,
      reason,
    });
    setError(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    notifyDone(t('take-back.done'));
    afterDialog(standFirst);
  };

  return (
    <Page
      title={t('title.one')}
      beside={<StatusChip status={stateOf({ ...view, cheque: view.cheque?.state ?? null })} />}
      back
      actions={
        <>
          {posted && !inBank && (
            <ActionButton
              variant="subtle"
              color="red"
              action={{ id: 'payments.void', label: t('void'), group: 'here', run: () => void voidPayment() }}
            />
          )}
          <ChequeActions view={view} more={credit.rare} />
          {posted && <ReceiptButton view={view} onFailure={setError} />}
          {posted && <WrittenReceiptButton view={view} />}
          {credit.button}
          <ActionButton
            variant="filled"
            action={{
              id: 'payments.new',
              label: t('new'),
              keys: 'N',
              also: ['Mod+Shift+P'],
              group: 'create',
              run: () => void go({ screen: 'payment-new' }),
            }}
          />
        </>
      }
    >
      <div ref={content}>
        <Group gap={6} mb="sm">
          {t('from')}
          <Anchor
            component="button"
            type="button"
            onClick={() => void go({ screen: 'customer', id: payment.customer })}
          >
            {name}
          </Anchor>
        </Group>
        <ErrorText error={error} />
        {credit.dialog}
        <PaymentFacts
          view={view}
          {...(posted ? { onTakeBack: (allocation) => void takeBack(allocation) } : {})}
        />
        <RefundList source={{ kind: 'payment', id: view.id }} />
        <IncomeList source={{ kind: 'payment', id: view.id }} onDone={standFirst} />
        <Title order={2} mt="lg" mb="xs">
          {t('history')}
        </Title>
        <RecordHistory entity={view.id} />
      </div>
    </Page>
  );
}
