/** Deposits that two desktops took off twice: by two invoices, or by an invoice while a credit note gave them back (AL3). */
import type { ReviewSide } from '../../../shared/contract/review.ts';
import { minor, sum } from '../../../shared/domain/money.ts';
import { creditedOf } from '../credited.ts';
import type { DocumentRow } from '../rows.ts';
import { present } from './facts.ts';
import { amount, entryOf, type Look, text, voidOf, writtenBy } from './review-sides.ts';
import { standingNotes } from './standing.ts';

/** Voided while it is in the office; then a credit note takes an invoice back, and one for a credit note is a person's to make. */
function remedyOf(row: DocumentRow): ReviewSide['end'] {
  const { id, kind, released, settled } = row;
  if (kind !== 'invoice') return released ? null : voidOf(row);
  return released || settled ? { how: 'correct', what: 'document', id } : voidOf(row);
}

export const overDeducted: Look = async ([id = ''], context) => {
  const { db } = context;
  const row = await db.documents.get(id);
  if (!row || row.end) return undefined;
  const [naming, crediting] = await Promise.all([
    db.documents.bulkGet(row.namedBy.flatMap(({ by, kind }) => (kind === 'invoice' ? [by] : [])).sort()),
    db.documents.bulkGet(row.creditedBy.map(({ note }) => note).sort()),
  ]);
  const finals = present(naming).filter(({ end }) => end === null);
  const isCounted = await standingNotes(db, [row, ...finals]);
  const deducting = finals.flatMap((final) =>
    creditedOf(final, isCounted)
      .deducts.filter((deposit) => deposit.id === id)
      .map((deposit) => ({ by: final, taken: deposit.amount })),
  );
  const given = present(crediting).flatMap((note) =>
    isCounted(note.id)
      ? row.creditedBy
          .filter((credit) => credit.note === note.id)
          .map((credit) => ({ by: note, taken: credit.amount }))
      : [],
  );
  const all = [...deducting, ...given];
  const taken = sum(all.map((one) => one.taken));
  if (deducting.length === 0 || taken <= row.total) return undefined;
  const sideOf = async (
    one: DocumentRow,
    amounts: readonly ReturnType<typeof amount>[],
    end: ReviewSide['end'] = null,
  ) => {
    const { commit: _commit, ...by } = await writtenBy(context, one.commit);
    const facts = [text('number', one.number), ...amounts];
    return { what: 'document' as const, id: one.id, facts, ...by, end };
  };
  const { currency } = row;
  const own = [amount('total', row.total, currency), amount('taken', minor(taken), currency)];
  return entryOf('over-deducted', [id], {
    of: String(taken),
    title: row.name,
    sides: await Promise.all([
      sideOf(row, own),
      ...all.map((one) => sideOf(one.by, [amount('taken', one.taken, currency)], remedyOf(one.by))),
    ]),
  });
};
