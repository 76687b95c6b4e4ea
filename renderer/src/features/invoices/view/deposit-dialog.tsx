/** How much of an offer a deposit invoice asks for: a percent, or an amount (AL3). The draft opens next. */
import { SegmentedControl, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Decimal } from '../../../../../shared/domain/decimal.ts';
import type { IssuedDocument } from '../../../../../shared/domain/document.ts';
import { type Minor, minor } from '../../../../../shared/domain/money.ts';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { formatAmount } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { AmountField } from '../../../ui/amount-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { depositOnOffer } from './copy-invoice.ts';

const FIRST_PERCENT = '30';

/** The typed percentage with a point, or `null` when it is none between 0 and 100. */
export function readPercent(typed: string): string | null {
  const text = typed.trim().replace(/\s*%$/, '').replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(text)) return null;
  const value = new Decimal(text);
  return value.isZero() || value.greaterThan(100) ? null : text;
}

export function DepositDialog({
  id,
  document,
  onClose,
}: {
  readonly id: string;
  readonly document: IssuedDocument;
  readonly onClose: () => void;
}) {
  const t = useText('invoices');
  const common = useText('common');
  const { totals, currency, pricesIncludeTax, number } = document;
  const whole = pricesIncludeTax ? totals.withTax : totals.withoutTax;
  const [how, setHow] = useState<'percent' | 'amount'>('percent');
  const [typed, setTyped] = useState(FIRST_PERCENT);
  const [amount, setAmount] = useState<Minor | null>(null);
  const [isUnread, setUnread] = useState(false);
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const percent = readPercent(typed);
  const total = formatAmount(whole, currency);
  const isAmountFine = !isUnread && amount !== null && amount > 0 && amount <= whole;
  const comesTo =
    how === 'percent'
      ? percent && minor(new Decimal(whole).times(percent).dividedBy(100).round().toNumber())
      : isAmountFine && amount;

  const begin = async (): Promise<void> => {
    setTried(true);
    if (how === 'percent' ? percent === null : !isAmountFine || amount === null) return;
    const failure = await depositOnOffer(
      id,
      how === 'percent' ? { percent: percent ?? '' } : { amount: amount ?? minor(0) },
    );
    if (failure) setError(failure);
  };

  return (
    <FormDialog
      title={t('deposit.title', { number })}
      yes={t('deposit.begin')}
      no={common('cancel')}
      error={error}
      onSubmit={begin}
      onClose={onClose}
    >
      <Text size="sm">
        {t(pricesIncludeTax ? 'deposit.whole-with-tax' : 'deposit.whole', { number, total })}
      </Text>
      <SegmentedControl
        aria-label={t('deposit.how')}
        value={how}
        data={[
          { value: 'percent', label: t('deposit.percent-label') },
          { value: 'amount', label: t('deposit.amount') },
        ]}
        onChange={(next) => setHow(next === 'amount' ? 'amount' : 'percent')}
      />
      {how === 'percent' ? (
        <TextInput
          data-autofocus
          label={t('deposit.percent-label')}
          value={typed}
          maxLength={9}
          error={isTried && percent === null ? t('deposit.bad-percent') : undefined}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : (
        <AmountField
          label={t('deposit.amount')}
          currency={currency}
          value={amount}
          error={isTried && !isAmountFine ? t('deposit.bad-amount', { total }) : undefined}
          onProblem={(problem) => setUnread(problem !== null)}
          onChange={setAmount}
        />
      )}
      <Text size="sm" c="var(--quiet)" aria-live="polite">
        {comesTo ? t('deposit.comes-to', { amount: formatAmount(comesTo, currency) }) : '\u00a0'}
      </Text>
    </FormDialog>
  );
}
