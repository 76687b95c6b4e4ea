/** A receipt for a payment: made once, and opened from then on. */
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors/index.ts';
import { go } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { notifyDone } from '../../ui/notify.ts';
import type { PaymentView } from './payment-facts.tsx';

export function ReceiptButton({
  view,
  onFailure,
}: {
  readonly view: PaymentView;
  readonly onFailure: (error: AppError | null) => void;
}) {
  const t = useText('payments');
  const { run } = useCommand('receipts.issue');
  // One command for as long as the payment stands on screen: pressed twice, there is one receipt.
  const [ids] = useState(() => ({ commandId: newId(), id: newId() }));
  const { receipt } = view;
  const make = async (): Promise<void> => {
    const reply = await run({ ...ids, payment: view.id });
    onFailure(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    notifyDone(t('receipt.done', { number: reply.value.number }));
    await go({ screen: 'invoice', id: reply.value.id });
  };
  return (
    <ActionButton
      variant="subtle"
      action={{
        id: 'receipts.issue',
        label: t(receipt ? 'receipt.open' : 'receipt.make'),
        keys: 'R',
        group: 'here',
        run: () => void (receipt ? go({ screen: 'invoice', id: receipt.id }) : make()),
      }}
    />
  );
}
