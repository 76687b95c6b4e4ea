/** A payment beside the list. */
import { go } from '../../app/navigation.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { PaymentFacts } from './payment-facts.tsx';

export function PaymentPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useText('payments');
  const view = useBooks('payments.get', { id }, { keepPrevious: true });
  return (
    <SidePanel
      title={t('title.one')}
      onClose={onClose}
      actions={
        <ActionButton
          action={{
            id: 'payments.open',
            label: t('open'),
            hidden: true,
            run: () => void go({ screen: 'payment', id }),
          }}
        />
      }
    >
      <ErrorText error={view.error} />
      {view.data && <PaymentFacts view={view.data} />}
    </SidePanel>
  );
}
