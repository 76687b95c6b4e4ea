/** The invoice form: looks like the paper that it becomes, and every key works from every field. */
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Day } from '../../../../../shared/domain/money.ts';
import { isElsewhere, supplyPlace } from '../../../../../shared/domain/place-of-supply.ts';
import { isSmallBusiness } from '../../../../../shared/domain/small-business.ts';
import { isInTerritory } from '../../../../../shared/domain/union-territory.ts';
import { goBack, markSection, replace } from '../../../app/navigation.ts';
import { useRemembered } from '../../../data/lists.ts';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { usePads } from '../../../data/use-pads.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { Page } from '../../../ui/page.tsx';
import { CreateHere, type Creation } from '../create/create-here.tsx';
import { IssueDialog, type Issued } from '../issue/issue-dialog.tsx';
import { BillTo } from './bill-to.tsx';
import { type OpenDeposit, useOpenDeposits } from './deposit-rows.tsx';
import { EntryBar } from './entry-bar.tsx';
import { EntryButtons } from './entry-buttons.tsx';
import { EntryContext, type EntryTools } from './entry-context.ts';
import { setHeader, toDraft } from './entry-draft.ts';
import classes from './entry-form.module.css';
import { type Basis, createEntryStore, firstUnread } from './entry-store.ts';
import { Facts } from './facts.tsx';
import type { FeeBasis } from './fee-charges.ts';
import { FieldFindings } from './field-findings.tsx';
import { focusPath, pathOf } from './form-focus.ts';
import { byLineId, cellOf, cellPath } from './grid-walk.ts';
import { useItemCatalog } from './item-catalog.ts';
import { sectionOf } from './kind-labels.ts';
import { type GridHandle, LineGrid } from './line-grid.tsx';
import { NotesField } from './notes-field.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { ScheduledNote } from './scheduled-note.tsx';
import { TotalsBlock } from './totals-block.tsx';
import { useEntryActions } from './use-entry-actions.ts';
import { useFees } from './use-fees.ts';
import { neighbour, useFormKeys } from './use-form-keys.ts';
import type { LoadedEntry } from './use-load-entry.ts';
import { usePriceBook } from './use-price-book.ts';
import { useSaving } from './use-saving.ts';
import { useTaxPlace } from './use-tax-place.ts';

/** From this width on there is room for the paper beside the form. */
const WIDE = '(min-width: 1500px)';

const NOBODY = '00000000-0000-0000-0000-000000000000';
const NONE: Basis['certificates'] = [];
const NO_FEES: FeeBasis = { fees: null, buyer: { group: '', country: '' } };

const basisOf = (
  taxes: LoadedEntry['taxes'],
  company: LoadedEntry['company'],
  today: Day,
  certificates: Basis['certificates'],
  isStandard: boolean,
  isAway: boolean | undefined,
  deposits: readonly OpenDeposit[] = [],
  fees: FeeBasis = NO_FEES,
  hasPads = false,
): Basis => ({
  ...fees,
  hasPads,
  deposits: new Map(deposits.map(({ id, amount }) => [id, amount])),
  taxes: new Map(taxes.map((tax) => [tax.id, tax.fields])),
  rounding: company.rounding,
  currency: company.currency,
  country: company.address.country,
  isSmallBusiness: isSmallBusiness(company),
  isInTerritory: isInTerritory(company),
  today,
  certificates,
  isStandard,
  ...(isAway === undefined ? {} : { isElsewhere: isAway }),
});

export function EntryForm({ id, loaded }: { readonly id: string; readonly loaded: LoadedEntry }) {
  const t = useText('invoices');
  const company = useBooks('company.get', {}).data?.fields ?? loaded.company;
  const taxes = useBooks('taxes.list', {}).data ?? loaded.taxes;
  const terms = useBooks('terms.list', {}).data ?? loaded.terms;
  const items = useItemCatalog(company.currency);
  const today = useToday();
  const [store] = useState(() =>
    createEntryStore(
      loaded.entry,
      basisOf(loaded.taxes, loaded.company, today, NONE, false, undefined),
      loaded.focus,
    ),
  );
  const customer = useStore(store, (state) => state.entry.header.customer);
  const record = useBooks('customers.get', { id: customer ?? NOBODY }, { enabled: customer !== null });
  const certificates = (customer === null ? undefined : record.data?.fields.certificates) ?? NONE;
  const isStandard = customer !== null && (record.data?.fields.eInvoice?.format ?? null) !== null;
  const shipTo = useStore(store, (state) => state.entry.header.shipTo);
  const fields = customer === null ? undefined : record.data?.fields;
  const isAway = fields && isElsewhere(company, supplyPlace(fields, shipTo ?? fields.shipTo));
  const goesTo = fields ? (shipTo ?? fields.shipTo ?? fields.address) : null;
  const taxPlace = useTaxPlace(store, taxes, company, customer, goesTo);
  const kind = useStore(store, (state) => state.entry.header.kind);
  const currency = useStore(store, (state) => state.entry.header.currency);
  const credits = useStore(store, (state) => state.entry.header.credits);
  const deposits = useOpenDeposits({ kind, customer, currency, ...(credits ? { credits } : {}) });
  const fees = useFees(fields, shipTo);
  const hasPads = usePads(kind, null).length > 0;
  const basis = useMemo(
    () => basisOf(taxes, company, today, certificates, isStandard, isAway, deposits, fees, hasPads),
    [taxes, company, today, certificates, isStandard, isAway, deposits, fees, hasPads],
  );
  useEffect(() => store.setBasis(basis), [store, basis]);
  const prices = usePriceBook(store, items, company.currency, fields && (fields.group ?? ''));
  const saving = useSaving(id, store, loaded.base);

  const form = useRef<HTMLFormElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<GridHandle>(null);
  const { ref: head, height } = useElementSize();
  const [creation, setCreation] = useState<Creation | null>(null);
  const [isIssuing, setIssuing] = useState(false);
  const [round, setRound] = useState(0);
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  const [{ preview }, remember] = useRemembered('draft.preview', { preview: true });
  const hasPreview = isWide && preview;

  // After React has put on screen what the same key changed, or a field would select a text that is about to go; still
  // before the next key.
  const focus = useCallback((path: string): void => {
    queueMicrotask(() =>
      focusPath(form.current, path, () => {
        const cell = cellOf(path);
        if (cell) grid.current?.reveal(cell.line);
      }),
    );
  }, []);
  const tools = useMemo<EntryTools>(
    () => ({
      id,
      store,
      company,
      taxes,
      terms,
      items,
      prices,
      taxPlace,
      focus,
      go: (from, step) => {
        const to = neighbour(store, from, step);
        if (to !== undefined) focus(to);
      },
      create: (what, text, path) => setCreation({ what, text, path }),
    }),
    [id, store, company, taxes, terms, items, prices, taxPlace, focus],
  );
  const actions = useEntryActions(id, store, saving, focus);
  useEffect(() => {
    markSection(sectionOf(kind));
  }, [kind]);
  const title = t(`entry.title.${kind}`);

  // Back in the field in which the clerk stood.
  useEffect(() => focus(loaded.focus === '' ? 'customer' : loaded.focus), [focus, loaded.focus]);

  const beginIssue = async (): Promise<void> => {
    // A question stands open over the form: it is answered first.
    if (document.querySelector('[aria-modal=true]')) return;
    // Leaving the field lets it give its value, or say that it cannot be read.
    if (document.activeElement instanceof HTMLElement && form.current?.contains(document.activeElement))
      document.activeElement.blur();
    await new Promise((resolve) => setTimeout(resolve));
    const unread = firstUnread(store.getState());
    if (unread !== undefined) return focus(unread);
    await saving.flush();
    setIssuing(true);
  };
  const save = async (): Promise<void> => {
    const reply = await saving.commit();
    if (reply.ok) notifyDone(t('entry.in-record'));
  };
  const issued = (result: Issued | null): void => {
    saving.end();
    setIssuing(false);
    if (result) notifyDone(t(`issue.done.${kind}`, { number: result.number }));
    void replace({ screen: 'invoice', id });
  };
  const scheduled = (on: Day): void => {
    saving.end();
    setIssuing(false);
    notifyDone(t('schedule.done', { date: formatDay(on) }));
    void replace({ screen: 'invoices', with: { status: 'drafts' } });
  };
  // After a dialog has gone: it gives the focus back in its own time.
  const backTo = (path: string): void => {
    setTimeout(() => focus(path));
  };
  const onKeyDown = useFormKeys(store, focus, () => void beginIssue());

  return (
    <EntryContext value={tools}>
      <Page
        title={title}
        back
        fixed
        actions={
          <EntryButtons
            actions={actions}
            isWide={isWide === true}
            isInvoice={kind === 'invoice'}
            hasPreview={hasPreview}
            onPreview={() => remember({ preview: !preview })}
            onIssue={() => void beginIssue()}
            onSave={() => void save()}
            onLeave={() => void goBack()}
            onPriceBack={() => actions.priceOfThisLine(prices)}
            onLines={() => focus(cellPath(store.getState().entry.order.at(-1) ?? '', 'item'))}
          />
        }
      >
        <ScheduledNote id={id} store={store} />
        <div className={classes.desk}>
          <form
            ref={form}
            noValidate
            aria-label={title}
            className={classes.form}
            onKeyDown={onKeyDown}
            onSubmit={(event) => event.preventDefault()}
            onFocus={(event) => {
              const path = pathOf(event.target);
              if (path !== undefined && path !== store.getState().focus) store.setState({ focus: path });
            }}
          >
            <div ref={scroller} className={classes.scroller}>
              <div className={classes.sheet}>
                <div ref={head} className={classes.head}>
                  <BillTo />
                  <Facts />
                  <FieldFindings path="currency" />
                </div>
                <LineGrid scroller={scroller} above={height} handle={grid} onRemove={actions.removeLine} />
                <FieldFindings path="lines" />
                <div className={classes.foot}>
                  <NotesField />
                  <TotalsBlock onAdd={actions.addAdjustment} onRemove={actions.removeAdjustment} />
                </div>
              </div>
            </div>
            <EntryBar onRetry={() => void saving.flush()} />
          </form>
          {hasPreview && <PreviewPane />}
        </div>
      </Page>
      {creation && (
        <CreateHere
          creation={creation}
          onDone={(path) => {
            setCreation(null);
            backTo(path);
          }}
        />
      )}
      {isIssuing && (
        <IssueDialog
          // Another day is another check.
          key={round}
          id={id}
          draft={toDraft(store.getState().entry)}
          tax={store.getState().totals?.tax ?? 0}
          onFindings={store.setFindings}
          onDay={(day) => {
            store.edit((entry) => setHeader(entry, { issueDate: day }), 'issueDate');
            setRound(round + 1);
          }}
          onGo={(path) => {
            setIssuing(false);
            backTo(fieldFor(byLineId(path, store.getState().entry.order), store.getState().entry.order));
          }}
          onIssued={issued}
          onScheduled={scheduled}
          onCredit={() => {
            setIssuing(false);
            actions.makeCreditNote();
          }}
          onClose={() => {
            setIssuing(false);
            backTo(store.getState().focus || 'customer');
          }}
        />
      )}
    </EntryContext>
  );
}

/** The field that a finding about a whole part leads to. */
function fieldFor(path: string, order: readonly string[]): string {
  if (path === 'lines') return cellPath(order[0] ?? '', 'item');
  return path === 'currency' ? 'customer' : path;
}
