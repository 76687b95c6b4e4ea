/** The drafts of an open company: what is being typed here, and what the record has. */
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type Scheduled, scheduledState } from '../../shared/domain/scheduled.ts';
import { type AppError, type Finding, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { type DraftSurroundings, draftTotals } from '../commands/compose-document.ts';
import { freedDeposits } from '../commands/credit.ts';
import type { Company } from './company.ts';

export type DraftRow = OutputOf<'drafts.list'>[number];

/**
 * Kept files and committed drafts as one list, newest first; a kept file is newer than what was committed of it.
 * @param heldUp what kept a scheduled draft from being issued on its day.
 */
export async function listDrafts(
  company: Company,
  heldUp: (id: string) => readonly Finding[],
): Promise<Result<DraftRow[], AppError>> {
  const committed = await company.keeper.lookup('drafts', {});
  if (!committed.ok) return committed;
  const drafts = new Map<string, { draft: Draft; changed: number }>();
  const gone = new Map<string, number>();
  // Only what the record has is scheduled: a kept file may have been typed before that.
  const scheduled = new Map<string, Scheduled & { readonly issueDate: Day | null }>();
  for (const { id, draft, changed, discarded } of committed.value) {
    if (discarded) gone.set(id, changed);
    else {
      drafts.set(id, { draft, changed });
      if (draft.scheduled) scheduled.set(id, { ...draft.scheduled, issueDate: draft.issueDate });
    }
  }
  for (const [id, kept] of await company.drafts.all()) {
    drafts.set(id, kept);
    // Typed on after another desktop discarded it: it can still be seen and duplicated.
    if (kept.changed > (gone.get(id) ?? kept.changed)) gone.delete(id);
  }
  const issued = await company.keeper.lookup('documents', { ids: [...drafts.keys()] });
  if (!issued.ok) return issued;
  for (const { id } of issued.value) drafts.delete(id);
  const customerIds = [...new Set([...drafts.values()].flatMap(({ draft }) => draft.customer ?? []))];
  const customers = await company.keeper.lookup('customers', { ids: customerIds });
  if (!customers.ok) return customers;
  const byId = new Map(customers.value.map((customer) => [customer.id, customer]));
  const taxes = await company.keeper.lookup('taxes', {});
  if (!taxes.ok) return taxes;
  const named = [...drafts.values()].map(({ draft }) => draft).filter(({ deposits }) => deposits?.length);
  const deducted = [...new Set(named.flatMap((draft) => draft.deposits ?? []))];
  const deposits = await company.keeper.lookup('deposits', { ids: deducted, of: null });
  if (!deposits.ok) return deposits;
  const freed = new Map<Draft, DraftSurroundings['freed']>();
  for (const draft of named) {
    const found = await freedDeposits(company.keeper, draft);
    if (!found.ok) return found;
    freed.set(draft, found.value);
  }
  const devices = await company.keeper.lookup('devices', {});
  if (!devices.ok) return devices;
  const scheduledOf = (id: string): DraftRow['scheduled'] => {
    const one = scheduled.get(id);
    if (!one) return null;
    const { on, device, issueDate } = one;
    const state = scheduledState(one, issueDate, company.today);
    const deviceName = devices.value.find((each) => each.id === device)?.fields.name ?? '';
    const why = state === 'changed' ? ['scheduled-changed'] : heldUp(id).map(({ code }) => code);
    return { on, device, deviceName, isDue: state !== 'waiting', why: [...new Set(why)] };
  };
  const around = {
    company: company.company,
    terms: null,
    credited: [],
    named: [],
    deposits: deposits.value,
    taxes: new Map(taxes.value.map((tax) => [tax.id, tax.fields])),
  };
  const rows = [...drafts]
    .filter(([id]) => !gone.has(id))
    .map(([id, { draft, changed }]) => {
      const customer = byId.get(draft.customer ?? '') ?? null;
      const totals = draftTotals(
        draft,
        { ...around, customer, freed: freed.get(draft) ?? [] },
        company.today,
      );
      return {
        id,
        kind: draft.kind,
        customer: draft.customer,
        customerName: customer?.fields.name ?? '',
        currency: draft.currency,
        total: totals.ok ? totals.value.due : null,
        lines: draft.lines.length,
        changed,
        scheduled: scheduledOf(id),
      };
    });
  return ok(rows.sort((a, b) => b.changed - a.changed));
}
