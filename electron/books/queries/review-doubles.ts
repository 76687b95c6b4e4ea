/** Doubles: what was likely entered twice, on two desktops (EV9), and what exists twice because of a clone (EV5, DV3). */
import { isLikelyDouble } from '../../../shared/events/review.ts';
import type { DocumentRow, PaymentRow } from '../rows.ts';
import type { QueryContext } from './context.ts';
import { sheetIn } from './numbered-by.ts';
import { documentSide, entryOf, type Look, paymentSide, writtenBy } from './review-sides.ts';

/** Name of the command by which an answer voids one of two (`electron/commands/answer-review.ts`). */
const ANSWER = 'review.answer';

/** True when both were voided by answers: on two desktops, since nobody is asked about one that is void already. */
async function endedTwice(context: QueryContext, ends: readonly PaymentRow['end'][]): Promise<boolean> {
  const commits = await context.db.commits.bulkGet(ends.flatMap((end) => end?.commit ?? []));
  return commits.length === 2 && commits.every((commit) => commit?.command === ANSWER);
}

export const samePayment: Look = async (subjects, context) => {
  const [one, other] = await context.db.payments.bulkGet([...subjects]);
  if (!one || !other) return undefined;
  const traits = async (row: PaymentRow) => ({
    ...row,
    method: row.methodName,
    device: (await writtenBy(context, row.commit)).commit?.device ?? '',
  });
  if (!isLikelyDouble(await traits(one), await traits(other))) return undefined;
  const bothEnded = await endedTwice(context, [one.end, other.end]);
  if ((one.end || other.end) && !bothEnded) return undefined;
  return entryOf('same-payment', subjects, {
    of: bothEnded ? 'both-void' : '',
    title: context.memory.customers.nameOf(one.customer),
    bothEnded,
    sides: [await paymentSide(context, one), await paymentSide(context, other)],
  });
};

const documents = async (
  subjects: readonly string[],
  context: QueryContext,
): Promise<[DocumentRow, DocumentRow] | undefined> => {
  const [one, other] = await context.db.documents.bulkGet([...subjects]);
  return one && other ? [one, other] : undefined;
};

export const issuedTwice: Look = async (subjects, context) => {
  const found = await documents(subjects, context);
  if (!found) return payedTwice(subjects, context);
  const bothEnded = await endedTwice(
    context,
    found.map(({ end }) => end),
  );
  if (found.some(({ end }) => end) && !bothEnded) return undefined;
  return entryOf('issued-twice', subjects, {
    of: bothEnded ? 'both-void' : '',
    title: found[0].name,
    bothEnded,
    sides: [await documentSide(context, found[0]), await documentSide(context, found[1])],
  });
};

/** Two payments under one id: what a clone of a desktop recorded once more (DV3). */
const payedTwice: Look = async (subjects, context) => {
  const [one, other] = await context.db.payments.bulkGet([...subjects]);
  if (!one || !other || one.end || other.end) return undefined;
  return entryOf('issued-twice', subjects, {
    of: '',
    title: context.memory.customers.nameOf(one.customer),
    sides: [await paymentSide(context, one), await paymentSide(context, other)],
  });
};

/**
 * Both numbers are kept (EV5), void or not: the customer may hold either paper. Of a sheet of a pad there is but one paper, so
 * that an entry of it that was voided is no double (NU6).
 */
export const sameNumber: Look = async (subjects, context) => {
  const found = await documents(subjects, context);
  if (!found || found[0].number !== found[1].number || found[0].kind !== found[1].kind) return undefined;
  if (found.every(({ end }) => end)) return undefined;
  const [one, other] = found;
  const isOneSheet = one.series === other.series && sheetIn(context.memory, one) !== null;
  if (isOneSheet && (one.end || other.end)) return undefined;
  return entryOf('same-number', subjects, {
    of: '',
    title: found[0].number,
    sides: [await documentSide(context, found[0]), await documentSide(context, found[1])],
  });
};
