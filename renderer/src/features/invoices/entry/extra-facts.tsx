/** Facts that few documents need: exchange rate, period of supply, buyer's reference, payment in cash (MO4, TX8, TX11). */
import { Anchor, Checkbox, Text, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useStore } from 'zustand';
import type { DraftHeader } from '../../../../../shared/events/drafts.ts';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { usePads } from '../../../data/use-pads.ts';
import { formatDay, formatRate } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { readRate } from '../../../ui/entry.ts';
import { TextEntry } from '../../../ui/text-entry.tsx';
import { cleanLine } from './clean-text.ts';
import { useEntryTools } from './entry-context.ts';
import { setHeader } from './entry-draft.ts';
import classes from './entry-form.module.css';
import { extraFields } from './extra-fields.ts';
import { FactDay } from './fact-day.tsx';
import { FieldFindings } from './field-findings.tsx';
import { PaperFacts } from './paper-facts.tsx';

export function ExtraFacts({ header }: { readonly header: DraftHeader }) {
  const t = useText('invoices');
  const { store, company } = useEntryTools();
  const isAsked = useStore(store, (state) => state.isMoreOpen);
  const hasPads = usePads(header.kind, null).length > 0;
  const shown = new Set(
    extraFields(header, { currency: company.currency, country: company.address.country, hasPads }, isAsked),
  );
  const set = (path: string, patch: Partial<DraftHeader>): void =>
    store.edit((entry) => setHeader(entry, patch), path);

  return (
    <>
      {shown.has('paper.series') && <PaperFacts header={header} set={set} />}
      {shown.has('exchange.rate') && <ExchangeFacts header={header} set={set} />}
      {shown.has('supplyFrom') && (
        <FactDay
          path="supplyFrom"
          label={t('entry.supply-from')}
          value={header.supplyFrom ?? null}
          {...(header.supplyDate ? { base: header.supplyDate } : {})}
          onDay={(day) => set('supplyFrom', { supplyFrom: day })}
        />
      )}
      {shown.has('buyerReference') && (
        <div>
          <TextInput
            size="sm"
            data-path="buyerReference"
            label={t('entry.buyer-reference')}
            placeholder={t('entry.buyer-reference-hint')}
            maxLength={120}
            value={header.buyerReference ?? ''}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) =>
              set('buyerReference', { buyerReference: cleanLine(event.currentTarget.value, 120) })
            }
          />
          <FieldFindings path="buyerReference" />
        </div>
      )}
      {shown.has('cash') && (
        <Checkbox
          size="sm"
          className={classes.inclusive ?? ''}
          data-path="cash"
          label={t('entry.cash')}
          checked={header.cash ?? false}
          onChange={(event) => set('cash', { cash: event.currentTarget.checked })}
        />
      )}
      <Anchor
        component="button"
        type="button"
        size="xs"
        className={classes.more ?? ''}
        aria-expanded={isAsked}
        onClick={() => store.setState({ isMoreOpen: !isAsked })}
      >
        {isAsked ? t('entry.less') : t('entry.more')}
      </Anchor>
    </>
  );
}

interface ExchangeFactsProps {
  readonly header: DraftHeader;
  readonly set: (path: string, patch: Partial<DraftHeader>) => void;
}

/** The rate with its day and source; day and source are there once there is a rate (MO4). */
function ExchangeFacts({ header, set }: ExchangeFactsProps) {
  const t = useText('invoices');
  const { store, company } = useEntryTools();
  const today = useToday();
  const exchange = header.exchange ?? null;
  const offer = useOfferedRate(header, set);
  return (
    <>
      <div>
        <TextEntry
          size="sm"
          data-path="exchange.rate"
          inputMode="decimal"
          label={t('entry.exchange-rate', { from: header.currency, to: company.currency })}
          value={exchange?.rate ?? null}
          read={readRate}
          write={formatRate}
          onChange={(rate) =>
            set('exchange.rate', {
              exchange:
                rate === null
                  ? null
                  : {
                      date: exchange?.date ?? header.issueDate ?? today,
                      // Another rate is no longer what its source said.
                      source: t('entry.exchange-own'),
                      rate,
                    },
            })
          }
          onProblem={(problem) =>
            store.setUnread('exchange.rate', problem === null ? null : { text: '', problem, isLeft: true })
          }
        />
        {offer && !isSameRate(exchange, offer) && (
          <Anchor
            component="button"
            type="button"
            size="xs"
            ta="start"
            onClick={() => set('exchange.rate', { exchange: offer })}
          >
            {t('entry.exchange-offer', {
              rate: formatRate(offer.rate),
              day: formatDay(offer.date),
              source: offer.source,
            })}
          </Anchor>
        )}
        {offer === null && exchange === null && (
          <Text size="xs" c="var(--quiet)">
            {t('entry.exchange-none')}
          </Text>
        )}
        <FieldFindings path="exchange.rate" />
      </div>
      {exchange && (
        <>
          <FactDay
            path="exchange.date"
            label={t('entry.exchange-date')}
            value={exchange.date}
            base={header.issueDate ?? today}
            onDay={(day) =>
              set('exchange.date', { exchange: { ...exchange, date: day ?? header.issueDate ?? today } })
            }
          />
          <TextInput
            size="sm"
            data-path="exchange.source"
            label={t('entry.exchange-source')}
            maxLength={80}
            value={exchange.source}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) =>
              set('exchange.source', {
                exchange: { ...exchange, source: cleanLine(event.currentTarget.value, 80) },
              })
            }
          />
        </>
      )}
    </>
  );
}

type Exchange = NonNullable<DraftHeader['exchange']>;

const isSameRate = (one: Exchange | null, other: Exchange): boolean =>
  one?.rate === other.rate && one.date === other.date && one.source === other.source;

/**
 * The kept rate for the day of the document (MO4). It is put in where there is none, and follows the day for as long as
 * nobody typed another; a rate that the clerk takes out stays out.
 */
function useOfferedRate(header: DraftHeader, set: ExchangeFactsProps['set']): Exchange | null | undefined {
  const { company } = useEntryTools();
  const today = useToday();
  const { data } = useBooks('rates.propose', {
    from: header.currency,
    to: company.currency,
    day: header.issueDate ?? today,
  });
  const offer = data;
  const given = useRef<Exchange | null>(null);
  const take = useEffectEvent((next: Exchange) => {
    const { exchange = null } = header;
    const isUntouched = given.current === null ? exchange === null : isSameRate(exchange, given.current);
    if (!isUntouched || isSameRate(exchange, next)) return;
    given.current = next;
    set('exchange.rate', { exchange: next });
  });
  const [rate, date, source] = [offer?.rate, offer?.date, offer?.source];
  useEffect(() => {
    if (rate !== undefined && date !== undefined && source !== undefined) take({ rate, date, source });
  }, [rate, date, source]);
  return offer;
}
