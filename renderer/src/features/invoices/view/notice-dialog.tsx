/** A correction notice to an invoice: what it should say, without new money; a later due date counts from today (DO6). */
import { Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Day } from '../../../../../shared/domain/money.ts';
import { go } from '../../../app/navigation.ts';
import { newId } from '../../../data/ids.ts';
import { useCommand } from '../../../data/use-command.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import type { DocumentView } from './document-view.ts';

export function NoticeDialog({
  view,
  onClose,
}: {
  readonly view: DocumentView;
  readonly onClose: () => void;
}) {
  const t = useText('invoices');
  const { document } = view;
  const { run, pending, error } = useCommand('invoices.notice');
  // One command for as long as the dialog stands: sending it twice issues once.
  const [ids] = useState(() => ({ commandId: newId(), id: newId() }));
  const [orderNumber, setOrderNumber] = useState(document.orderNumber);
  const [contact, setContact] = useState(document.buyer.contact);
  const [dueDate, setDueDate] = useState<Day | null>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [dayProblem, setDayProblem] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const changed = {
    orderNumber: orderNumber.trim() === document.orderNumber ? null : orderNumber.trim(),
    contact: contact.trim() === document.buyer.contact ? null : contact.trim(),
    dueDate,
  };
  const isNothing = Object.values(changed).every((value) => value === null) && text.trim() === '';

  const submit = async (): Promise<void> => {
    setTried(true);
    if (isNothing || reason.trim() === '' || dayProblem !== null) return;
    const reply = await run({ ...ids, invoice: view.id, ...changed, text, reason: reason.trim() });
    if (!reply.ok) return;
    notifyDone(t('notice.done', { number: reply.value.number }));
    await go({ screen: 'invoice', id: reply.value.id });
  };

  return (
    <FormDialog
      title={t('notice.title', { number: document.number })}
      yes={t('notice.yes')}
      no={t('notice.no')}
      pending={pending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('notice.text')}</Text>
      <TextInput
        data-autofocus
        label={t('notice.order')}
        value={orderNumber}
        maxLength={60}
        onChange={(event) => setOrderNumber(event.currentTarget.value)}
      />
      <TextInput
        label={t('notice.contact')}
        value={contact}
        maxLength={120}
        onChange={(event) => setContact(event.currentTarget.value)}
      />
      <DayField
        label={t('notice.due')}
        description={t('notice.due-hint', { due: formatDay(view.dueDate) })}
        value={dueDate}
        onProblem={setDayProblem}
        onChange={setDueDate}
      />
      <Textarea
        label={t('notice.other')}
        value={text}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={6}
        error={isTried && isNothing ? t('notice.nothing') : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        label={t('notice.reason')}
        value={reason}
        maxLength={300}
        error={isTried && reason.trim() === '' ? t('notice.reason-missing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
