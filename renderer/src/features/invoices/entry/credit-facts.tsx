/** What a credit note credits, and why: its invoices, or a period (DO4). */
import { Anchor, TextInput } from '@mantine/core';
import { type Day, minor } from '../../../../../shared/domain/money.ts';
import type { DraftHeader } from '../../../../../shared/events/drafts.ts';
import { go } from '../../../app/navigation.ts';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { formatAmount } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { cleanLine } from './clean-text.ts';
import { useEntryTools } from './entry-context.ts';
import { setHeader } from './entry-draft.ts';
import classes from './entry-form.module.css';
import { FactDay } from './fact-day.tsx';
import { FieldFindings } from './field-findings.tsx';

const NONE = { invoices: [], period: null, reason: '' };

export function CreditFacts({ header }: { readonly header: DraftHeader }) {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const today = useToday();
  const credits = header.credits ?? NONE;
  const set = (path: string, patch: Partial<typeof credits>): void =>
    store.edit(
      (entry) => setHeader(entry, { credits: { ...(entry.header.credits ?? NONE), ...patch } }),
      path,
    );
  const setPeriod = (path: 'credits.from' | 'credits.to', day: Day | null): void => {
    const { from, to } = credits.period ?? { from: day, to: day };
    const next = path === 'credits.from' ? { from: day, to } : { from, to: day };
    // One day alone is a period of a day; without any there is none.
    const known = next.from ?? next.to;
    set(path, { period: known === null ? null : { from: next.from ?? known, to: next.to ?? known } });
  };
  return (
    <div className={classes.credits}>
      {credits.invoices.map((id) => (
        <CreditedInvoice key={id} id={id} freed={header.deposits ?? []} />
      ))}
      <div>
        <TextInput
          size="sm"
          data-path="credits.reason"
          label={t('credit.reason')}
          placeholder={t('credit.reason-hint')}
          maxLength={300}
          value={credits.reason}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => set('credits.reason', { reason: cleanLine(event.currentTarget.value, 300) })}
        />
        <FieldFindings path="credits.reason" />
      </div>
      {credits.invoices.length === 0 && (
        <div className={classes.period}>
          <FactDay
            path="credits.from"
            label={t('credit.from')}
            value={credits.period?.from ?? null}
            base={today}
            onDay={(day) => setPeriod('credits.from', day)}
          />
          <FactDay
            path="credits.to"
            label={t('credit.to')}
            value={credits.period?.to ?? null}
            base={credits.period?.from ?? today}
            onDay={(day) => setPeriod('credits.to', day)}
          />
        </div>
      )}
      <FieldFindings path="credits" />
    </div>
  );
}

/** The invoice's number, and how much of it is left to credit beside the deposits that are given back. */
function CreditedInvoice({ id, freed }: { readonly id: string; readonly freed: readonly string[] }) {
  const t = useText('invoices');
  const today = useToday();
  const { data } = useBooks('documents.get', { id, today });
  if (!data) return null;
  const { document, creditable } = data;
  const given = (document.deposits ?? []).filter((deposit) => freed.includes(deposit.id));
  const left = Math.max(
    0,
    given.reduce((rest, { amount }) => rest - amount, creditable as number),
  );
  return (
    <div className={classes.credited}>
      <span>{t('credit.for')} </span>
      <Anchor component="button" type="button" size="sm" onClick={() => void go({ screen: 'invoice', id })}>
        {document.number}
      </Anchor>
      <span> {t('credit.left', { left: formatAmount(minor(left), document.currency) })}</span>
    </div>
  );
}
