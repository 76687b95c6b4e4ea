/** The review list of two whole programs: what came together is shown on both, and a word said on one counts on both. */
import { describe, expect, it } from 'vitest';
import { blankFee, blankItem } from '../../shared/contract/blank-records.ts';
import { minor } from '../../shared/domain/money.ts';
import { addCustomer, draftFor, issue, newId, type Program, paymentOf } from '../main/harness.ts';
import { wayTo } from './desks.ts';
import { joinOffice, quiet } from './office-line.ts';
import {
  desks,
  type Entry,
  factOf,
  lists,
  mine,
  office,
  other,
  server,
  TODAY,
  twoListsForEach,
  wordOn,
} from './two-lists.ts';

twoListsForEach();

const apart = (work: () => Promise<void>) => lists.apart(work);
const list = () => lists.list();
const only = (kind: Entry['kind']) => lists.only(kind);
const say = (program: Program, ...said: Parameters<typeof wordOn>) =>
  program.must('review.answer', wordOn(...said));

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
    expect(entry.sides.map(({ end }) => end?.how)).toEqual(['void', 'void']);
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
    expect(entry.sides.map(({ what, end }) => `${what} ${end?.how}`)).toEqual([
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

  it('NU6, AL1: one sheet of a pad of receipts, entered on two desktops: both are kept and shown until one is voided', async () => {
    const pad = { kind: 'receipt', prefix: 'R-', width: 3, first: minor(1), last: minor(5) } as const;
    const { id: series } = await mine.must('series.addPad', { commandId: newId(), ...pad });
    const { id: payment } = await mine.must('payments.post', paymentOf(office, 70_00, []));
    await quiet(mine, other);
    const written = { series, sheet: 2, day: TODAY };
    await apart(async () => {
      for (const program of [mine, other])
        await program.must('receipts.issue', { commandId: newId(), id: newId(), payment, written });
    });
    const entry = await only('same-number');
    expect([entry.title, entry.sides.map(({ actor }) => actor).sort()]).toEqual(['R-002', ['Ivy', 'Noor']]);
    const runs = async (program: Program) =>
      (await program.must('series.report', { year: null })).series
        .filter(({ isPaper }) => isPaper)
        .flatMap((account) => account.runs.map(({ fate, first, last }) => `${fate} ${first} ${last}`));
    expect(await runs(mine)).toEqual(['missing R-001 R-001', 'twice R-002 R-002', 'unused R-003 R-005']);
    const doubled = entry.sides[1]?.id ?? '';
    await other.must('invoices.void', { commandId: newId(), id: doubled, reason: 'entered twice' });
    await quiet(mine, other);
    expect(await list()).toEqual([]);
    for (const program of [mine, other]) {
      expect(await runs(program)).toEqual([
        'missing R-001 R-001',
        'issued R-002 R-002',
        'unused R-003 R-005',
      ]);
      const { receipt } = await program.must('payments.get', { id: payment });
      expect(receipt).toEqual({ id: entry.sides[0]?.id, number: 'R-002' });
    }
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

  it('EV4, MO4: two rates of one day are on the list; of one figure from two sources nobody is asked', async () => {
    const rate = (day: string, value: string, source: string) => ({
      ...{ from: 'EUR', to: 'GBP', day, source },
      rate: value,
    });
    const keep = (program: Program, ...rates: ReturnType<typeof rate>[]) =>
      program.must('rates.save', { commandId: newId(), rates });
    await apart(async () => {
      await keep(mine, rate('2026-02-27', '0.8634', 'ECB'), rate('2026-02-26', '0.861', 'ECB'));
      other.clock.time += 60_000;
      await keep(other, rate('2026-02-27', '0.8999', 'bank'), rate('2026-02-26', '0.861', 'bank'));
    });
    const entry = await only('changed-twice');
    expect(entry).toMatchObject({ title: 'EUR / GBP', field: { table: 'rates', name: 'day/2026-02-27' } });
    expect(factOf(entry, 0, 'value')).toMatchObject({ value: { rate: '0.8999', source: 'bank' } });
    const kept = factOf(entry, 1, 'value');
    await other.must('review.settleField', {
      commandId: newId(),
      ...{ of: 'rates', id: entry.field?.id ?? '', field: entry.field?.name ?? '' },
      value: JSON.stringify(kept?.type === 'field' ? kept.value : null),
    });
    await quiet(mine, other);
    expect(await list()).toEqual([]);
    const [newest] = await mine.must('rates.list', { from: 'EUR', to: 'GBP' });
    expect(newest).toMatchObject({ day: '2026-02-27', rate: '0.8634', source: 'ECB' });
    // Who knows both puts it right with the form: that is no change of two people.
    await keep(mine, rate('2026-02-27', '0.87', 'typed'));
    await quiet(mine, other);
    expect(await list()).toEqual([]);
  });

  it('EV4, RE2: two prices of one item in a list, and a fee changed by two, are on the list', async () => {
    const [item, priceList, fee] = [newId(), newId(), newId()];
    await mine.must('items.save', {
      commandId: newId(),
      id: item,
      expectedRevision: null,
      fields: blankItem('Rope', office.tax),
    });
    const prices = (price: string) => ({ [item]: [{ least: '1', price }] });
    const { revision } = await mine.must('priceLists.save', {
      commandId: newId(),
      id: priceList,
      expectedRevision: null,
      fields: {
        ...{ name: 'Trade', currency: 'GBP', from: null, until: null, customers: [], groups: [] },
        ...{ archived: false, prices: prices('9') },
      },
    });
    const made = await mine.must('fees.save', {
      commandId: newId(),
      id: fee,
      expectedRevision: null,
      fields: { ...blankFee('GBP'), name: 'Freight', amount: '5' },
    });
    await quiet(mine, other);
    // Lists and fees are the managers' matter: the second one is a desktop of Ivy's own.
    const second = await desks.start(wayTo(server));
    await joinOffice(mine, second, 'Ivy', 'manager');
    await quiet(mine, other, second);
    for (const program of [mine, second]) await program.must('sync.pause', { paused: true });
    for (const [program, price] of [
      [mine, '8'],
      [second, '7'],
    ] as const) {
      program.clock.time += 60_000;
      await program.must('priceLists.save', {
        ...{ commandId: newId(), id: priceList, expectedRevision: revision },
        fields: { prices: prices(price) },
      });
      await program.must('fees.save', {
        ...{ commandId: newId(), id: fee, expectedRevision: made.revision },
        fields: { amount: price },
      });
    }
    for (const program of [mine, second]) await program.must('sync.pause', { paused: false });
    await quiet(mine, other, second);
    const entries = (await other.must('review.list', { today: TODAY })).entries;
    expect(entries.map(({ title, field }) => `${title} ${field?.name}`).sort()).toEqual([
      'Freight amount',
      `Trade · Rope item/${item}`,
    ]);
    for (const { field, sides } of entries) {
      const value = sides.find(({ facts }) => JSON.stringify(facts).includes('"8"'))?.facts[0]?.value;
      await mine.must('review.settleField', {
        commandId: newId(),
        of: field?.table === 'fees' ? 'fees' : 'priceLists',
        ...{ id: field?.id ?? '', field: field?.name ?? '' },
        value: JSON.stringify(value?.type === 'field' ? value.value : null),
      });
    }
    await quiet(mine, other, second);
    expect((await other.must('review.list', { today: TODAY })).entries).toEqual([]);
    const { fields } = await second.must('priceLists.get', { id: priceList });
    expect(fields.prices).toEqual(prices('8'));
    expect((await second.must('fees.list', {}))[0]?.fields.amount).toBe('8');
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
