/** Deposits that two whole programs took off apart: both are kept, shown on both, and put right (AL3, DO4). */
import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import { draftFor, newId, type Program, paymentOf } from '../main/harness.ts';
import { quiet } from './office-line.ts';
import { desks, factOf, lists, mine, office, other, TODAY, twoListsForEach, wordOn } from './two-lists.ts';

twoListsForEach();

describe('deposits on the review list', () => {
  const overrides = ['clock-differs-from-server', 'likely-duplicate-amount'].map((code) => ({
    code,
    reason: 'a day of the test',
  }));
  /** A quote of which half was asked for as a deposit and paid. */
  async function paidDeposit(): Promise<{ quote: string; deposit: string }> {
    const quote = newId();
    const issueAs = async (id: string, draft: InputOf<'drafts.keep'>['draft']) =>
      mine.must('invoices.issue', { commandId: newId(), id, draft, overrides });
    await issueAs(quote, { ...draftFor(office, '100'), kind: 'quote' });
    const deposit = newId();
    await issueAs(
      deposit,
      (await mine.must('offers.deposit', { id: quote, asked: { percent: '50' } })).draft,
    );
    await mine.must('payments.post', paymentOf(office, 60_00, [{ target: deposit, amount: 60_00 }]));
    await quiet(mine, other);
    return { quote, deposit };
  }
  const final = async (program: Program, quote: string) => {
    const { draft } = await program.must('offers.invoice', { id: quote });
    const id = newId();
    await program.must('invoices.issue', { commandId: newId(), id, draft, overrides });
    return id;
  };
  const cancel = (program: Program, id: string) =>
    program.must('invoices.cancel', { commandId: newId(), id, reason: 'sent back', overrides });
  const figures = async (program: Program) => {
    const { blocks } = await program.must('taxes.report', { from: TODAY, to: TODAY });
    const { rows } = await program.must('aging.report', { asOf: TODAY, by: 'due' });
    const held = await program.must('deposits.held', { customer: null });
    return [blocks.map(({ tax }) => tax), rows.map(({ balance }) => balance), held];
  };
  const agreed = async () => {
    const [here, there] = [await figures(mine), await figures(other)];
    expect(there).toEqual(here);
    return here;
  };

  it('AL3: two invoices that deduct one deposit are both kept and shown; cancelling one puts it right', async () => {
    const { quote } = await paidDeposit();
    const made: string[] = [];
    await lists.apart(async () => {
      for (const program of [mine, other]) made.push(await final(program, quote));
    });
    const entry = await lists.only('over-deducted');
    expect(factOf(entry, 0, 'total')).toMatchObject({ minor: 60_00 });
    expect(factOf(entry, 0, 'taken')).toMatchObject({ minor: 120_00 });
    expect(entry.sides).toHaveLength(3);
    await mine.must('documents.pdf', { id: made[0] ?? '' });
    await cancel(mine, made[0] ?? '');
    await quiet(mine, other);
    expect(await lists.list()).toEqual([]);
    expect(await agreed()).toEqual([[20_00], [60_00], []]);
  });

  it('AL3: one of them that is still in the office is voided by a word; one that has left begins a correction', async () => {
    const { quote } = await paidDeposit();
    const made: string[] = [];
    await lists.apart(async () => {
      for (const program of [mine, other]) made.push(await final(program, quote));
    });
    const [first = '', second = ''] = made;
    // Saved as a file it may be anywhere.
    desks.desk(0).chosen = desks.desk(0).dataFolder;
    await mine.must('documents.savePdf', { commandId: newId(), id: first });
    await quiet(mine, other);
    const entry = await lists.only('over-deducted');
    const ends = new Map(entry.sides.map(({ id, end }) => [id, end]));
    expect(ends.get(first)).toEqual({ how: 'correct', what: 'document', id: first });
    const end = ends.get(second) ?? null;
    expect(end).toEqual({ how: 'void', what: 'document', id: second });
    // The deposit itself is not what was taken off twice.
    const wrong = wordOn(entry, 'same', { what: 'document', id: entry.sides[0]?.id ?? '' });
    expect((await other.call('review.answer', wrong)).ok).toBe(false);
    await other.must('review.answer', wordOn(entry, 'same', end));
    await quiet(mine, other);
    expect(await lists.list()).toEqual([]);
    expect(await agreed()).toEqual([[20_00], [60_00], []]);
  });

  it('DO4, AL3: a final invoice that both take back frees its deposit once; what is credited twice is shown', async () => {
    const { quote, deposit } = await paidDeposit();
    const id = await final(mine, quote);
    await mine.must('documents.pdf', { id });
    await quiet(mine, other);
    await lists.apart(async () => {
      for (const program of [mine, other]) await cancel(program, id);
    });
    const entry = await lists.only('over-credited');
    expect(factOf(entry, 0, 'total')).toMatchObject({ minor: 120_00 });
    expect(factOf(entry, 0, 'credited')).toMatchObject({ minor: 180_00 });
    expect(await agreed()).toEqual([[0], [-60_00], [{ currency: 'GBP', amount: 60_00, deposits: 1 }]]);
    for (const program of [mine, other]) {
      const { draft } = await program.must('offers.invoice', { id: quote });
      expect(draft.deposits).toEqual([deposit]);
    }
  });
});
