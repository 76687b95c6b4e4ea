/** A receipt for a payment: made once, and opened from then on. */
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors/index.ts';
import { go } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useCommand } from '../../data/use-command.ts';
import { usePads } from '../../data/use-pads.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ListMenu } from '../../ui/list-menu.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { WrittenReceiptDialog } from '../../ui/written-receipt-dialog.tsx';
import type { PaymentView } from './payment-facts.tsx';

/** A receipt that was written by hand, where there are pads of receipts: in a menu, since the row of buttons is full (NU6). */
export function WrittenReceiptButton({ view }: { readonly view: PaymentView }) {
  const t = useText('payments');
  const [isEntering, setEntering] = useState(false);
  const hasPads = usePads('receipt', null).length > 0;
  if (view.receipt || !hasPads) return null;
  return (
    <>
      <ListMenu
        label={t('receipt.more')}
        actions={[
          { id: 'receipts.enter', label: t('receipt.enter'), group: 'here', run: () => setEntering(true) },
        ]}
      />
      {isEntering && (
        <WrittenReceiptDialog
          payment={{ id: view.id, date: view.payment.date }}
          sheet={null}
          onClose={() => setEntering(false)}
        />
      )}
    </>
  );
}

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
