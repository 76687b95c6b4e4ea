/** Deposits in the totals of an invoice: those that it deducts, and those of the customer that it may deduct (AL3). */
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { minor } from '../../../../../shared/domain/money.ts';
import { useBooks } from '../../../data/use-books.ts';
import { formatAmount, formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { useEntry, useEntryTools } from './entry-context.ts';
import { setHeader } from './entry-draft.ts';
import { FieldFindings } from './field-findings.tsx';
import classes from './totals-block.module.css';

export type OpenDeposit = OutputOf<'deposits.open'>[number];

const NOBODY = '00000000-0000-0000-0000-000000000000';
const NONE: readonly OpenDeposit[] = [];

/** The deposit invoices that an invoice for this customer may deduct; none for other documents. */
export function useOpenDeposits(
  kind: string,
  customer: string | null,
  currency: string,
): readonly OpenDeposit[] {
  const isAsked = kind === 'invoice' && customer !== null;
  const found = useBooks('deposits.open', { customer: customer ?? NOBODY, currency }, { enabled: isAsked });
  return (isAsked ? found.data : undefined) ?? NONE;
}

export const DepositRows = memo(function DepositRows() {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const kind = useEntry((state) => state.entry.header.kind);
  const customer = useEntry((state) => state.entry.header.customer);
  const currency = useEntry((state) => state.entry.header.currency);
  const chosen = useEntry((state) => state.entry.header.deposits) ?? [];
  const open = useOpenDeposits(kind, customer, currency);
  const set = (deposits: readonly string[]): void =>
    store.edit((entry) => setHeader(entry, { deposits: [...deposits] }), 'deposits');
  if (open.length === 0 && chosen.length === 0) return null;
  return (
    <fieldset className={classes.deposits} aria-label={t('deposit.open')}>
      {chosen.map((id) => {
        const deposit = open.find((one) => one.id === id);
        const number = deposit?.number ?? '…';
        return (
          <div key={id} className={classes.deposit}>
            <span>{t('deposit.row', { number })}</span>
            <Amount minor={deposit && minor(-deposit.amount)} currency={currency} />
            <ActionIcon
              variant="subtle"
              size="sm"
              color="gray"
              aria-label={t('deposit.remove', { number })}
              onClick={() => set(chosen.filter((other) => other !== id))}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        );
      })}
      {open
        .filter(({ id }) => !chosen.includes(id))
        .map((deposit) => (
          <OfferedDeposit key={deposit.id} deposit={deposit} onTake={() => set([...chosen, deposit.id])} />
        ))}
      <FieldFindings path="deposits" />
    </fieldset>
  );
});

function OfferedDeposit({ deposit, onTake }: { readonly deposit: OpenDeposit; readonly onTake: () => void }) {
  const t = useText('invoices');
  const { number, issueDate, currency, amount, outstanding, orderNumber } = deposit;
  const isPaid = outstanding <= 0;
  return (
    <div className={classes.offered}>
      <Button
        variant="subtle"
        size="compact-xs"
        data-path={isPaid ? undefined : 'deposits'}
        disabled={!isPaid}
        onClick={onTake}
      >
        {t('deposit.deduct', { number, day: formatDay(issueDate) })}
      </Button>
      <span>
        {isPaid
          ? [formatAmount(amount, currency), orderNumber && t('deposit.order', { order: orderNumber })]
              .filter(Boolean)
              .join(', ')
          : t('deposit.unpaid', { left: formatAmount(outstanding, currency) })}
      </span>
    </div>
  );
}
