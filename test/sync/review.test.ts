/** The review list of two whole programs: what came together is shown on both, and a word said on one counts on both. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../shared/contract/contract.ts';
import {
  addCustomer,
  draftFor,
  issue,
  newId,
  type Office,
  type Program,
  paymentOf,
} from '../main/harness.ts';
import { type Desks, twoDesktops } from './desks.ts';
import { quiet } from './office-line.ts';

type Entry = OutputOf<'review.list'>['entries'][number];

const TODAY = '2026-03-02';

let desks: Desks;
let mine: Program;
let other: Program;
let office: Office;

beforeEach(async () => {
  ({ desks, mine, other, office } = await twoDesktops());
});
afterEach(() => desks.clear());

/** Both work without a line, then it is there again. */
async function apart(work: () => Promise<void>): Promise<void> {
  for (const program of [mine, other]) await program.must('sync.pause', { paused: true });
  await work();
  // One after the other, so that the server's order is the same in every run.
  for (const program of [mine, other]) {
    await program.must('sync.pause', { paused: false });
    await quiet(program);
  }
  await quiet(mine, other);
}

const listOf = async (program: Program): Promise<readonly Entry[]> =>
  (await program.must('review.list', { today: TODAY })).entries;

/** The one list that stands on both desktops. */
async function list(): Promise<readonly Entry[]> {
  const [here, there] = [await listOf(mine), await listOf(other)];
  expect(there).toEqual(here);
  return here;
}

async function only(kind: Entry['kind']): Promise<Entry> {
  const found = (await list()).filter((entry) => entry.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] as Entry;
}

const say = (
  program: Program,
  { key, of }: Entry,
  answer: 'same' | 'different' | 'seen' | 'open',
  end: { what: 'payment' | 'document' | 'customer'; id: string } | null = null,
) =>
  program.must('review.answer', {
    commandId: newId(),
    key,
    of,
    answer,
    end: end && { ...end, reason: 'Entered twice' },
  });

const factOf = (entry: Entry, side: number, name: string) =>
  entry.sides[side]?.facts.find((fact) => fact.name === name)?.value;

describe('the review list', () => {
  it('an office whose desktops do not get in each other’s way has an empty one', async () => {
    const { id } = await issue(mine, office, '100');
    await quiet(mine, other);
    await other.must('payments.post', paymentOf(office, 50_00, [{ target: id, amount: 50_00 }]));
    await quiet(mine, other);
    // The same again on the same desktop: nobody is asked about what one person did knowingly.
    await other.must('payments.post', paymentOf(office, 50_00, [{ target: id, amount: 50_00 }]));
    await quiet(mine, other);
    expect(await list()).toEqual([]);
  });

  it('EV9: one payment on two desktops is shown with both sides; voiding one ends it everywhere', async () => {
    const { id } = await issue(mine, office, '100');
    await quiet(mine, other);
    await apart(async () => {
      for (const program of [mine, other])
        await program.must('payments.post', paymentOf(office, 120_00, [{ target: id, amount: 120_00 }]));
    });
    const entry = await only('same-payment');
    expect(entry).toMatchObject({ title: 'Alder & Sons', bothEnded: false });
    expect(entry.sides.map(({ actor }) => actor).sort()).toEqual(['Ivy', 'Noor']);
    expect(entry.sides.map(({ end }) => end)).toEqual(['void', 'void']);
    expect(factOf(entry, 0, 'amount')).toEqual({ type: 'amount', minor: 120_00, currency: 'GBP' });
    const doubled = entry.sides[1]?.id ?? '';
    await say(other, entry, 'same', { what: 'payment', id: doubled });
    await quiet(mine, other);
    // With the payment the allocation that did not fit is gone as well.
    expect(await list()).toEqual([]);
    expect((await mine.must('payments.get', { id: doubled })).status).toBe('void');
  });

  it('EV9: “not the same” is heard on every desktop, and can be taken back', async () => {
    await apart(async () => {
      for (const program of [mine, other]) await program.must('payments.post', paymentOf(office, 70_00, []));
    });
    const entry = await only('same-payment');
    await say(mine, entry, 'different');
    await quiet(mine, other);
    expect(await list()).toEqual([]);
    await say(other, entry, 'open');
    await quiet(mine, other);
    expect(await only('same-payment')).toEqual(entry);
  });

  it('EV9: two words said apart meet, and the later stands on both', async () => {
    await apart(async () => {
      for (const program of [mine, other]) await program.must('payments.post', paymentOf(office, 70_00, []));
    });
    const entry = await only('same-payment');
    await apart(async () => {
      await say(mine, entry, 'different');
      other.clock.time += 60_000;
      await say(other, entry, 'open');
    });
    expect(await only('same-payment')).toEqual(entry);
  });

  it('EV9: each desktop voids another one of the two: the list says that now both are void', async () => {
    await apart(async () => {
      for (const program of [mine, other]) await program.must('payments.post', paymentOf(office, 70_00, []));
    });
    const entry = await only('same-payment');
    await apart(async () => {
      await say(mine, entry, 'same', { what: 'payment', id: entry.sides[0]?.id ?? '' });
      await say(other, entry, 'same', { what: 'payment', id: entry.sides[1]?.id ?? '' });
    });
    const both = await only('same-payment');
    expect(both).toMatchObject({ key: entry.key, bothEnded: true });
    await say(mine, both, 'seen');
    await quiet(mine, other);
    expect(await list()).toEqual([]);
  });

  it('EV9: a customer entered on two desktops; one is archived by the word', async () => {
    await apart(async () => {
      for (const program of [mine, other]) await addCustomer(program, 'Birch & Co Ltd');
    });
    const entry = await only('same-customer');
    expect(entry.sides.map(({ what, end }) => `${what} ${end}`)).toEqual([
      'customer archive',
      'customer archive',
    ]);
    const id = entry.sides[1]?.id ?? '';
    await say(other, entry, 'same', { what: 'customer', id });
    await quiet(mine, other);
    expect(await list()).toEqual([]);
    expect((await mine.must('customers.get', { id })).fields.archived).toBe(true);
  });

  it('AL7: what was cut is shown with where the money is now and what took its place', async () => {
    const { id, number } = await issue(mine, office, '100');
    await quiet(mine, other);
    await apart(async () => {
      await mine.must('payments.post', paymentOf(office, 100_00, [{ target: id, amount: 100_00 }]));
      await other.must('payments.post', paymentOf(office, 90_00, [{ target: id, amount: 90_00 }]));
    });
    const entry = await only('cut');
    expect(entry.title).toBe('Alder & Sons');
    expect(factOf(entry, 0, 'invoice')).toEqual({ type: 'text', text: number });
    const figures = ['asked', 'stands', 'credit'].map((name) => factOf(entry, 0, name));
    expect(figures).toEqual(
      [90_00, 20_00, 70_00].map((minor) => ({ type: 'amount', minor, currency: 'GBP' })),
    );
    expect(factOf(entry, 1, 'stands')).toEqual({ type: 'amount', minor: 100_00, currency: 'GBP' });
    await say(mine, entry, 'seen');
    await quiet(mine, other);
    expect(await list()).toEqual([]);
  });

  it('AL7: a payment for an invoice that was voided elsewhere is shown', async () => {
    const { id } = await issue(mine, office, '100');
    await quiet(mine, other);
    await apart(async () => {
      await mine.must('invoices.void', { commandId: newId(), id, reason: 'typed wrong' });
      await other.must('payments.post', paymentOf(office, 120_00, [{ target: id, amount: 120_00 }]));
    });
    const entry = await only('cut');
    expect(factOf(entry, 0, 'ended')).toEqual({ type: 'day', day: TODAY });
    expect(factOf(entry, 0, 'credit')).toEqual({ type: 'amount', minor: 120_00, currency: 'GBP' });
  });

  it('DO4: two credit notes for one invoice are both kept, and what is too much is shown', async () => {
    const { id } = await issue(mine, office, '100');
    await quiet(mine, other);
    await apart(async () => {
      for (const program of [mine, other]) {
        const { draft } = await program.must('invoices.credit', { id });
        const lines = draft.lines.map((line) => ({ ...line, unitPrice: '80' }));
        const credits = { invoices: [id], period: null, reason: 'sent back' };
        await program.must('invoices.issue', {
          commandId: newId(),
          id: newId(),
          draft: { ...draft, lines, credits },
          overrides: [{ code: 'clock-differs-from-server', reason: 'a day of the test' }],
        });
      }
    });
    const entry = await only('over-credited');
    expect(factOf(entry, 0, 'total')).toMatchObject({ minor: 120_00 });
    expect(factOf(entry, 0, 'credited')).toMatchObject({ minor: 192_00 });
    expect(entry.sides).toHaveLength(3);
  });

  it('EV5: one shared draft issued on two desktops makes two invoices, both kept and both shown', async () => {
    const id = newId();
    await mine.must('drafts.save', { commandId: newId(), id, draft: draftFor(office, '10') });
    await quiet(mine, other);
    await apart(async () => {
      for (const program of [mine, other]) await issue(program, office, '10', id);
    });
    const entry = await only('issued-twice');
    const numbers = entry.sides.map((_side, index) => factOf(entry, index, 'number'));
    expect(numbers).toContainEqual({ type: 'text', text: 'INV-0001' });
    expect(numbers).toContainEqual({ type: 'text', text: 'INV-B-0001' });
    const [first] = entry.sides;
    await say(mine, entry, 'same', { what: 'document', id: first?.id ?? '' });
    await quiet(mine, other);
    expect(await list()).toEqual([]);
  });

  it('EV4: a field changed on both is on the list until one value is taken, and a word keeps what stands', async () => {
    const change = async (program: Program, fields: Record<string, string>) => {
      const now = await program.must('customers.get', { id: office.customer });
      await program.must('customers.save', {
        commandId: newId(),
        id: office.customer,
        expectedRevision: now.revision,
        fields,
      });
    };
    await apart(async () => {
      await change(mine, { phone: '0113 1', contact: 'Ann' });
      other.clock.time += 60_000;
      await change(other, { phone: '0113 2', contact: 'Ben' });
    });
    const entries = await list();
    expect(entries.map(({ kind, field }) => `${kind} ${field?.name}`).sort()).toEqual([
      'changed-twice contact',
      'changed-twice phone',
    ]);
    const phone = entries.find(({ field }) => field?.name === 'phone') as Entry;
    const contact = entries.find(({ field }) => field?.name === 'contact') as Entry;
    expect(factOf(phone, 0, 'value')).toEqual({ type: 'field', value: '0113 2' });
    await mine.must('review.settleField', {
      commandId: newId(),
      of: 'customers',
      id: office.customer,
      field: 'phone',
      value: JSON.stringify('0113 1'),
    });
    await say(mine, contact, 'seen');
    await quiet(mine, other);
    expect(await list()).toEqual([]);
    const { fields } = await other.must('customers.get', { id: office.customer });
    expect([fields.phone, fields.contact]).toEqual(['0113 1', 'Ben']);
    // The mark on the customer's card is gone with it.
    expect(
      await other.must('records.changedTwice', { of: 'customers', id: office.customer, today: TODAY }),
    ).toEqual([]);
  });

  it('a word ends only what its entry speaks of, and refuses a value that the field cannot have', async () => {
    const { id } = await issue(mine, office, '10');
    const wrong = await mine.call('review.answer', {
      commandId: newId(),
      key: `same-payment/${newId()}/${newId()}`,
      of: '',
      answer: 'same',
      end: { what: 'document', id, reason: 'x' },
    });
    expect(wrong).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    const field = { commandId: newId(), of: 'customers', id: office.customer } as const;
    for (const [name, value] of [
      ['name', '""'],
      ['nothing', '"x"'],
      ['phone', 'no json'],
    ] as const) {
      const refused = await mine.call('review.settleField', { ...field, field: name, value });
      expect(refused).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    }
    const forbidden = await other.call('review.settleField', {
      ...field,
      of: 'terms',
      field: 'name',
      value: '"x"',
    });
    expect(forbidden).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });
});
