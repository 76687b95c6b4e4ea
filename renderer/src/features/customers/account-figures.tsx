/** What a customer owes, per currency (MO3). */
import { Text } from '@mantine/core';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import classes from './customer.module.css';
import type { Account } from './customer-values.ts';

export interface AccountFiguresProps {
  /** `undefined` while it is not known. */
  readonly accounts: readonly Account[] | undefined;
  readonly customer: string;
}

/** Figures of what is owed, and of deposits that no invoice deducts yet, where there are any (AL3). */
export function AccountFigures({ accounts, customer }: AccountFiguresProps) {
  const t = useText('customers');
  const held = useBooks('deposits.held', { customer }).data ?? [];
  return (
    <>
      <Owed accounts={accounts} />
      {held.map(({ currency, amount, deposits }) => (
        <dl key={currency} className={classes.accounts}>
          <div className={classes.figure}>
            <dt>{t('account.deposits', { count: deposits })}</dt>
            <dd>
              <Amount minor={amount} currency={currency} withCurrency />
            </dd>
          </div>
        </dl>
      ))}
    </>
  );
}

function Owed({ accounts }: Pick<AccountFiguresProps, 'accounts'>) {
  const t = useText('customers');
  if (accounts === undefined) return <Text c="var(--quiet)">{t('account.unknown')}</Text>;
  if (accounts.length === 0) return <Text c="var(--quiet)">{t('account.none')}</Text>;
  return (
    <>
      {accounts.map((account) => (
        <dl key={account.currency} className={classes.accounts}>
          <Figure label={t('account.owed')} account={account} field="outstanding" />
          <Figure
            label={t('account.overdue')}
            account={account}
            field="overdue"
            tone={account.overdue > 0 ? 'bad' : 'plain'}
          />
          <Figure label={t('account.credit')} account={account} field="unapplied" />
          <Figure label={t('account.balance')} account={account} field="balance" tone="strong" />
        </dl>
      ))}
    </>
  );
}

interface FigureProps {
  readonly label: string;
  readonly account: Account;
  readonly field: 'outstanding' | 'overdue' | 'unapplied' | 'balance';
  readonly tone?: 'plain' | 'strong' | 'bad';
}

function Figure({ label, account, field, tone = 'plain' }: FigureProps) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd>
        <Amount minor={account[field]} currency={account.currency} withCurrency tone={tone} />
      </dd>
    </div>
  );
}
