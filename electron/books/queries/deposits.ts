/** Deposit invoices with what stands of them once their credit notes are taken off, and which invoice deducts them (AL3). */
import { type DepositInvoice, standingDeposit } from '../../../shared/domain/deposit.ts';
import type { IssuedDocument } from '../../../shared/domain/document.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Queries } from './context.ts';
import { present, readFact } from './facts.ts';

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

export const depositQueries: Queries<'deposits.open'> = {
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
