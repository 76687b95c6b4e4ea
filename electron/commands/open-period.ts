/** Nothing new takes effect in a closed period (PC2): the first open day, and the refusal that offers it. */
import { laterDay } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import { earliestEffect } from '../../shared/events/periods.ts';
import type { CommandContext } from './command.ts';

/** Days from here on are open without asking: a close ends before the day on which it is made, by every clock in the record. */
const surelyOpen = ({ today, lastDay }: CommandContext): Day =>
  lastDay === null ? today : laterDay(today, lastDay);

/** The first open day where `day` may lie before it; `null` where everything is open as far as `day` goes. */
export async function openFromFor(context: CommandContext, day: Day): Promise<Result<Day | null, AppError>> {
  return day >= surelyOpen(context) ? ok(null) : context.lookup('openFrom', {});
}

/** Refuses a typed day that is closed, beside its field and with the first open day. */
export async function refuseClosed(
  context: CommandContext,
  path: string,
  day: Day,
): Promise<Result<void, AppError>> {
  const open = await openFromFor(context, day);
  if (!open.ok) return open;
  if (open.value === null || day >= open.value) return ok(undefined);
  const problem = { path, problem: 'period-closed', params: { openFrom: open.value } };
  return err({ kind: 'invalid', fields: [problem] });
}

/** What a command decided, or the refusal where something of it would count in a closed period: whatever command it is. */
export async function keepClosed(
  context: CommandContext,
  events: readonly DomainEvent[],
): Promise<Result<readonly DomainEvent[], AppError>> {
  const day = earliestEffect(events);
  if (day === null) return ok(events);
  const open = await openFromFor(context, day);
  if (!open.ok) return open;
  if (open.value === null || day >= open.value) return ok(events);
  return err({ kind: 'refused', reason: 'period-closed', params: { openFrom: open.value } });
}
