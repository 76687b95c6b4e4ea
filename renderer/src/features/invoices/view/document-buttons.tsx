/** What can be done with an issued document: print, file, take money or use credit, copy, credit, take back. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import { isBilling, isOffer, isOwed } from '../../../../../shared/domain/document-kinds.ts';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { go, useNavigation } from '../../../app/navigation.ts';
import { type Action, useActions } from '../../../app/shortcuts.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { useManages } from '../../../data/use-manages.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { afterDialog, confirmWithReason } from '../../../ui/confirm.tsx';
import { IncomeDialog } from '../../../ui/income-dialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { RefundDialog } from '../../../ui/refund-dialog.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import {
  chargeInvoice,
  copyInvoice,
  creditInvoice,
  deliverOffer,
  finalInvoice,
  invoiceDeliveries,
  invoiceOffer,
} from './copy-invoice.ts';
import { DepositDialog } from './deposit-dialog.tsx';
import type { DocumentView } from './document-view.ts';
import { EInvoiceDialog } from './einvoice-dialog.tsx';
import { MailDialog } from './mail-dialog.tsx';
import { NoticeDialog } from './notice-dialog.tsx';
import { useDutyActions } from './use-duty-actions.tsx';
import type { Printing } from './use-printing.ts';

export interface DocumentButtonsProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly view: DocumentView;
  readonly printing: Printing;
  readonly onFailure: (error: AppError | null) => void;
  /** Something was done: the focus goes to the first action. */
  readonly onDone: () => void;
}

const DANGEROUS: ReadonlySet<string> = new Set(['invoices.void', 'invoices.cancel']);

export function DocumentButtons({ ref, view, printing, onFailure, onDone }: DocumentButtonsProps) {
  const t = useText('invoices');
  const { id, document, status, outstanding } = view;
  const isOwing = isOwed(document.kind);
  const isStanding = status !== 'void';
  const isOpen = isOwing && outstanding > 0 && isStanding;
  const isOffered = isOffer(document.kind);
  const canDeduct = document.kind === 'depositInvoice' && view.deductedBy === null && outstanding <= 0;
  const isCredit = document.kind === 'creditNote' && outstanding > 0 && isStanding;
  const manages = useManages();
  const credit = {
    source: { kind: 'creditNote', id },
    left: outstanding,
    currency: document.currency,
    onClose: (): void => close(),
  } as const;
  const canCancel =
    isOwing &&
    isStanding &&
    view.creditedBy.length === 0 &&
    (document.totals.due > 0 || document.deposits !== undefined);
  const [dialog, setDialog] = useState<
    'cancel' | 'correct' | 'refund' | 'income' | 'einvoice' | 'mail' | 'deposit' | 'notice' | null
  >(canCancel && useNavigation.getState().place.with?.begin === 'correct' ? 'correct' : null);

  const savePdf = async (): Promise<void> => {
    const reply = await invoke('documents.savePdf', { commandId: newId(), id });
    onFailure(reply.ok ? null : reply.error);
    if (reply.ok && reply.value.saved) notifyDone(t('view.pdf-saved'));
  };
  const openPdf = async (): Promise<void> => {
    const reply = await invoke('documents.openPdf', { commandId: newId(), id });
    onFailure(reply.ok ? null : reply.error);
  };
  const voidInvoice = async (): Promise<void> => {
    const reason = await confirmWithReason({
      title: t(`void.title.${document.kind}`, { number: document.number }),
      text: t(
        view.cleared ? 'void.text-registered' : isBilling(document.kind) ? 'void.text' : 'void.text-offer',
      ),
      label: t('void.reason'),
      yes: t(view.cleared ? 'void.yes-registered' : 'void.yes'),
      no: t('void.no'),
      danger: true,
    });
    if (reason === null) return;
    const registrationCancelled = view.cleared !== null;
    const reply = await invoke('invoices.void', { commandId: newId(), id, reason, registrationCancelled });
    onFailure(reply.ok ? null : reply.error);
    if (reply.ok) notifyDone(t(`void.done.${document.kind}`, { number: document.number }));
    // The menu from which this began is gone, and the dialog gives the focus back to it a moment later.
    afterDialog(onDone);
  };

  const here = { group: 'here' } as const;
  const print: Action = {
    ...here,
    id: 'invoices.print',
    label: t('action.print'),
    keys: 'Mod+P',
    run: printing.begin,
  };
  const pay: Action = {
    ...here,
    id: 'payments.new',
    label: t('action.pay'),
    keys: 'P',
    also: ['Mod+Shift+P'],
    enabled: isOpen,
    run: () => void go({ screen: 'payment-new', with: { invoice: id, customer: document.customerId } }),
  };
  const use: Action = {
    ...here,
    id: 'payments.use-credit',
    label: t('action.use-credit'),
    keys: 'U',
    enabled: isCredit,
    run: () => void go({ screen: 'payment-new', with: { customer: document.customerId, credit: id } }),
  };
  const toInvoice: Action = {
    ...here,
    id: 'offers.invoice',
    label: t('quote.to-invoice'),
    keys: 'I',
    enabled: isOffered && isStanding,
    run: () => void invoiceOffer(id),
  };
  const canBill = document.kind === 'deliveryNote' && status === 'open';
  const toBill: Action = {
    ...here,
    id: 'deliveries.invoice',
    label: t('delivery.to-invoice'),
    keys: 'I',
    enabled: canBill,
    run: () => void invoiceDeliveries([id]),
  };
  const toFinal: Action = {
    ...here,
    id: 'deposits.invoice',
    label: t('action.final-invoice'),
    keys: 'I',
    enabled: canDeduct && isStanding,
    run: () => void finalInvoice(id),
  };
  const answer = async (accepted: boolean): Promise<void> => {
    const reason = accepted
      ? ''
      : await confirmWithReason({
          title: t('quote.decline-title', { number: document.number }),
          text: t('quote.decline-text'),
          label: t('void.reason'),
          yes: t('quote.decline-yes'),
          no: t('quote.decline-no'),
        });
    if (reason === null) return;
    const reply = await invoke('quotes.answer', { commandId: newId(), id, accepted, reason });
    onFailure(reply.ok ? null : reply.error);
    if (reply.ok)
      notifyDone(t(accepted ? 'quote.is-accepted' : 'quote.is-declined', { number: document.number }));
    afterDialog(onDone);
  };
  const close = (): void => {
    setDialog(null);
    afterDialog(onDone);
  };
  const duties = useDutyActions(view, onFailure, () => afterDialog(onDone));
  const more: readonly Action[] = [
    ...duties.actions,
    {
      ...here,
      id: 'invoices.mail',
      label: t('action.mail'),
      keys: 'Mod+Shift+M',
      enabled: isStanding,
      run: () => setDialog('mail'),
    },
    {
      ...here,
      id: 'invoices.save-pdf',
      label: t('action.save-pdf'),
      keys: 'Mod+S',
      run: () => void savePdf(),
    },
    {
      ...here,
      id: 'invoices.open-pdf',
      label: t('action.open-pdf'),
      keys: 'Mod+O',
      run: () => void openPdf(),
    },
    {
      ...here,
      id: 'invoices.save-einvoice',
      label: t('action.save-einvoice'),
      keys: 'Mod+Shift+E',
      enabled: isStanding && isBilling(document.kind),
      run: () => setDialog('einvoice'),
    },
    { ...here, id: 'invoices.print-ask', label: t('action.print-ask'), keys: 'Mod+Alt+P', run: printing.ask },
    {
      ...here,
      id: 'invoices.copy',
      label: t('action.copy'),
      keys: 'Mod+D',
      enabled:
        document.kind !== 'creditNote' &&
        document.kind !== 'receipt' &&
        document.kind !== 'refund' &&
        document.kind !== 'correction',
      run: () => void copyInvoice(id),
    },
    {
      ...here,
      id: 'invoices.correct',
      label: t('action.correct'),
      keys: 'Mod+E',
      enabled: canCancel,
      run: () => setDialog('correct'),
    },
    {
      ...here,
      id: 'invoices.credit',
      label: t('action.credit'),
      enabled: isOwing && isStanding && view.creditable > 0,
      run: () => void creditInvoice(id),
    },
    {
      ...here,
      id: 'invoices.notice',
      label: t('notice.action'),
      enabled: isOwing && isStanding,
      run: () => setDialog('notice'),
    },
    {
      ...here,
      id: 'offers.deliver',
      label: t('delivery.of-offer'),
      enabled: isOffered && isStanding,
      run: () => void deliverOffer(id),
    },
    {
      ...here,
      id: 'invoices.charge',
      label: t('action.charge'),
      enabled: isOwing && isStanding,
      run: () => void chargeInvoice(id),
    },
    {
      ...here,
      id: 'offers.deposit',
      label: t('action.deposit'),
      keys: 'D',
      enabled: isOffered && isStanding,
      run: () => setDialog('deposit'),
    },
    {
      ...here,
      id: 'invoices.cancel',
      label: t('action.cancel'),
      enabled: canCancel && (view.released || view.settlements.some(({ until }) => until === null)),
      run: () => setDialog('cancel'),
    },
    {
      ...here,
      id: 'quotes.accept',
      label: t('quote.accept'),
      enabled: document.kind === 'quote' && isStanding && view.answer?.accepted !== true,
      run: () => void answer(true),
    },
    {
      ...here,
      id: 'quotes.decline',
      label: t('quote.decline'),
      enabled: document.kind === 'quote' && isStanding && view.answer?.accepted !== false,
      run: () => void answer(false),
    },
    {
      ...here,
      id: 'credits.refund',
      label: t('action.refund'),
      enabled: isCredit,
      run: () => setDialog('refund'),
    },
    {
      ...here,
      id: 'credits.write',
      label: t('action.to-income'),
      enabled: isCredit && manages,
      run: () => setDialog('income'),
    },
    {
      ...here,
      id: 'invoices.void',
      label: t('action.void'),
      enabled: isStanding && document.kind !== 'correction',
      run: () => void voidInvoice(),
    },
  ];
  useActions(more);

  return (
    <div ref={ref} style={{ display: 'contents' }}>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t('action.more')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {more
            .filter(({ enabled }) => enabled !== false)
            .map((action) => (
              <Menu.Item
                key={action.id}
                {...(DANGEROUS.has(action.id) ? { color: 'var(--bad)' } : {})}
                onClick={action.run}
              >
                {action.label}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <ActionButton action={print} data-first />
      {isOpen && <ActionButton variant="filled" action={pay} data-after />}
      {isCredit && <ActionButton variant="filled" action={use} data-after />}
      {isOffered && isStanding && <ActionButton variant="filled" action={toInvoice} data-after />}
      {canDeduct && isStanding && <ActionButton variant="filled" action={toFinal} data-after />}
      {canBill && <ActionButton variant="filled" action={toBill} data-after />}
      {duties.dialog}
      {dialog === 'notice' && <NoticeDialog view={view} onClose={close} />}
      {dialog === 'deposit' && <DepositDialog id={id} document={document} onClose={close} />}
      {dialog === 'einvoice' && (
        <EInvoiceDialog
          id={id}
          customer={document.customerId}
          onCorrect={canCancel ? () => setDialog('correct') : undefined}
          onClose={close}
        />
      )}
      {dialog === 'mail' && <MailDialog id={id} number={document.number} onClose={close} />}
      {dialog === 'refund' && <RefundDialog {...credit} />}
      {dialog === 'income' && <IncomeDialog {...credit} />}
      {(dialog === 'cancel' || dialog === 'correct') && (
        <CancelDialog id={id} number={document.number} what={dialog} onClose={close} />
      )}
    </div>
  );
}
