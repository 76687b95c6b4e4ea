/** What the posting comes to, in figures and in words, and the button that makes it. */
import { Button, Text } from '@mantine/core';
import type { CurrencyCode, Minor } from '../../../../shared/domain/money.ts';
import { formatAmount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import { useKeyHint } from '../../ui/keys.tsx';
import classes from './posting.module.css';
import type { PostingProblem, PostingSums } from './posting.ts';

export interface PostingFooterProps {
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly sums: PostingSums;
  readonly problem: PostingProblem | null;
  readonly label: string;
  readonly pending: boolean;
  readonly onPost: () => void;
}

export function PostingFooter({ name, currency, sums, problem, label, pending, onPost }: PostingFooterProps) {
  const t = useText('payments');
  const hint = useKeyHint('Mod+Enter');
  const figures: [string, Minor][] = [
    [t('sums.received'), sums.received],
    ...(sums.credit > 0 ? ([[t('sums.credit'), sums.credit]] as [string, Minor][]) : []),
    [t('sums.paid'), sums.paid],
    ...(sums.deducted > 0 ? ([[t('sums.deducted'), sums.deducted]] as [string, Minor][]) : []),
  ];
  return (
    <div className={classes.footer} aria-live="polite">
      <dl className={classes.sums}>
        {figures.map(([word, amount]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>
              <Amount minor={amount} currency={currency} withCurrency />
            </dd>
          </div>
        ))}
      </dl>
      <div className={classes.words}>
        {problem === null || problem.problem === 'nothing-to-post' ? (
          <Text size="sm">{outcome()}</Text>
        ) : (
          <Text size="sm" c="var(--bad)" role="alert">
            {problem.problem === 'over-allocated'
              ? t('problem.over-allocated', { by: formatAmount(problem.by, currency) })
              : t('problem.over-outstanding-of', {
                  number: problem.item.number,
                  by: formatAmount(problem.by, currency),
                })}
          </Text>
        )}
      </div>
      <Button
        data-post
        flex="none"
        {...hint}
        disabled={problem !== null && problem.problem !== 'nothing-to-post'}
        loading={pending}
        onClick={onPost}
      >
        {label}
      </Button>
    </div>
  );

  /** What becomes of the money that no invoice gets. */
  function outcome(): string {
    if (sums.newCredit > 0)
      return t('outcome.credit', { amount: formatAmount(sums.newCredit, currency), name });
    if (sums.paid === 0) return t('outcome.nothing');
    return sums.stillOwed > 0
      ? t('outcome.owed', { amount: formatAmount(sums.stillOwed, currency), name })
      : t('outcome.settled', { name });
  }
}
