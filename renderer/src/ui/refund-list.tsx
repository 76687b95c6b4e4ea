/** What was given back out of a payment or credit note, and the paper of each refund: made once, opened from then on. */
import { Anchor, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import { go } from '../app/navigation.ts';
import { newId } from '../data/ids.ts';
import { useBooks } from '../data/use-books.ts';
import { useCommand } from '../data/use-command.ts';
import { formatAmount, formatDay } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { Amount } from './amount.tsx';
import { ErrorText } from './error-text.tsx';
import { notifyDone } from './notify.ts';

type Refund = OutputOf<'refunds.list'>[number];

export function RefundList({ source }: InputOf<'refunds.list'>) {
  const t = useText('common');
  const refunds = useBooks('refunds.list', { source }).data ?? [];
  if (refunds.length === 0) return null;
  return (
    <section aria-label={t('refund.papers')}>
      <Title order={2} size="h3" mt="lg" mb={6}>
        {t('refund.papers')}
      </Title>
      <Table withRowBorders={false} verticalSpacing={4} w="auto">
        <Table.Tbody>
          {refunds.map((refund) => (
            <Row key={refund.id} refund={refund} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Row({ refund }: { readonly refund: Refund }) {
  const t = useText('common');
  const { run, error } = useCommand('refunds.confirm');
  // One command for as long as the refund stands on screen: pressed twice, there is one paper.
  const [ids] = useState(() => ({ commandId: newId(), id: newId() }));
  const { amount, currency, date, methodName, reference, takenBack, paper } = refund;
  const make = async (): Promise<void> => {
    const reply = await run({ ...ids, refund: refund.id });
    if (!reply.ok) return;
    notifyDone(t('refund.confirmed', { number: reply.value.number }));
    await go({ screen: 'invoice', id: reply.value.id });
  };
  return (
    <Table.Tr {...(takenBack === null ? {} : { c: 'dimmed' })}>
      <Table.Td>{formatDay(date)}</Table.Td>
      <Table.Td>{[methodName, reference].filter((part) => part !== '').join(', ')}</Table.Td>
      <Table.Td ta="end">
        <Amount minor={amount} currency={currency} withCurrency />
      </Table.Td>
      <Table.Td>
        {paper && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => void go({ screen: 'invoice', id: paper.id })}
          >
            {paper.number}
          </Anchor>
        )}
        {!paper && takenBack === null && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            aria-label={t('refund.paper-of', { amount: formatAmount(amount, currency) })}
            onClick={() => void make()}
          >
            {t('refund.paper')}
          </Anchor>
        )}
        {takenBack !== null && <Text size="sm">{t('refund.taken-back', { day: formatDay(takenBack) })}</Text>}
        <ErrorText error={error} />
      </Table.Td>
    </Table.Tr>
  );
}
