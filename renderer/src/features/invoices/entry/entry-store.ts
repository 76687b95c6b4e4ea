/** The state of one open invoice form. Every cell subscribes to its own value, so that a key re-renders only what it touched. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  RoundingPolicy,
  Totals,
  TotalsInput,
  TotalsLine,
} from '../../../../../shared/domain/document.ts';
import { heldTotals } from '../../../../../shared/domain/held-totals.ts';
import type { Minor } from '../../../../../shared/domain/money.ts';
import { resolveDraft, type SupplyFacts } from '../../../../../shared/domain/resolve-draft.ts';
import type { TaxRecord } from '../../../../../shared/domain/tax-record.ts';
import type { AppError, Finding } from '../../../../../shared/errors/index.ts';
import type { DraftLine } from '../../../../../shared/events/drafts.ts';
import type { SaveState } from './autosave.ts';
import { type EntryDraft, isBlank } from './entry-draft.ts';
import { type FeeBasis, withFees } from './fee-charges.ts';
import { byLineId } from './grid-walk.ts';
import { createLineWatch, type LineWatch } from './line-watch.ts';

/** What totals depend on besides the draft. */
export interface Basis extends SupplyFacts, FeeBasis {
  readonly taxes: ReadonlyMap<string, TaxRecord>;
  readonly rounding: RoundingPolicy;
  /** There is a pad on which a document of this kind may have been written (NU6). */
  readonly hasPads?: boolean;
}

/** Text in a field that could not be read: kept as typed, with why. */
export interface Unread {
  readonly text: string;
  readonly problem: string;
  /** The clerk has gone on: from now on the problem is shown. While it is typed, half a sum is no mistake. */
  readonly isLeft: boolean;
}

export interface EntryState {
  readonly entry: EntryDraft;
  /** `null` when they cannot be computed; then `totalsProblem` says why. */
  readonly totals: Totals | null;
  readonly totalsProblem: string | null;
  /** Amount of each line that counts, by line id, in minor units of the draft's currency. */
  readonly amounts: Readonly<Record<string, Minor>>;
  /** By field path. */
  readonly unread: Readonly<Record<string, Unread>>;
  /** Findings of the last check (DO2) by field path; a field's own are dropped when it is changed. */
  readonly findings: Readonly<Record<string, readonly Finding[]>>;
  /** The clerk asked for the fields that are seldom used. */
  readonly isMoreOpen: boolean;
  /** Lines whose own days of supply the clerk asked for. */
  readonly supplyOpen: Readonly<Record<string, true>>;
  /** Lines for whose price the clerk asked to say what quantity it is for. */
  readonly baseOpen: Readonly<Record<string, true>>;
  /** Field in which the clerk stands, or stood last. */
  readonly focus: string;
  readonly saved: SaveState;
  readonly saveError: AppError | null;
}

export interface EntryStore extends StoreApi<EntryState> {
  /** Applies a change to the draft and computes totals when they depend on it. `path`: the field that was typed in. */
  readonly edit: (change: (entry: EntryDraft) => EntryDraft, path?: string) => void;
  readonly setUnread: (path: string, unread: Unread | null) => void;
  readonly setFindings: (findings: readonly Finding[]) => void;
  /** Listens to what the cells of one line show. */
  readonly watchLine: LineWatch['watch'];
  /** What totals depend on at this moment. */
  readonly basis: () => Basis;
  /** Taxes or rounding of the company changed while the form is open. */
  readonly setBasis: (basis: Basis) => void;
}

type Figures = Pick<EntryState, 'totals' | 'totalsProblem' | 'amounts'>;

/** The draft as input of the totals. */
type Resolve = (header: EntryDraft['header'], lines: readonly DraftLine[]) => TotalsInput;

/** Resolves each line once for as long as it stays the same, so that with a key only one of 500 is computed again (J9). */
function resolver({ taxes, rounding, fees: _fees, buyer: _buyer, ...facts }: Basis): Resolve {
  let known = new WeakMap<DraftLine, TotalsLine>();
  let days = '';
  return (header, lines) => {
    // Rates are those of the day of supply (TX11): with another one every line is resolved again.
    const now = `${header.issueDate} ${header.supplyDate}`;
    if (now !== days) known = new WeakMap();
    days = now;
    const fresh = lines.filter((line) => !known.has(line));
    const input = resolveDraft({ ...header, lines: fresh }, taxes, rounding, facts);
    fresh.forEach((line, index) => {
      const resolved = input.lines[index];
      if (resolved) known.set(line, resolved);
    });
    return { ...input, lines: lines.flatMap((line) => known.get(line) ?? []) };
  };
}

function figuresOf(entry: EntryDraft, resolve: Resolve): Figures {
  const lines = entry.order.flatMap((id) => {
    const line = entry.lines[id];
    return line && !isBlank(line) ? [line] : [];
  });
  const checked = heldTotals(resolve(entry.header, lines));
  if (!checked.ok)
    return { totals: null, totalsProblem: checked.error[0]?.problem ?? 'too-large', amounts: {} };
  const amounts: Record<string, Minor> = {};
  lines.forEach((line, index) => {
    const computed = checked.value.totals.lines[index];
    if (computed) amounts[line.id] = computed.amount;
  });
  return { totals: checked.value.totals, totalsProblem: null, amounts };
}

const sameFigures = (one: DraftLine | undefined, other: DraftLine | undefined): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.quantity === other.quantity &&
    one.unitPrice === other.unitPrice &&
    one.baseQuantity === other.baseQuantity &&
    one.tax === other.tax &&
    one.supplyFrom === other.supplyFrom &&
    one.supplyTo === other.supplyTo &&
    one.adjustments === other.adjustments &&
    isBlank(one) === isBlank(other));

/** True when totals of the two are the same: words do not count, figures, taxes and the order of lines do. */
function sameBase(before: EntryDraft, after: EntryDraft): boolean {
  return (
    before.header.currency === after.header.currency &&
    before.header.pricesIncludeTax === after.header.pricesIncludeTax &&
    before.header.adjustments === after.header.adjustments &&
    before.header.issueDate === after.header.issueDate &&
    before.header.supplyDate === after.header.supplyDate &&
    before.header.cash === after.header.cash &&
    before.header.exchange === after.header.exchange &&
    before.header.deposits === after.header.deposits &&
    before.order === after.order &&
    after.order.every((id) => sameFigures(before.lines[id], after.lines[id]))
  );
}

const without = <Value>(
  record: Readonly<Record<string, Value>>,
  path: string,
): Readonly<Record<string, Value>> => {
  if (!(path in record)) return record;
  const { [path]: _gone, ...rest } = record;
  return rest;
};

/** The store of a form that begins with `entry`. */
export function createEntryStore(entry: EntryDraft, basis: Basis, focus: string): EntryStore {
  let current = basis;
  let resolve = resolver(basis);
  const store = createStore<EntryState>()(() => ({
    entry,
    ...figuresOf(entry, resolve),
    unread: {},
    findings: {},
    isMoreOpen: false,
    supplyOpen: {},
    baseOpen: {},
    focus,
    saved: { state: 'unchanged' },
    saveError: null,
  }));
  const lines = createLineWatch();
  store.subscribe((state, before) => lines.tell(before, state));
  /** The draft with the fees of its rules, and its figures: the sum that decides about fees does not depend on them. */
  const charged = (entry: EntryDraft, { totals, totalsProblem, amounts }: Figures) => {
    const next = withFees(entry, totals, current);
    return next === entry
      ? { entry, totals, totalsProblem, amounts }
      : { entry: next, ...figuresOf(next, resolve) };
  };
  return {
    ...store,
    edit: (change, path = '') =>
      store.setState((state) => {
        const changed = change(state.entry);
        if (changed === state.entry) return state;
        const figures = sameBase(state.entry, changed) ? state : figuresOf(changed, resolve);
        return { findings: without(state.findings, path), ...charged(changed, figures) };
      }),
    setUnread: (path, unread) =>
      store.setState(({ unread: known }) => ({
        unread: unread ? { ...known, [path]: unread } : without(known, path),
      })),
    setFindings: (findings) =>
      store.setState(({ entry: { order } }) => {
        const byPath: Record<string, Finding[]> = {};
        for (const finding of findings) {
          const path = byLineId(finding.path, order);
          byPath[path] = [...(byPath[path] ?? []), finding];
        }
        return { findings: byPath };
      }),
    watchLine: lines.watch,
    basis: () => current,
    setBasis: (next) => {
      if (next === current) return;
      current = next;
      resolve = resolver(next);
      store.setState(({ entry }) => charged(entry, figuresOf(entry, resolve)));
    },
  };
}

/** A field that holds text which could not be read, unless its line is gone. */
export function firstUnread(state: EntryState): string | undefined {
  return Object.keys(state.unread).find((path) => {
    const line = /^lines\.([^.]+)\./.exec(path)?.[1];
    return line === undefined || line in state.entry.lines;
  });
}
