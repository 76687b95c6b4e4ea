/** Loads what the invoice form begins with: the draft where there is one, the company's masters, the customer's tax. */
import { useCallback, useEffect, useState } from 'react';
import { type DocumentKind, isBilling, isOffer } from '../../../../../shared/domain/document-kinds.ts';
import type { AppError } from '../../../../../shared/errors/index.ts';
import type { Draft, DraftBase, DraftHeader } from '../../../../../shared/events/drafts.ts';
import type { CompanyFields } from '../../../../../shared/events/masters.ts';
import { invoke } from '../../../data/client.ts';
import { useDrafts } from '../../../data/drafts.ts';
import { newId } from '../../../data/ids.ts';
import { isPassing } from '../../../data/query-client.ts';
import { ask } from '../../../data/use-books.ts';
import type { TaxRow, TermsRow } from './entry-context.ts';
import { chooseCustomer, type EntryDraft, emptyDraft, emptyOf, toEntry } from './entry-draft.ts';

export interface LoadedEntry {
  readonly entry: EntryDraft;
  /** What stood in the record when the typing began; `null` when the record does not have the draft (EV4). */
  readonly base: DraftBase | null;
  /** Field in which the clerk stood; empty for the first one. */
  readonly focus: string;
  readonly company: CompanyFields;
  readonly taxes: readonly TaxRow[];
  readonly terms: readonly TermsRow[];
}

/** The kept draft: what this window still holds, else what main has, else nothing. */
async function findDraft(
  id: string,
): Promise<{ draft: Draft; base: DraftBase | null; focus: string } | null> {
  const open = useDrafts.getState().open[id];
  if (open) return open;
  const reply = await invoke('drafts.get', { id });
  if (reply.ok) return reply.value;
  return reply.error.kind === 'not-found' ? null : Promise.reject(reply.error);
}

/** True when the draft has become a document: then that is shown, not an empty form under its id. */
async function isIssued(id: string): Promise<boolean> {
  const reply = await invoke('documents.get', { id, today: '2000-01-01' });
  return reply.ok;
}

async function load(
  id: string,
  customer: string | undefined,
  kind: DocumentKind,
  paper: DraftHeader['paper'],
): Promise<LoadedEntry | 'issued'> {
  const [{ fields: company }, taxes, terms, found] = await Promise.all([
    ask('company.get', {}),
    ask('taxes.list', {}),
    ask('terms.list', {}),
    findDraft(id),
  ]);
  if (!found && (await isIssued(id))) return 'issued';
  const empty = emptyDraft(company.currency, company.defaultTerms, company.pricesIncludeTax);
  const draft = found?.draft ?? { ...emptyOf(kind, empty), ...(paper ? { paper } : {}) };
  const named = draft.customer ?? customer ?? null;
  const record = named === null ? null : await ask('customers.get', { id: named });
  const lineTax = record?.fields.tax ?? company.defaultTax;
  // What issuing would take is shown, not an empty field (compose-document).
  const asksMoney = isBilling(draft.kind) || isOffer(draft.kind);
  const usual = record && asksMoney ? (record.fields.terms ?? company.defaultTerms) : null;
  const entry = toEntry({ ...draft, terms: draft.terms ?? usual }, lineTax, newId);
  const isNamedNow = record !== null && draft.customer === null;
  return {
    entry: isNamedNow ? chooseCustomer(entry, { id: record.id, ...record.fields }, company) : entry,
    base: found?.base ?? null,
    focus: found?.focus ?? (isNamedNow ? (kind === 'creditNote' ? 'credits.reason' : 'orderNumber') : ''),
    company,
    taxes,
    terms,
  };
}

export type EntryLoad =
  | { readonly state: 'loading' }
  | { readonly state: 'issued' }
  | { readonly state: 'ready'; readonly loaded: LoadedEntry }
  | { readonly state: 'failed'; readonly error: AppError };

/**
 * The loaded draft; loaded once, since from then on the form knows best. `customer`, `kind` and `paper`, the sheet that it
 * was written on by hand: of a new document.
 */
export function useLoadEntry(
  id: string,
  customer: string | undefined,
  kind: DocumentKind,
  pad: string | undefined,
  sheet: string | undefined,
): { readonly load: EntryLoad; readonly again: () => void } {
  const [state, setState] = useState<EntryLoad>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const paper =
      pad === undefined ? null : { series: pad, sheet: sheet === undefined ? null : Number(sheet) };
    load(id, customer, kind, paper).then(
      (loaded) =>
        isCurrent && setState(loaded === 'issued' ? { state: 'issued' } : { state: 'ready', loaded }),
      (error: AppError) => {
        if (!isCurrent) return;
        // The books are restarting: asking again is safe and soon answered.
        if (isPassing(error) && attempt < RETRIES) timer = setTimeout(() => setAttempt(attempt + 1), RETRY);
        else setState({ state: 'failed', error });
      },
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [id, customer, kind, pad, sheet, attempt]);
  return { load: state, again: useCallback(() => setAttempt((count) => count + 1), []) };
}

const RETRY = 300;
const RETRIES = 20;
