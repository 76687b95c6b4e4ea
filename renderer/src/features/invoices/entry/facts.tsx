/** What stands at the right above the lines: order number, days, terms. */
import { Checkbox, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { isBilling, isOffer, isOwed } from '../../../../../shared/domain/document-kinds.ts';
import type { Day } from '../../../../../shared/domain/money.ts';
import type { DraftHeader } from '../../../../../shared/events/drafts.ts';
import { useToday } from '../../../data/session.ts';
import { formatFigure } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { InstalmentList } from '../../../ui/instalment-list.tsx';
import { AboutFacts } from './about-facts.tsx';
import { cleanLine } from './clean-text.ts';
import { CreditFacts } from './credit-facts.tsx';
import { draftInstalments, dueDayOf } from './due-day.ts';
import { knownTotals, useEntry, useEntryTools } from './entry-context.ts';
import { setHeader } from './entry-draft.ts';
import classes from './entry-form.module.css';
import { ExtraFacts } from './extra-facts.tsx';
import { FactDay } from './fact-day.tsx';
import { FieldFindings } from './field-findings.tsx';
import { dateLabel } from './kind-labels.ts';
import { QuickPicker } from './quick-picker.tsx';
import { rankChoices } from './rank-choices.ts';

export function Facts() {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const today = useToday();
  const header = useEntry((state) => state.entry.header);
  const set = (path: string, patch: Partial<DraftHeader>): void =>
    store.edit((entry) => setHeader(entry, patch), path);

  return (
    <div className={classes.facts}>
      {header.kind === 'creditNote' && <CreditFacts header={header} />}
      {(header.kind === 'charge' || (header.about?.documents.length ?? 0) > 0) && (
        <AboutFacts header={header} />
      )}
      <div>
        <TextInput
          size="sm"
          data-path="orderNumber"
          label={t('entry.order-number')}
          maxLength={60}
          value={header.orderNumber}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => set('orderNumber', { orderNumber: cleanLine(event.currentTarget.value, 60) })}
        />
        <FieldFindings path="orderNumber" />
      </div>
      <FactDay
        path="issueDate"
        label={t(dateLabel(header.kind))}
        // What stands on a sheet is typed, also where it is today's date (NU6).
        value={header.issueDate ?? (header.paper ? null : today)}
        // Today is left open: a draft that is issued tomorrow carries tomorrow's date.
        onDay={(day) => set('issueDate', { issueDate: day === today && !header.paper ? null : day })}
      />
      <FactDay
        path="supplyDate"
        label={t('entry.supply-date')}
        value={header.supplyDate}
        onDay={(day) => set('supplyDate', { supplyDate: day })}
      />
      {(isOwed(header.kind) || isOffer(header.kind)) && (
        <>
          <TermsFact terms={header.terms} onTerms={(terms) => set('terms', { terms, dueDate: null })} />
          <DueFact header={header} onDay={(day) => set('dueDate', { dueDate: day })} />
        </>
      )}
      {header.kind === 'deliveryNote' && (
        <Checkbox
          size="sm"
          className={classes.inclusive ?? ''}
          data-path="hidesAmounts"
          label={t('delivery.hide')}
          checked={header.hidesAmounts ?? false}
          onChange={(event) => set('hidesAmounts', { hidesAmounts: event.currentTarget.checked })}
        />
      )}
      <Checkbox
        size="sm"
        className={classes.inclusive ?? ''}
        data-path="pricesIncludeTax"
        label={t('entry.prices-include-tax')}
        checked={header.pricesIncludeTax}
        onChange={(event) => set('pricesIncludeTax', { pricesIncludeTax: event.currentTarget.checked })}
      />
      <ExtraFacts header={header} />
    </div>
  );
}

function DueFact({
  header,
  onDay,
}: {
  readonly header: DraftHeader;
  readonly onDay: (day: Day | null) => void;
}) {
  const t = useText('invoices');
  const { terms } = useEntryTools();
  const today = useToday();
  const byId = useMemo(() => new Map(terms.map(({ id, fields }) => [id, fields])), [terms]);
  const fromTerms = dueDayOf({ ...header, dueDate: null }, byId, today);
  const total = useEntry((state) => knownTotals(state)?.due);
  const parts = draftInstalments(header, byId, today, total);
  return (
    <div>
      <FactDay
        path="dueDate"
        label={isBilling(header.kind) ? t('entry.due-date') : t('entry.valid-until')}
        value={header.dueDate ?? fromTerms}
        base={header.issueDate ?? today}
        onDay={(day) => onDay(day === fromTerms ? null : day)}
      />
      {parts.length > 0 && (
        <InstalmentList
          label={t('instalments')}
          rows={parts.map(({ due, amount }) => ({ due, amount: formatFigure(amount, header.currency) }))}
        />
      )}
    </div>
  );
}

function TermsFact({
  terms: value,
  onTerms,
}: {
  readonly terms: string | null;
  readonly onTerms: (terms: string | null) => void;
}) {
  const t = useText('invoices');
  const { terms, go, create } = useEntryTools();
  const [search, setSearch] = useState<string | null>(null);
  const choices = terms
    .filter(({ id, fields }) => !fields.archived || id === value)
    .map(({ id, fields }) => ({ id, code: '', label: fields.name, detail: '' }));
  return (
    <div>
      <QuickPicker
        path="terms"
        label={t('entry.terms')}
        shown={terms.find(({ id }) => id === value)?.fields.name ?? ''}
        answer={{ isCurrent: true, choices: search === null ? [] : rankChoices(choices, search) }}
        onSearch={setSearch}
        onChoose={(choice, isLeaving) => {
          onTerms(choice.id);
          if (!isLeaving) go('terms', 1);
        }}
        onCreate={(text) => create('terms', text, 'terms')}
        createLabel={(text) => (text === '' ? t('entry.new-terms') : t('entry.new-terms-named', { text }))}
        onClear={() => onTerms(null)}
      />
      <FieldFindings path="terms" />
    </div>
  );
}
