/** What of a payment or credit note was written to income, and the way to take that back (AL8). */
import { Anchor, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/errors/index.ts';
import { invoke } from '../data/client.ts';
import { newId } from '../data/ids.ts';
import { useBooks } from '../data/use-books.ts';
import { useManages } from '../data/use-manages.ts';
import { formatAmount, formatDay } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { Amount } from './amount.tsx';
import { afterDialog, confirmWithReason } from './confirm.tsx';
import { ErrorText } from './error-text.tsx';
import { notifyDone } from './notify.ts';

type Written = OutputOf<'credits.written'>[number];

export interface IncomeListProps extends InputOf<'credits.written'> {
  /** Gives the focus a new place, since what was taken back has no button any more. */
  readonly onDone: () => void;
}

export function IncomeList({ source, onDone }: IncomeListProps) {
  const t = useText('common');
  const written = useBooks('credits.written', { source }).data ?? [];
  const [error, setError] = useState<AppError | null>(null);
  const manages = useManages();
  if (written.length === 0) return null;
  const takeBack = async ({ id, amount, currency }: Written): Promise<void> => {
    const reason = await confirmWithReason({
      title: t('income.back-title'),
      text: t('income.back-text', { amount: formatAmount(amount, currency) }),
      label: t('refund.reason'),
      yes: t('income.back-yes'),
      no: t('income.back-no'),
    });
    if (reason === null) return;
    const reply = await invoke('credits.takeBack', { commandId: newId(), id, reason });
    setError(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    notifyDone(t('income.back-done'));
    afterDialog(onDone);
  };
  return (
    <section aria-label={t('income.written')}>
      <Title order={2} size="h3" mt="lg" mb={6}>
        {t('income.written')}
      </Title>
      <Table withRowBorders={false} verticalSpacing={4} w="auto">
        <Table.Tbody>
          {written.map((each) => (
            <Table.Tr key={each.id} {...(each.takenBack === null ? {} : { c: 'dimmed' })}>
              <Table.Td>{formatDay(each.date)}</Table.Td>
              <Table.Td>{each.reason}</Table.Td>
              <Table.Td ta="end">
                <Amount minor={each.amount} currency={each.currency} withCurrency />
              </Table.Td>
              <Table.Td>
                {each.takenBack !== null && (
                  <Text size="sm">
                    {t('income.taken-back', {
                      day: formatDay(each.takenBack.on),
                      reason: each.takenBack.reason,
                    })}
                  </Text>
                )}
                {each.takenBack === null && manages && (
                  <Anchor component="button" type="button" size="sm" onClick={() => void takeBack(each)}>
                    {t('income.back')}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ErrorText error={error} />
    </section>
  );
}
