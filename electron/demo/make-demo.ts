/** Fills a new company with the demo's made-up history, in batches, through the same commands that the screens use. */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { addDays } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Command } from '../commands/command.ts';
import { issueInvoice } from '../commands/issue-invoice.ts';
import { postPayment } from '../commands/post-payment.ts';
import { saveCustomer, saveItem } from '../commands/save-record.ts';
import { BatchReader } from '../company/batch-reader.ts';
import type { Company } from '../company/company.ts';
import type { Act } from '../company/executor.ts';
import type { TaskProgress } from '../ipc/tasks.ts';
import { type DemoAct, DemoHistory, MOST_DAYS } from './demo-history.ts';

/** Commits of one append: one flush and one transaction of the books (JO5, BO1). */
const BATCH = 240;
const NINE_IN_THE_MORNING = 9 * 3_600_000;

type AnyAct = Act<{ commandId: string }, unknown>;

const actOf = <Input extends { commandId: string }, Output>(
  name: string,
  command: Command<Input, Output>,
  input: Input,
  at: number,
): AnyAct => ({ name, command, input, at }) as unknown as AnyAct;

function toAct(act: DemoAct, at: number): AnyAct {
  switch (act.name) {
    case 'customers.save':
      return actOf(act.name, saveCustomer, act.input, at);
    case 'items.save':
      return actOf(act.name, saveItem, act.input, at);
    case 'invoices.issue':
      return actOf(act.name, issueInvoice, act.input, at);
    case 'payments.post':
      return actOf(act.name, postPayment, act.input, at);
  }
}

/**
 * @param invoices how many invoices; customers, items and payments follow from it.
 * @returns how many commits were made. Cancelling keeps what is there: a smaller company.
 */
export async function makeDemo(
  company: Company,
  invoices: number,
  progress: TaskProgress,
): Promise<Result<number, AppError>> {
  const [taxes, terms, methods] = await Promise.all([
    company.keeper.lookup('taxes', {}),
    company.keeper.lookup('terms', {}),
    company.keeper.lookup('methods', {}),
  ]);
  if (!taxes.ok) return taxes;
  if (!terms.ok) return terms;
  if (!methods.ok) return methods;
  const { currency, pricesIncludeTax, profile } = company.company;
  const oldest = addDays(company.today, -MOST_DAYS);
  const charging = taxes.value
    .filter(({ fields }) => fields.category === 'S' || fields.category === 'Z')
    // Rates that hold on every day of the history: one that ended asks a question (TX11).
    .filter(({ fields }) => !fields.validUntil && (fields.validFrom ?? oldest) <= oldest)
    .map(({ id }) => id);
  const history = new DemoHistory(
    {
      currency,
      pricesIncludeTax,
      codes: profile === 'IN',
      today: company.today,
      taxes: charging as [string, ...string[]],
      terms: terms.value.map(({ id }) => id) as [string, ...string[]],
      methods: methods.value.map(({ id }) => id) as [string, ...string[]],
    },
    invoices,
  );
  const reader = new BatchReader(company.keeper);
  let commits = 0;
  let last = 0;
  const run = async (acts: readonly DemoAct[]): Promise<Result<readonly unknown[], AppError>> => {
    const timed = acts.map((act) => {
      // The record's instants never run backwards, though a payment's own date may lie before that of its recording.
      last = Math.max(last + 1, Date.parse(`${act.day}T00:00:00Z`) + NINE_IN_THE_MORNING);
      return toAct(act, last);
    });
    const fresh = acts.flatMap(({ input }) => [input.commandId, input.id]);
    const settled = acts.flatMap((act) => (act.name === 'payments.post' ? act.input.allocations : []));
    const begun = await reader.begin(
      fresh,
      settled.map(({ target }) => target),
    );
    if (!begun.ok) return begun;
    const done = await company.executor.executeBatch(timed, reader);
    if (done.ok) commits += acts.length;
    return done;
  };

  const masters = [...history.masters()];
  for (let at = 0; at < masters.length && !progress.cancelled; at += BATCH) {
    const done = await run(masters.slice(at, at + BATCH));
    if (!done.ok) return done;
    progress.report(0, invoices);
  }
  const payments = new PaymentsByDay();
  let batch: DemoAct[] = [];
  let issued = 0;
  let issuedBefore = 0;
  const flush = async (): Promise<Result<void, AppError>> => {
    const acts = batch;
    batch = [];
    if (acts.length === 0) return ok(undefined);
    const done = await run(acts);
    if (!done.ok) return done;
    acts.forEach((act, index) => {
      if (act.name !== 'invoices.issue') return;
      const { total } = done.value[index] as OutputOf<'invoices.issue'>;
      const { draft, id } = act.input;
      const paid = history.payment({
        invoice: id,
        customer: draft.customer ?? '',
        currency: draft.currency,
        total,
        day: act.day,
        recency: issuedBefore / invoices,
      });
      issuedBefore += 1;
      if (paid) payments.add(paid);
    });
    progress.report(issued, invoices);
    return ok(undefined);
  };
  for (const act of history.issues()) {
    if (progress.cancelled) break;
    batch.push(...payments.until(act.day), act);
    issued += 1;
    if (batch.length >= BATCH) {
      const done = await flush();
      if (!done.ok) return done;
    }
  }
  const rest = await flush();
  if (!rest.ok) return err(rest.error);
  batch = payments.until('9999-12-31');
  for (let at = 0; at < batch.length; at += BATCH) {
    const done = await run(batch.slice(at, at + BATCH));
    if (!done.ok) return done;
  }
  // The last batch is durable; the company counts as made once its books show it.
  await company.executor.exclusive(async () => {});
  return ok(commits);
}

/** Payments that wait for their day. */
class PaymentsByDay {
  private readonly waiting = new Map<Day, DemoAct[]>();

  add(act: DemoAct): void {
    const day = this.waiting.get(act.day);
    if (day) day.push(act);
    else this.waiting.set(act.day, [act]);
  }

  /** Those of all days up to and including this one, oldest first. */
  until(day: Day): DemoAct[] {
    const days = [...this.waiting.keys()].filter((waiting) => waiting <= day).sort();
    return days.flatMap((due) => {
      const acts = this.waiting.get(due) ?? [];
      this.waiting.delete(due);
      return acts;
    });
  }
}
