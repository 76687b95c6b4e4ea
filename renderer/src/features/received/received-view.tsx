/** What an e-invoice says, in words: who, when, what, how much; and what our own computation and the rules say of it. */
import { Table, Text, Title } from '@mantine/core';
import type { EInvoice, TradeParty } from '../../../../shared/einvoice/model.ts';
import { brokenRuleWords } from '../../text/einvoice-words.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import type { Received } from './read-received.ts';
import classes from './received.module.css';
import {
  amountWords,
  decimalWords,
  differenceLabel,
  partyLines,
  percentWords,
  quantityWords,
} from './received-words.ts';

const RULES_NAME = { en16931: 'EN 16931', peppol: 'Peppol BIS Billing 3', xrechnung: 'XRechnung' } as const;

export function ReceivedView({ received }: { readonly received: Received }) {
  const t = useText('einvoice');
  const { invoice } = received;
  return (
    <div className={classes.view}>
      <Title order={2}>{t(`received.${invoice.kind}`, { number: invoice.number ?? '–' })}</Title>
      <div className={classes.parties}>
        <Party title={t('received.from')} party={invoice.seller} />
        <Party title={t('received.to')} party={invoice.buyer} />
        <Facts invoice={invoice} />
      </div>
      <Checks received={received} />
      <Lines invoice={invoice} />
      <Totals invoice={invoice} />
      {invoice.notes.length > 0 && (
        <section aria-label={t('received.notes')}>
          <Title order={3}>{t('received.notes')}</Title>
          <Text className={classes.notes ?? ''}>{invoice.notes.map(({ text }) => text).join('\n')}</Text>
        </section>
      )}
    </div>
  );
}

function Party({ title, party }: { readonly title: string; readonly party: TradeParty }) {
  return (
    <section aria-label={title}>
      <Text size="sm" c="var(--quiet)">
        {title}
      </Text>
      <address className={classes.address}>{partyLines(party).join('\n')}</address>
    </section>
  );
}

/** An account number as people read it; only an IBAN, whose groups are the same everywhere. */
const inFours = (account: string): string =>
  /^[A-Z]{2}\d{2}[A-Z\d]{10,30}$/.test(account) ? account.replace(/.{4}(?=.)/g, '$& ') : account;

function Facts({ invoice }: { readonly invoice: EInvoice }) {
  const t = useText('einvoice');
  const day = (text: string | undefined) =>
    text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? formatDay(text) : text;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('received.issued'), day(invoice.issueDate)],
    [t('received.supplied'), day(invoice.delivery?.date)],
    [t('received.due'), day(invoice.dueDate)],
    [t('received.order'), invoice.order],
    [t('received.reference'), invoice.buyerReference],
    [
      t('received.account'),
      invoice.payments
        .map(({ account }) => inFours(account?.id ?? ''))
        .join(', ')
        .trim(),
    ],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) =>
        value === undefined || value === '' ? null : (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Lines({ invoice }: { readonly invoice: EInvoice }) {
  const t = useText('einvoice');
  const currency = invoice.currency ?? '';
  // A file may give two lines the same number: their place is all that tells them apart.
  const rows = invoice.lines.map((line, index) => ({ line, key: `${index} ${line.id ?? ''}` }));
  return (
    <Table aria-label={t('received.lines')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('received.description')}</Table.Th>
          <Table.Th className={classes.amount ?? ''}>{t('received.quantity')}</Table.Th>
          <Table.Th className={classes.amount ?? ''}>{t('received.price')}</Table.Th>
          <Table.Th className={classes.amount ?? ''}>{t('received.tax')}</Table.Th>
          <Table.Th className={classes.amount ?? ''}>{t('received.net')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ line, key }) => (
          <Table.Tr key={key}>
            <Table.Td>
              {line.name}
              {line.description !== undefined && line.description !== line.name && (
                <Text size="sm" c="var(--quiet)" className={classes.notes ?? ''}>
                  {line.description}
                </Text>
              )}
            </Table.Td>
            <Table.Td className={classes.amount ?? ''}>{quantityWords(line.quantity, line.unit, t)}</Table.Td>
            <Table.Td className={classes.amount ?? ''}>
              {decimalWords(line.price, 2)}
              {line.baseQuantity !== undefined &&
                line.baseQuantity !== '1' &&
                ` / ${decimalWords(line.baseQuantity)}`}
            </Table.Td>
            <Table.Td className={classes.amount ?? ''}>{percentWords(line.vat)}</Table.Td>
            <Table.Td className={classes.amount ?? ''}>{amountWords(line.net, currency)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Totals({ invoice }: { readonly invoice: EInvoice }) {
  const t = useText('einvoice');
  const { totals, currency = '' } = invoice;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t('received.sum'), totals.lines],
    [t('received.allowances'), totals.allowances],
    [t('received.charges'), totals.charges],
    [t('received.withoutVat'), totals.withoutVat],
    ...invoice.vat.map(
      (row) =>
        [
          t('received.vat', { rate: percentWords(row), taxable: amountWords(row.taxable, currency) }),
          row.tax,
        ] as const,
    ),
    [t('received.withVat'), totals.withVat],
    [t('received.paid'), totals.paid],
    [t('received.rounding'), totals.rounding],
  ];
  return (
    <Table className={classes.totals ?? ''} withRowBorders={false} verticalSpacing={3}>
      <Table.Tbody>
        {rows.map(([name, amount]) =>
          amount === undefined ? null : (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td className={classes.amount ?? ''}>{amountWords(amount, currency)}</Table.Td>
            </Table.Tr>
          ),
        )}
        <Table.Tr className={classes.total ?? ''}>
          <Table.Td>{t('received.payable')}</Table.Td>
          <Table.Td className={classes.amount ?? ''}>{amountWords(totals.due, currency)}</Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

function Checks({ received }: { readonly received: Received }) {
  const t = useText('einvoice');
  const { differences, violations, rules } = received;
  const { currency = '' } = received.invoice;
  const name = { rules: RULES_NAME[rules] };
  return (
    <section aria-label={t('received.checks')} className={classes.checks}>
      <Title order={3}>{t('received.checks')}</Title>
      {differences === null && <Text c="var(--bad)">{t('received.totals-impossible')}</Text>}
      {differences?.length === 0 && <Text>{t('received.totals-right')}</Text>}
      {differences !== null && differences.length > 0 && (
        <>
          <Text c="var(--bad)">{t('received.totals-differ')}</Text>
          <ul>
            {differences.map(({ path, stated, computed }) => (
              <li key={path}>
                {t('received.difference', {
                  path: differenceLabel(path, t),
                  stated: amountWords(stated ?? undefined, currency),
                  computed: amountWords(computed ?? undefined, currency),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {violations.length === 0 ? (
        <Text>{t('received.rules-kept', name)}</Text>
      ) : (
        <>
          <Text>{t('received.rules-broken', name)}</Text>
          <ul>
            {violations.map((violation) => (
              <li key={`${violation.rule} ${violation.path}`}>
                {brokenRuleWords(violation)}{' '}
                <Text span size="xs" c="var(--quiet)">
                  {violation.rule}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
