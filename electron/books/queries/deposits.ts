/** Deposit invoices with what stands of them once their credit notes are taken off, and which invoice deducts them (AL3). */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { type DepositInvoice, standingDeposit } from '../../../shared/domain/deposit.ts';
import type { IssuedDocument } from '../../../shared/domain/document.ts';
import { type Minor, minor, sum } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import { creditedOf } from '../credited.ts';
import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Queries } from './context.ts';
import { fromRow, output } from './documents-list.ts';
import { present, readFact } from './facts.ts';
import { standingNotes } from './standing.ts';

async function issuedOf(db: BooksDatabase, row: DocumentRow): Promise<IssuedDocument | null> {
  const fact = await readFact(db, row);
  return fact?.event.type === 'document.issued' ? fact.event.data.document : null;
}

const standing = (rows: readonly (DocumentRow | undefined)[]): DocumentRow[] =>
  present(rows).filter(({ end }) => end === null);

/**
 * The invoice that deducts a deposit: one that stands, and that no credit note has taken back together with the
 * deposits that it deducted.
 */
async function deducting(db: BooksDatabase, row: DocumentRow): Promise<string | null> {
  const naming = standing(await db.documents.bulkGet(row.namedBy.map(({ by }) => by)));
  const notes = new Set(naming.flatMap(({ id, kind }) => (kind === 'creditNote' ? [id] : [])));
  const finals = naming.filter(({ kind }) => kind === 'invoice');
  return finals.find(({ creditedBy }) => !creditedBy.some(({ note }) => notes.has(note)))?.number ?? null;
}

/** The number of the standing invoice that deducts a document; only deposit invoices are ever deducted. */
export const deductedBy = (db: BooksDatabase, row: DocumentRow): Promise<string | null> =>
  row.kind === 'depositInvoice' && row.namedBy.length > 0 ? deducting(db, row) : Promise.resolve(null);

async function depositOf(db: BooksDatabase, row: DocumentRow): Promise<DepositInvoice[]> {
  const document = await issuedOf(db, row);
  if (!document) return [];
  const amounts = new Map(row.creditedBy.map(({ note, amount }) => [note, amount]));
  const credits = standing(await db.documents.bulkGet([...amounts.keys()])).map(async (note) => {
    const issued = await issuedOf(db, note);
    const amount = amounts.get(note.id);
    return issued && amount !== undefined ? [{ amount, note: issued }] : [];
  });
  const { id, kind, number, customer, currency, issue: issueDate, orderNumber, about = [], rest } = row;
  return [
    {
      id,
      kind,
      number,
      customer,
      currency,
      issueDate,
      orderNumber,
      offers: about,
      outstanding: rest,
      void: row.end !== null,
      deductedBy: await deducting(db, row),
      deduction: standingDeposit(id, document, (await Promise.all(credits)).flat()),
    },
  ];
}

/** The deposit invoices among some documents; others are answered by their kind alone. */
export async function depositsAmong(db: BooksDatabase, ids: readonly string[]): Promise<DepositInvoice[]> {
  const rows = present(await db.documents.bulkGet([...ids]));
  return (await Promise.all(rows.map((row) => depositOf(db, row)))).flat();
}

/** A customer's deposit invoices in a currency that stand and that nothing deducts yet, the oldest first. */
export async function openDeposits(
  db: BooksDatabase,
  customer: string,
  currency: string,
): Promise<DepositInvoice[]> {
  const rows = await db.documents.where('depositOf').equals(customer).toArray();
  const own = rows.filter((row) => row.currency === currency && row.end === null);
  const free = await Promise.all(
    own.map(async (row) => ((await deducting(db, row)) ? [] : depositOf(db, row))),
  );
  return free
    .flat()
    .filter(({ deduction }) => deduction.amount > 0)
    .sort((a, b) => (a.issueDate < b.issueDate ? -1 : a.issueDate > b.issueDate ? 1 : a.id < b.id ? -1 : 1));
}

/**
 * What a deposit invoice has brought in and no invoice deducts: its total less what was credited, what is still open, and what
 * was let off without money.
 */
async function heldOf(db: BooksDatabase, row: DocumentRow): Promise<Minor> {
  if (row.end !== null || (await deducting(db, row)) !== null) return minor(0);
  const { credited } = creditedOf(row, await standingNotes(db, [row]));
  const letOff = present(await db.reductions.bulkGet([...row.reductions])).flatMap(({ end, amount }) =>
    end === null ? [amount] : [],
  );
  return minor(Math.max(0, row.total - credited - row.rest - sum(letOff)));
}

/** What an invoice deducts still, as it deducted it. */
async function heldBy(db: BooksDatabase, invoice: DocumentRow): Promise<OutputOf<'deposits.deducted'>> {
  const { deducts } = creditedOf(invoice, await standingNotes(db, [invoice]));
  const rows = new Map(
    present(await db.documents.bulkGet(deducts.map(({ id }) => id))).map((row) => [row.id, row]),
  );
  return deducts.map(({ id, amount }) => ({
    id,
    number: rows.get(id)?.number ?? '',
    issueDate: rows.get(id)?.issue ?? invoice.issue,
    orderNumber: rows.get(id)?.orderNumber ?? '',
    currency: invoice.currency,
    amount,
    outstanding: minor(0),
  }));
}

interface Held {
  readonly row: DocumentRow;
  readonly amount: Minor;
}

/** The deposit invoices of a customer, or of all, of which something is held. */
async function heldDeposits(db: BooksDatabase, customer: string | null): Promise<readonly Held[]> {
  const index = db.documents.where('depositOf');
  const rows = await (customer === null ? index.above('') : index.equals(customer)).toArray();
  const held = await Promise.all(rows.map(async (row) => ({ row, amount: await heldOf(db, row) })));
  return held.filter(({ amount }) => amount !== 0);
}

type DepositName = 'open' | 'deducted' | 'held' | 'list';

export const depositQueries: Queries<`deposits.${DepositName}`> = {
  'deposits.deducted': async ({ invoices }, { db }) => {
    const rows = standing(await db.documents.bulkGet(invoices));
    return ok((await Promise.all(rows.map((row) => heldBy(db, row)))).flat());
  },
  'deposits.held': async ({ customer }, { db }) => {
    const blocks = new Map<string, { amount: Minor; deposits: number }>();
    for (const { row, amount } of await heldDeposits(db, customer)) {
      const block = blocks.get(row.currency) ?? { amount: minor(0), deposits: 0 };
      blocks.set(row.currency, { amount: minor(block.amount + amount), deposits: block.deposits + 1 });
    }
    const sorted = [...blocks].sort(([a], [b]) => (a < b ? -1 : 1));
    return ok(sorted.map(([currency, block]) => ({ currency, ...block })));
  },
  'deposits.list': async ({ customer, today }, { db }) => {
    const held = [...(await heldDeposits(db, customer))].sort((a, b) =>
      a.row.issue + a.row.id < b.row.issue + b.row.id ? -1 : 1,
    );
    return ok(held.map(({ row, amount }) => ({ ...output(fromRow(row), today), held: amount })));
  },
  'deposits.open': async ({ customer, currency }, { db }) =>
    ok(
      (await openDeposits(db, customer, currency)).map((deposit) => ({
        id: deposit.id,
        number: deposit.number,
        issueDate: deposit.issueDate,
        orderNumber: deposit.orderNumber,
        currency,
        amount: deposit.deduction.amount,
        outstanding: deposit.outstanding,
      })),
    ),
};
