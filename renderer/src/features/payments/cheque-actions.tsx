/** What can be said of money on its way through the bank: a cheque banked, cleared or in hand after all, and what the bank took back (AL1, AL5). */
import { useState } from 'react';
import { PRESENTED_KINDS } from '../../../../shared/domain/payment-methods.ts';
import type { ChequePlace } from '../../../../shared/events/payments.ts';
import { beginDraft } from '../../app/begin-draft.ts';
import type { Action } from '../../app/shortcuts.ts';
import { useToday } from '../../data/session.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ListMenu } from '../../ui/list-menu.tsx';
import { AgainDialog } from './again-dialog.tsx';
import { ChequeDialog } from './cheque-dialog.tsx';
import type { PaymentView } from './payment-facts.tsx';
import { ReturnDialog } from './return-dialog.tsx';

/** Where a cheque goes next from each place; `null`: nobody said yet where it is. */
const nextOf = (view: PaymentView): ChequePlace | null => {
  if (view.payment.methodKind !== 'cheque') return null;
  if (view.cheque === null || view.cheque.state === 'in-hand') return 'banked';
  return view.cheque.state === 'banked' ? 'cleared' : null;
};

/** `more`: what else is seldom done with the money, in the same menu. */
export function ChequeActions({
  view,
  more,
}: {
  readonly view: PaymentView;
  readonly more: readonly Action[];
}) {
  const t = useText('payments');
  const today = useToday();
  const [asked, setAsked] = useState<ChequePlace | 'return' | null>(null);
  if (view.status !== 'posted')
    return (
      <>
        <ChargeFee view={view} />
        {view.status === 'returned' && PRESENTED_KINDS.includes(view.payment.methodKind) && (
          <PresentAgain view={view} />
        )}
      </>
    );
  const next = nextOf(view);
  const counts = view.from <= today;
  const state = view.cheque?.state ?? null;
  const rare: Action[] = [];
  if (state === 'banked' || state === 'cleared')
    rare.push({
      id: 'payments.cheque-in-hand',
      label: t('cheque.in-hand'),
      group: 'here',
      run: () => setAsked('in-hand'),
    });
  if (counts && view.payment.methodKind !== 'cash')
    rare.push({
      id: 'payments.return',
      label: t('return'),
      group: 'here',
      run: () => setAsked('return'),
    });
  rare.push(...more);
  return (
    <>
      {rare.length > 0 && <ListMenu label={t('cheque.more')} actions={rare} />}
      {counts && next !== null && (
        <ActionButton
          action={{
            id: `payments.cheque-${next}`,
            label: t(`cheque.${next}`),
            keys: 'B',
            group: 'here',
            run: () => setAsked(next),
          }}
        />
      )}
      {asked === 'return' && <ReturnDialog view={view} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'return' && (
        <ChequeDialog view={view} place={asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

/** What the bank took for it goes to the customer as a debit note, about the first invoice that the money had paid (AL5). */
function ChargeFee({ view }: { readonly view: PaymentView }) {
  const t = useText('payments');
  const [first] = view.allocations;
  if (view.status !== 'returned' || !first) return null;
  return (
    <ActionButton
      action={{
        id: 'payments.charge-fee',
        label: t('return.charge'),
        group: 'here',
        run: () => void beginDraft('invoices.charge', first.target, 'about.reason'),
      }}
    />
  );
}

/** The same money is asked of the bank once more, and is the same payment (AL5). */
function PresentAgain({ view }: { readonly view: PaymentView }) {
  const t = useText('payments');
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <ActionButton
        action={{
          id: 'payments.present-again',
          label: t('again'),
          keys: 'B',
          group: 'here',
          run: () => setAsked(true),
        }}
      />
      {isAsked && <AgainDialog view={view} onClose={() => setAsked(false)} />}
    </>
  );
}
