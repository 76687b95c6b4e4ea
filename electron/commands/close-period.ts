/** Closes, reopens and seals periods (PC1, PC4). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok } from '../../shared/errors/index.ts';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import type { PeriodClose } from '../../shared/events/closes.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';

type Closing = ParsedInputOf<'periods.close'> & Pick<PeriodClose, 'known' | 'files'>;

const refused = (
  reason: Extract<AppError, { kind: 'refused' }>['reason'],
  params: Extract<AppError, { kind: 'refused' }>['params'] = {},
) => err({ kind: 'refused', reason, params } as const);

/**
 * @returns the close's events; `changed-meanwhile` where `known`, what the filed reports were made of, is not all that the
 * books hold any more: the reports are to be made again.
 */
export const closePeriod: Command<Closing, OutputOf<'periods.close'>> = {
  decide: async ({ commandId, through, absent, note, files, known }, context) => {
    if (through >= context.today)
      return err({ kind: 'invalid', fields: [{ path: 'through', problem: 'not-over-yet' }] });
    const [open, looked] = await Promise.all([
      context.lookup('openFrom', {}),
      context.lookup('closing', { through, device: context.device }),
    ]);
    if (!open.ok) return open;
    if (!looked.ok) return looked;
    if (open.value !== null && through < open.value)
      return refused('period-closed', { openFrom: open.value });
    const { tied, quiet, cuts, figures } = looked.value;
    if (!tied) return refused('not-tied');
    const missing = quiet.filter(({ id }) => !absent.includes(id));
    if (missing.length > 0)
      return refused('desktops-missing', { names: missing.map(({ name }) => name).join(', ') });
    if (canonicalJson(known) !== canonicalJson(looked.value.known))
      return err({ kind: 'changed-meanwhile', what: 'period', id: commandId, revision: '' });
    return ok([
      event('period.closed', context.newId('close'), context.today, {
        through,
        known,
        cuts,
        figures,
        files,
        absent: quiet.map(({ id }) => id),
        note,
      }),
    ]);
  },
  answer: (events, _commitId, { through }) => ({ id: events[0]?.entity ?? '', through }),
};

/** A day is open again only when nothing closes it: later closes are reopened with the one that is meant. */
export const reopenPeriod: Command<ParsedInputOf<'periods.reopen'>, OutputOf<'periods.reopen'>> = {
  decide: async ({ id, reason }, context) => {
    const found = await context.lookup('closes', {});
    if (!found.ok) return found;
    const close = found.value.find((each) => each.id === id);
    if (!close) return err({ kind: 'not-found', what: 'period', id });
    if (!close.stands) return refused('period-open');
    const over = found.value.filter(({ stands, through }) => stands && through >= close.through);
    if (over.some(({ sealed }) => sealed)) return refused('period-sealed');
    return ok(over.map((each) => event('period.reopened', each.id, context.today, { reason })));
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};

export const sealPeriod: Command<ParsedInputOf<'periods.seal'>, OutputOf<'periods.seal'>> = {
  decide: async ({ id }, context) => {
    const found = await context.lookup('closes', {});
    if (!found.ok) return found;
    const close = found.value.find((each) => each.id === id);
    if (!close) return err({ kind: 'not-found', what: 'period', id });
    if (!close.stands) return refused('period-open');
    return close.sealed ? refused('period-sealed') : ok([event('period.sealed', id, context.today, {})]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};
