/** One search over everything (BO5), the history of one entity (AU1), and the counts of the books. */

import { sortKey } from '../../../shared/domain/sort-key.ts';
import { ok } from '../../../shared/errors/index.ts';
import { RECORD_TABLES } from '../../../shared/events/records.ts';
import { compare } from '../customer-index.ts';
import { codeKey } from '../keys.ts';
import { readCommit } from '../log.ts';
import type { CommitRow, DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Queries } from './context.ts';
import { readTyped, searchDocuments, type Typed } from './document-search.ts';
import { present } from './facts.ts';
import { pageOfGathered } from './keyed-list.ts';
import { searchPayments } from './payments-list.ts';

/** Customers of whom the newest documents are shown too. */
const FEW_CUSTOMERS = 5;

const counterOf = (text: string): string => (/\d+$/.exec(text)?.[0] ?? '').replace(/^0+/, '');

/** Exact number first, then its counter, then order number and amount, then parts of the numbers, then the customer's own. */
function documentRank(row: DocumentRow, { code, amounts }: Typed): number {
  if (code !== '') {
    if (row.numberKey === code) return 0;
    if (/^\d+$/.test(code) && counterOf(row.number) === counterOf(code)) return 1;
    if (row.orderKey === code) return 2;
  }
  if (amounts.get(row.currency) === row.total) return 3;
  if (code !== '' && (row.numberKey.startsWith(code) || row.numberKey.endsWith(code))) return 4;
  return code !== '' && row.orderKey?.startsWith(code) ? 5 : 6;
}

/** All commits that name an entity, or that settle the document or payment that it is. */
async function commitsOf(db: BooksDatabase, entity: string): Promise<string[]> {
  const [document, payment, draft, ...records] = await Promise.all([
    db.documents.get(entity),
    db.payments.get(entity),
    db.drafts.get(entity),
    ...RECORD_TABLES.map((name) => db.records(name).get(entity)),
  ]);
  const commits = [document, payment, draft, ...records].flatMap((row) => row?.history ?? []);
  const links = present([document, payment]);
  const [allocations, reductions] = await Promise.all([
    db.allocations.bulkGet(links.flatMap((row) => row.allocations)),
    db.reductions.bulkGet(links.flatMap((row) => row.reductions)),
  ]);
  for (const fact of [...present(allocations), ...present(reductions)]) {
    commits.push(fact.commit);
    if (fact.end) commits.push(fact.end.commit);
  }
  return [...new Set(commits)];
}

export const searchQueries: Queries<'search.everything' | 'history.list' | 'books.counts'> = {
  'search.everything': async ({ text, limit }, { db, memory }) => {
    if (text.trim() === '') return ok({ customers: [], documents: [], payments: [], items: [] });
    const found = memory.customers.find(text).filter(({ archived }) => !archived);
    const few = new Set(found.slice(0, FEW_CUSTOMERS).map(({ id }) => id));
    const typed = { ...readTyped(text, memory, 'documents'), customers: few };
    const [documents, payments] = await Promise.all([
      searchDocuments(db, typed, limit),
      searchPayments(db, { ...typed, amounts: readTyped(text, memory, 'payments').amounts }, limit),
    ]);
    const ranked = (documents?.rows ?? []).map((row) => ({ row, rank: documentRank(row, typed) }));
    ranked.sort(
      (a, b) => a.rank - b.rank || compare(b.row.issue, a.row.issue) || compare(b.row.at, a.row.at),
    );
    const newest = [...(payments ?? [])].sort((a, b) => compare(b.date, a.date) || compare(b.at, a.at));
    const words = sortKey(text).split(' ');
    const code = codeKey(text);
    const items = [...memory.records.items.values()].filter(({ fields }) => {
      const name = sortKey(`${fields.name} ${fields.code}`);
      return (
        !fields.archived &&
        ((code !== '' && codeKey(fields.code).startsWith(code)) || words.every((word) => name.includes(word)))
      );
    });
    items.sort((a, b) => compare(sortKey(a.fields.name), sortKey(b.fields.name)) || compare(a.id, b.id));
    return ok({
      customers: found.slice(0, limit).map(({ id, number, name, city }) => ({ id, number, name, city })),
      documents: ranked.slice(0, limit).map(({ row }) => {
        const { id, number, name, issue, total, currency } = row;
        return { id, number, customerName: name, issueDate: issue, total, currency };
      }),
      payments: newest.slice(0, limit).map(({ id, customer, date, amount, currency, reference }) => {
        return { id, customerName: memory.customers.nameOf(customer), date, amount, currency, reference };
      }),
      items: items.slice(0, limit).map(({ id, fields }) => ({ id, code: fields.code, name: fields.name })),
    });
  },

  'history.list': async ({ entity, cursor, limit }, { db, memory }) => {
    const rows = present(await db.commits.bulkGet(await commitsOf(db, entity)));
    const keyOf = ({ recorded, number }: CommitRow) => [recorded, number];
    const page = pageOfGathered(rows, keyOf, { cursor, limit, direction: 'desc' });
    const output = await Promise.all(
      page.rows.map(async ({ id, number, recorded, actor, device, command }) => ({
        commit: id,
        recorded,
        actor: memory.records.users.get(actor)?.fields.name ?? actor,
        device: memory.records.devices.get(device)?.fields.name ?? device,
        command,
        events: ((await readCommit(db, number))?.events ?? []).map(({ type }) => type),
      })),
    );
    return ok({ rows: output, next: page.next });
  },

  'books.counts': (_input, { memory }) => {
    const count = (table: string) =>
      [...memory.sums.values()].reduce((sum, row) => (row.table === table ? sum + row.count : sum), 0);
    return ok({ customers: count('customers'), documents: count('documents'), payments: count('payments') });
  },
};
