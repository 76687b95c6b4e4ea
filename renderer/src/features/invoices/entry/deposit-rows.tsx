/**
 * Deposits in the totals of an invoice, those that it deducts and those of the customer that it may deduct; and of a credit
 * note, those that it gives back and those that its invoices deduct still (AL3).
 */
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { minor } from '../../../../../shared/domain/money.ts';
import type { DraftHeader } from '../../../../../shared/events/drafts.ts';
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
const NOTHING: readonly string[] = [];

type Of = Pick<DraftHeader, 'kind' | 'customer' | 'currency' | 'credits'>;

/** The deposit invoices that a draft may take off: for an invoice the customer's, for a credit note those of its invoices. */
export function useOpenDeposits({ kind, customer, currency, credits }: Of): readonly OpenDeposit[] {
  const isInvoice = kind === 'invoice' && customer !== null;
  const invoices = kind === 'creditNote' ? (credits?.invoices ?? NOTHING) : NOTHING;
  const open = useBooks('deposits.open', { customer: customer ?? NOBODY, currency }, { enabled: isInvoice });
  const isNote = invoices.length > 0;
  const held = useBooks('deposits.deducted', { invoices: [...invoices] }, { enabled: isNote });
  return (isInvoice ? open.data : isNote ? held.data : undefined) ?? NONE;
}

const WORDS = {
  invoice: {
    open: 'deposit.open',
    row: 'deposit.row',
    remove: 'deposit.remove',
    take: 'deposit.deduct',
  },
  creditNote: {
    open: 'deposit.of-credited',
    row: 'deposit.freed',
    remove: 'deposit.keep-deducted',
    take: 'deposit.free',
  },
} as const;

export const DepositRows = memo(function DepositRows() {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const kind = useEntry((state) => state.entry.header.kind);
  const customer = useEntry((state) => state.entry.header.customer);
  const currency = useEntry((state) => state.entry.header.currency);
  const chosen = useEntry((state) => state.entry.header.deposits) ?? [];
  const credits = useEntry((state) => state.entry.header.credits);
  const open = useOpenDeposits({ kind, customer, currency, ...(credits ? { credits } : {}) });
  const words = WORDS[kind === 'creditNote' ? 'creditNote' : 'invoice'];
  const set = (deposits: readonly string[]): void =>
    store.edit((entry) => setHeader(entry, { deposits: [...deposits] }), 'deposits');
  if (open.length === 0 && chosen.length === 0) return null;
  return (
    <fieldset className={classes.deposits} aria-label={t(words.open)}>
      {chosen.map((id) => {
        const deposit = open.find((one) => one.id === id);
        const number = deposit?.number ?? '…';
        return (
          <div key={id} className={classes.deposit}>
            <span>{t(words.row, { number })}</span>
            <Amount minor={deposit && minor(-deposit.amount)} currency={currency} />
            <ActionIcon
              variant="subtle"
              size="sm"
              color="gray"
              aria-label={t(words.remove, { number })}
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
          <OfferedDeposit
            key={deposit.id}
            deposit={deposit}
            label={words.take}
            onTake={() => set([...chosen, deposit.id])}
          />
        ))}
      <FieldFindings path="deposits" />
    </fieldset>
  );
});

interface OfferedProps {
  readonly deposit: OpenDeposit;
  readonly label: (typeof WORDS)[keyof typeof WORDS]['take'];
  readonly onTake: () => void;
}

function OfferedDeposit({ deposit, label, onTake }: OfferedProps) {
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
        {t(label, { number, day: formatDay(issueDate) })}
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
