/** Schedules a draft for its day of issue, and takes that back (NU5). A scheduled draft is in the record, for all to see (EV12). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { err, ok } from '../../shared/errors/index.ts';
import type { DraftBase } from '../../shared/events/drafts.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';
import { outlook } from './issue-invoice.ts';
import { saveDraft } from './save-draft.ts';
import { seenBefore } from './seen-before.ts';

type Input = ParsedInputOf<'invoices.schedule'> & { readonly base: DraftBase | null };

/** All checks but that of the day, which it is scheduled for: what blocks now would block then. */
export const scheduleInvoice: Command<Input, OutputOf<'invoices.schedule'>> = {
  decide: async ({ draft, overrides, ...input }, context) => {
    const on = draft.issueDate;
    if (on === null || on <= context.today)
      return err({ kind: 'invalid', fields: [{ path: 'issueDate', problem: 'day-not-to-come' }] });
    const looked = await outlook(draft, context);
    if (!looked.ok) return looked;
    const findings = looked.value.findings.filter(({ code }) => code !== 'date-in-future');
    const reasons = new Map(overrides.map(({ code, reason }) => [code, reason]));
    if (findings.some(({ severity, code }) => severity === 'block' || !reasons.has(code)))
      return err({ kind: 'findings', findings: looked.value.findings });
    const passed = [...new Set(findings.map(({ code }) => code))];
    const scheduled = {
      on,
      device: context.device,
      overrides: passed.map((code) => ({ code, reason: reasons.get(code) ?? '' })),
    };
    return saveDraft.decide({ ...input, draft: { ...draft, scheduled } }, context);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};

export const unscheduleInvoice: Command<
  ParsedInputOf<'invoices.unschedule'>,
  OutputOf<'invoices.unschedule'>
> = {
  decide: async ({ id }, context) => {
    const found = await context.lookup('draft', { id });
    if (!found.ok) return found;
    if (!found.value) return err({ kind: 'not-found', what: 'draft', id });
    if (!found.value.draft.scheduled) return ok([]);
    const known = await seenBefore(context, { table: 'drafts', id });
    if (!known.ok) return known;
    const change = { fields: { scheduled: null }, lines: {}, order: null };
    return ok([event('draft.set', id, context.today, { ...change, ...known.value })]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};
