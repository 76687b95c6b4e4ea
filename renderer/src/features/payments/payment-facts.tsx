/** One payment to be read: how, when, how much, and the invoices that it paid. */
import { Anchor, Button, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { type CurrencyCode, type Minor, minor } from '../../../../shared/domain/money.ts';
import { go } from '../../app/navigation.ts';
import { formatAmount, formatDay, formatInstant } from '../../text/format.ts';
import { i18n, useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import classes from './payment.module.css';
import { changeGiven } from './posting-plan.ts';

export type PaymentView = OutputOf<'payments.get'>;
type StandingAllocation = PaymentView['allocations'][number];

export interface PaymentFactsProps {
  readonly view: PaymentView;
  /** Offered beside every allocation that stands. */
  readonly onTakeBack?: (allocation: StandingAllocation) => void;
}

export function PaymentFacts({ view, onTakeBack }: PaymentFactsProps) {
  const t = useText('payments');
  const { payment } = view;
  const { currency, cheque, tendered } = payment;
  const change = tendered === null ? null : changeGiven(tendered, payment.amount);
  const texts: [string, string][] = [
    [t('field.date'), formatDay(payment.date)],
    [t('field.method'), payment.methodName],
    [t('field.reference'), payment.reference],
    [t('field.cheque-number'), cheque?.number ?? ''],
    [t('field.cheque-bank'), cheque?.bank ?? ''],
    [t('field.cheque-date'), cheque ? formatDay(cheque.date) : ''],
    [t('receipt.number'), view.receipt?.number ?? ''],
    [t('field.note'), payment.note],
    [
      t('field.posted'),
      [view.postedBy, formatInstant(view.recorded)].filter((part) => part !== '').join(', '),
    ],
  ];
  return (
    <>
      {view.ended && view.status === 'void' && (
        <Text c="var(--bad)" mb="sm">
          {t('ended.void', { date: formatDay(view.ended.on), reason: view.ended.reason })}
        </Text>
      )}
      {view.returns.map((each) => (
        <Returned key={each.on} each={each} currency={currency} />
      ))}
      {view.cheque && (
        <Text size="sm" mb="sm" role="note">
          {t(`cheque.state.${view.cheque.state}`, { day: formatDay(view.cheque.on) })}
        </Text>
      )}
      {view.arrivedAfter && (
        <Text size="sm" mb="sm" role="note">
          {t('arrived-after', { day: formatDay(view.arrivedAfter) })}
        </Text>
      )}
      <dl className={classes.figures}>
        <Figure label={t('field.amount')}>
          <Amount minor={payment.amount} currency={currency} withCurrency tone="strong" />
        </Figure>
        <Figure label={t('column.credit')}>
          <Amount minor={view.unapplied} currency={currency} withCurrency />
        </Figure>
        {tendered !== null && (
          <>
            <Figure label={t('field.tendered')}>
              <Amount minor={tendered} currency={currency} withCurrency />
            </Figure>
            <Figure label={t('field.change')}>
              <Amount minor={change} currency={currency} withCurrency />
            </Figure>
          </>
        )}
      </dl>
      <dl className={classes.facts}>
        {texts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Title order={2} mt="lg" mb="xs">
        {t('allocations.title')}
      </Title>
      {view.allocations.length === 0 && view.deductions.length === 0 ? (
        <Text size="sm" c="var(--quiet)">
          {view.status === 'posted' && view.unapplied === payment.amount
            ? t('allocations.none')
            : t('allocations.none-ended')}
        </Text>
      ) : (
        <Table withRowBorders={false} verticalSpacing={4} className={classes.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('grid.number')}</Table.Th>
              <Table.Th>{t('allocations.since')}</Table.Th>
              <Table.Th ta="end">{t('allocations.amount', { currency })}</Table.Th>
              <Table.Td p={0} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {view.allocations.map((allocation) => (
              <Table.Tr key={allocation.id} data-ended={allocation.until !== null || undefined}>
                <Table.Td className={classes.whole}>
                  <DocumentLink id={allocation.target} number={allocation.number} />
                </Table.Td>
                <Table.Td>
                  {formatDay(allocation.from)}
                  {allocation.until !== null &&
                    ` – ${t('allocations.until', { date: formatDay(allocation.until) })}`}
                </Table.Td>
                <Table.Td ta="end">
                  <Amount minor={givenTo(allocation)} currency={currency} />
                </Table.Td>
                <Table.Td>
                  {allocation.until === null && allocation.cut > 0 && (
                    <Text size="xs" c="var(--bad)">
                      {t('allocations.cut')} <Amount minor={allocation.cut} currency={currency} />
                    </Text>
                  )}
                  {onTakeBack && allocation.until === null && allocation.amount > 0 && (
                    <Button size="compact-xs" variant="subtle" onClick={() => onTakeBack(allocation)}>
                      {t('take-back')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
            {view.deductions.map((deduction) => (
              <Table.Tr key={deduction.id}>
                <Table.Td className={classes.whole}>
                  <DocumentLink id={deduction.target} number={deduction.number} />
                </Table.Td>
                <Table.Td>{deductionWords(deduction.kind)}</Table.Td>
                <Table.Td ta="end">
                  <Amount minor={deduction.amount} currency={currency} />
                </Table.Td>
                <Table.Td />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

/** What the bank said of a return, and what it took for it; what was presented again is not told as a loss (AL5). */
function Returned({
  each: { on, code, fee, reason, again },
  currency,
}: {
  readonly each: PaymentView['returns'][number];
  readonly currency: CurrencyCode;
}) {
  const t = useText('payments');
  const said = [
    t('return.on', { date: formatDay(on), reason }),
    code === '' ? '' : t('return.said-code', { code }),
    fee === 0 ? '' : t('return.said-fee', { fee: formatAmount(fee, currency) }),
    again === null ? '' : t('return.again', { date: formatDay(again) }),
  ];
  return (
    <Text {...(again === null ? { c: 'var(--bad)' } : { size: 'sm', role: 'note' })} mb="sm">
      {said.filter((part) => part !== '').join(' · ')}
    </Text>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function DocumentLink({ id, number }: { readonly id: string; readonly number: string }) {
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => void go({ screen: 'invoice', id })}>
      {number}
    </Anchor>
  );
}

/** What stands, or what stood until it was taken back: an allocation that ended no longer holds its amount. */
const givenTo = ({ amount, cut, until }: StandingAllocation): Minor =>
  until === null ? amount : minor(amount + cut);

/** A deduction's kind in words (AL9); kinds that this screen cannot make are named as such. */
function deductionWords(kind: string): string {
  const key = `deduction.${kind}`;
  return i18n.t(i18n.exists(key, { ns: 'payments' }) ? key : 'deduction.other', { ns: 'payments' });
}
