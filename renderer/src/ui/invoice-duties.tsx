/** What a country's law asks of its sellers about e-invoices and reports, in words with the day and the law. */
import { Alert, List, Text } from '@mantine/core';
import { clearanceOf } from '../../../shared/domain/clearance.ts';
import { invoiceDutiesOf } from '../../../shared/domain/invoice-duties.ts';
import type { InvoiceDuty } from '../../../shared/domain/invoice-duty.ts';
import { type Day, minor } from '../../../shared/domain/money.ts';
import { countryName } from '../text/countries.ts';
import { formatAmount, formatCount, formatDay } from '../text/format.ts';
import { useText } from '../text/i18n.ts';

interface InvoiceDutiesProps {
  /** ISO 3166 code of the seller's country. */
  readonly country: string;
  readonly today: Day;
}

/** Nothing where the country is not known. */
export function InvoiceDuties({ country, today }: InvoiceDutiesProps) {
  const t = useText('einvoice');
  if (country === '') return null;
  const clearance = clearanceOf(country, today);
  const name = countryName(country);
  if (clearance) {
    const { system, since, source } = clearance;
    return (
      <Alert color="red" variant="light" mt="sm" title={t('duty.title', { country: name })}>
        {t('duty.cleared', { system, day: formatDay(since) })} <Source text={source} />
      </Alert>
    );
  }
  const duties = invoiceDutiesOf(country);
  return (
    <>
      <Text size="sm" fw={500} mt="sm">
        {t('duty.title', { country: name })}
      </Text>
      {duties.length === 0 ? (
        <Text size="sm">{t('duty.none')}</Text>
      ) : (
        <List size="sm">
          {duties.map((duty) => (
            <List.Item key={`${duty.kind} ${duty.since}`}>
              <DutyText duty={duty} today={today} /> <Source text={duty.source} />
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}

function Source({ text }: { readonly text: string }) {
  return (
    <Text span size="xs" c="dimmed">
      {text}
    </Text>
  );
}

const limitOf = ({ turnoverAbove, documentFrom }: InvoiceDuty): string | null => {
  if (turnoverAbove) return `${formatCount(turnoverAbove.amount)} ${turnoverAbove.currency}`;
  return documentFrom ? formatAmount(minor(documentFrom.amount), documentFrom.currency) : null;
};

interface DutyTextProps {
  readonly duty: InvoiceDuty;
  readonly today: Day;
}

/** One duty as a sentence: from when, what, and whom it spares. */
export function DutyText({ duty, today }: DutyTextProps) {
  const t = useText('einvoice');
  const { kind, since, system, turnoverAbove, announced } = duty;
  const when = announced ? 'announced' : since <= today ? 'since' : 'from';
  const amount = limitOf(duty);
  const limit = amount === null ? '' : t(turnoverAbove ? 'duty.turnover' : 'duty.document', { amount });
  return (
    <>
      {t(`duty.${when}`, { day: formatDay(since) })} {t(`duty.${kind}`, { system })}
      {limit}.
    </>
  );
}
