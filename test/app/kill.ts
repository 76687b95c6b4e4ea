/** `kill -9` of the whole program while it issues and posts through its page, and what must be true after each. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Day } from '../../shared/domain/money.ts';
import { freshFolder, launch, type Program, removeFolder, until } from '../journey/harness.ts';
import { randomOf } from '../security/random-input.ts';
import { allInvoices, foundOffice, issueInput, type Office, postInput, settled } from './office.ts';

export interface KillResult {
  /** Programs killed. */
  readonly kills: number;
  readonly confirmedInvoices: number;
  readonly confirmedPayments: number;
  /** Commits that were on their way when the program died: found whole afterwards, or not at all. */
  readonly inFlight: { readonly found: number; readonly gone: number };
  /** The first thing that was not as it must be, or `null`. */
  readonly failure: string | null;
}

interface Told {
  readonly what: 'sent' | 'confirmed';
  readonly kind: 'invoice' | 'payment';
  readonly id: string;
  readonly number?: string;
  readonly total?: number;
}

/** A program dies after at least and at most so many confirmations, and up to so many milliseconds later. */
const LIFE = { least: 4, most: 16, after: 40 };
/** Messages on their way at the same time, as from a page whose user does not wait. */
const AT_ONCE = 3;
const BATCH = 400;

/** All that was told by programs that have died. */
class Ledger {
  readonly invoices = new Map<string, { number: string; total: number }>();
  readonly payments = new Set<string>();
  /** Sent and not confirmed. */
  readonly open = new Map<string, Told>();
  confirmed = 0;
  found = 0;
  gone = 0;

  take(told: Told): void {
    if (told.what === 'sent') {
      this.open.set(told.id, told);
      return;
    }
    this.open.delete(told.id);
    this.confirmed += 1;
    if (told.kind === 'payment') this.payments.add(told.id);
    else this.invoices.set(told.id, { number: told.number ?? '', total: told.total ?? 0 });
  }
}

/** Lets the page issue and post as fast as it can, several at once; never returns before the program dies. */
async function work(program: Program, office: Office, today: Day, from: number): Promise<void> {
  const jobs = Array.from({ length: BATCH }, (_, at) => {
    const issue = issueInput(office, from + at);
    return { issue, post: postInput(office, today, 100, issue.id) };
  });
  await program.page.evaluate(
    async ([all, atOnce]) => {
      const page = window as unknown as { counterfoil: Bridge; told: (told: object) => void };
      const send = async (kind: string, channel: string, input: { id: string }) => {
        page.told({ what: 'sent', kind, id: input.id });
        const reply = (await page.counterfoil.invoke(channel, input)) as {
          ok: boolean;
          value: { number?: string; total?: number };
        };
        if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply)}`);
        const { number, total } = reply.value;
        page.told({ what: 'confirmed', kind, id: input.id, ...(number ? { number, total } : {}) });
      };
      const queue = [...all];
      const hand = async () => {
        for (let job = queue.shift(); job; job = queue.shift()) {
          await send('invoice', 'invoices.issue', job.issue);
          await send('payment', 'payments.post', job.post);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, hand));
    },
    [jobs, AT_ONCE] as const,
  );
}

/** What is wrong after a restart, or `null`. */
async function check(program: Program, ledger: Ledger, today: Day): Promise<string | null> {
  const rows = await allInvoices(program, today);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [id, { number, total }] of ledger.invoices) {
    const row = byId.get(id);
    if (row?.number !== number || row.total !== total)
      return `confirmed invoice ${number} is ${JSON.stringify(row)}`;
  }
  const counters = rows.map(({ number }) => Number(number.slice(2))).sort((a, b) => a - b);
  const wrong = counters.findIndex((counter, at) => counter !== at + 1);
  if (wrong >= 0) return `numbers have a gap or a double at ${counters[wrong]}`;
  for (const id of ledger.payments) {
    const payment = await program.call('payments.get', { id });
    if (!payment.ok) return `confirmed payment ${id}: ${JSON.stringify(payment.error)}`;
  }
  for (const [id, { kind }] of ledger.open) {
    const isThere = kind === 'invoice' ? byId.has(id) : (await program.call('payments.get', { id })).ok;
    if (isThere) ledger.found += 1;
    else ledger.gone += 1;
    if (isThere && kind === 'invoice') {
      const { number, total } = byId.get(id) ?? { number: '', total: 0 };
      ledger.invoices.set(id, { number, total });
    } else if (isThere) ledger.payments.add(id);
  }
  ledger.open.clear();
  const aging = await program.ask('aging.report', { asOf: today, by: 'due' });
  const owed = rows.reduce((sum, row) => sum + row.outstanding, 0);
  const shown = aging.sums.reduce((sum, row) => sum + row.balance + row.unapplied, 0);
  if (!aging.tied || owed !== shown) return `aging shows ${shown} where the invoices owe ${owed}`;
  const billed = rows.reduce((sum, row) => sum + row.total, 0);
  if (billed - owed !== ledger.payments.size * 100) {
    return `${billed - owed} is paid, posted were ${ledger.payments.size} payments`;
  }
  const [newest] = rows.slice(-1);
  const paper = newest && (await program.call('documents.pdf', { id: newest.id }));
  if (paper?.ok === false) return `the PDF of ${newest?.number}: ${JSON.stringify(paper.error)}`;
  const verified = await program.ask('companies.verify', {});
  return verified.intact ? null : `the record is damaged: ${verified.problem}`;
}

/** Kills the program `kills` times; each next start goes on with the data of the one before. */
export async function killProgram(kills: number, seed: number): Promise<KillResult> {
  const data = freshFolder();
  const random = randomOf(seed);
  const ledger = new Ledger();
  let office: Office | null = null;
  let failure: string | null = null;
  let killed = 0;
  try {
    for (; killed <= kills && failure === null; killed += 1) {
      const program = await launch({ data });
      const { page } = program;
      office ??= await foundOffice(program);
      const state = await settled(program);
      if (state.state !== 'open') {
        failure = `the company is ${state.state}`;
      } else {
        failure = await check(program, ledger, state.today);
        if (failure === null && killed < kills) {
          await page.exposeFunction('told', (told: Told) => ledger.take(told));
          const working = work(program, office, state.today, 100 + killed * BATCH).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          const enough = ledger.confirmed + LIFE.least + Math.floor(random() * (LIFE.most - LIFE.least));
          await until('confirmations', () => (ledger.confirmed >= enough ? true : null), 1);
          await delay(random() * LIFE.after);
          await program.kill();
          await working;
          continue;
        }
      }
      await program.kill();
    }
  } finally {
    removeFolder(data);
  }
  return {
    kills: Math.min(killed, kills),
    confirmedInvoices: ledger.invoices.size,
    confirmedPayments: ledger.payments.size,
    inFlight: { found: ledger.found, gone: ledger.gone },
    failure,
  };
}
