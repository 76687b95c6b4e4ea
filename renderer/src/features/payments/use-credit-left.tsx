/** What can become of money that no invoice has taken: given back, written to income, or used (AL3, AL6, AL8). */
import { type ReactNode, useState } from 'react';
import { go } from '../../app/navigation.ts';
import type { Action } from '../../app/shortcuts.ts';
import { useManages } from '../../data/use-manages.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { IncomeDialog } from '../../ui/income-dialog.tsx';
import { RefundDialog } from '../../ui/refund-dialog.tsx';
import type { PaymentView } from './payment-facts.tsx';

interface CreditLeft {
  /** For the menu of what is seldom done with the money. */
  readonly rare: readonly Action[];
  readonly button: ReactNode;
  readonly dialog: ReactNode;
}

const NOTHING: CreditLeft = { rare: [], button: null, dialog: null };

export function useCreditLeft(view: PaymentView): CreditLeft {
  const t = useText('payments');
  const manages = useManages();
  const [asked, setAsked] = useState<'refund' | 'income' | null>(null);
  if (view.status !== 'posted' || view.unapplied <= 0) return NOTHING;
  const { customer, currency } = view.payment;
  const about = {
    source: { kind: 'payment', id: view.id },
    left: view.unapplied,
    currency,
    onClose: () => setAsked(null),
  } as const;
  return {
    rare: [
      { id: 'credits.refund', label: t('refund'), group: 'here', run: () => setAsked('refund') },
      {
        id: 'credits.write',
        label: t('to-income'),
        group: 'here',
        enabled: manages,
        run: () => setAsked('income'),
      },
    ],
    button: (
      <ActionButton
        action={{
          id: 'payments.use-credit',
          label: t('use-credit'),
          group: 'here',
          keys: 'U',
          run: () => void go({ screen: 'payment-new', with: { customer, credit: view.id } }),
        }}
      />
    ),
    dialog: (
      <>
        {asked === 'refund' && <RefundDialog {...about} />}
        {asked === 'income' && <IncomeDialog {...about} />}
      </>
    ),
  };
}
