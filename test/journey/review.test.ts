/** The review list in the window: both sides beside each other, walked by keys, answered by one key, gone when answered. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Day } from '../../shared/domain/money.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { foundOffice, issueInput, type Office, postInput } from '../app/office.ts';
import { allocated, customerFields, issued, posted } from '../books/record.ts';
import { Clerk } from './clerk.ts';
import { freshFolder, launch, type Program, removeFolder } from './harness.ts';
import { cutOff, findings, setTheme } from './look.ts';
import { bringFrom } from './other-desktop.ts';

const OTHER = randomUUID();
const TWIN = randomUUID();
const SERIES = randomUUID();

let data: string;
let program: Program;
let clerk: Clerk;
let office: Office;
let today: Day;

const open = async (language = 'en-GB') => {
  program = await launch({ data, arguments: [`--lang=${language}`], size: [1024, 700] });
  await program.page.getByRole('heading', { level: 1 }).waitFor();
  clerk = await Clerk.at(program.page);
};

const list = async () => (await program.ask('review.list', { today })).entries;

/** What the other desktop wrote without a line: the same payment, the same customer, another telephone number, a number twice. */
function written(method: string, invoice: string): DomainEvent[][] {
  const pay = randomUUID();
  const { customer } = office;
  const payment = { id: pay, customer, day: today, amount: 100_00, currency: 'GBP', reference: 'TRF 77' };
  const made = posted(payment);
  const same =
    made.type === 'payment.posted' ? { ...made, data: { ...made.data, methodName: method } } : made;
  const settling = { id: randomUUID(), source: pay, target: invoice, amount: 100_00, day: today, customer };
  const device = { name: 'Back office', publicKey: '', installId: OTHER, prefix: 'B' };
  const twin = customerFields({
    number: '10077',
    name: 'Harbor & Sons',
    currency: 'GBP',
    taxId: 'GB 999 9973 12',
  });
  return [
    [event('device.set', OTHER, today, { fields: device })],
    [same, allocated({ ...settling, currency: 'GBP' })],
    [event('customer.set', TWIN, today, { fields: twin })],
    [event('customer.set', customer, today, { fields: { phone: '0117 222' } })],
    [
      event('series.opened', SERIES, today, {
        ...{ kind: 'invoice', device: OTHER, prefix: 'K-', year: null, width: 5, first: 1 },
      }),
      issued({
        ...{ id: randomUUID(), number: 'K-00001', counter: 1, series: SERIES, customer, day: today },
        ...{ total: 55_00, currency: 'GBP' },
      }),
    ],
  ];
}

beforeAll(async () => {
  data = freshFolder();
  await open();
  office = await foundOffice(program);
  const state = await program.ask('app.state', {});
  today = (state.company.state === 'open' ? state.company.today : '') as Day;
  const { id } = await program.ask('invoices.issue', issueInput(office, 100));
  await program.ask('payments.post', postInput(office, today, 100_00, id));
  const { revision } = await program.ask('customers.get', { id: office.customer });
  const fields = { phone: '0117 111', taxId: 'GB999997312' };
  await program.ask('customers.save', {
    commandId: randomUUID(),
    id: office.customer,
    expectedRevision: revision,
    fields,
  });
  const method = (await program.ask('methods.list', {})).find((each) => each.id === office.method);
  await clerk.reads('Dashboard');
  await program.page.getByText('to look at').waitFor({ state: 'detached' });
  await program.close();
  bringFrom(OTHER, data, written(method?.fields.name ?? '', id));
  await open();
});

afterAll(async () => {
  await program.close();
  removeFolder(data);
});

const entry = (name: string) => program.page.getByRole('region', { name, exact: true });

describe('the review list', () => {
  it('is offered on the dashboard and at the foot of the sidebar, and a key leads there', async () => {
    await clerk.sees('Dashboard');
    await program.page.getByRole('button', { name: '5 things to look at' }).first().waitFor();
    await program.shot('review-dashboard');
    await clerk.press('g', 'l');
    await clerk.sees('To look at');
    await clerk.reads('5 entries');
    expect(await findings(program)).toEqual([]);
    expect(await cutOff(program)).toEqual([]);
  });

  it('EV4, EV9, AL7: arrows walk the entries, each with both sides and what differs', async () => {
    const kinds = (await list()).map(({ kind }) => kind);
    expect([...kinds].sort()).toEqual([
      ...['changed-twice', 'cut', 'same-customer', 'same-number', 'same-payment'],
    ]);
    const titles: Record<string, string> = {
      'changed-twice': 'Changed by two people',
      cut: 'Settlement that did not fit',
      'same-customer': 'Customer entered twice',
      'same-number': 'One number twice',
      'same-payment': 'Payment entered twice',
    };
    await clerk.press('Home');
    for (const kind of kinds) {
      await entry(titles[kind] ?? '').waitFor();
      expect(await entry(titles[kind] ?? '').textContent()).toContain('Back office');
      await program.shot(`review-${kind}`);
      expect(await findings(program)).toEqual([]);
      expect(await cutOff(program)).toEqual([]);
      await clerk.press('ArrowDown');
    }
  });

  it('EV9: “not the same” by one key, and Undo brings it back', async () => {
    await program.page.getByRole('list', { name: 'To look at' }).getByText('Customer entered twice').click();
    await clerk.press('n');
    await expect.poll(async () => (await list()).map(({ kind }) => kind)).not.toContain('same-customer');
    await program.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await list()).map(({ kind }) => kind)).toContain('same-customer');
  });

  it('EV4: the other value is taken by one key', async () => {
    const [changed] = (await list()).filter(({ kind }) => kind === 'changed-twice');
    const value = changed?.sides[1]?.facts[0]?.value;
    await program.page.getByRole('list', { name: 'To look at' }).getByText('Phone').click();
    await clerk.press('2');
    await expect
      .poll(async () => (await program.ask('customers.get', { id: office.customer })).fields.phone)
      .toBe(value?.type === 'field' ? value.value : '');
    await expect.poll(async () => (await list()).map(({ kind }) => kind)).not.toContain('changed-twice');
  });

  it('DV3: of two with one number the one that settles something is corrected from here, by one key', async () => {
    const entries = program.page.getByRole('list', { name: 'To look at' });
    await entries.getByText('One number twice').click();
    const [pair] = (await list()).filter(({ kind }) => kind === 'same-number');
    const ours = pair?.sides.findIndex(({ device }) => device !== 'Back office') ?? -1;
    await clerk.press(String(ours + 1));
    await program.page.getByRole('dialog', { name: 'Correct invoice K-00001?' }).waitFor();
    await program.shot('review-correct');
    await clerk.press('Escape');
    await program.page.getByRole('dialog').waitFor({ state: 'detached' });
    await clerk.press('g', 'l');
    await clerk.sees('To look at');
    await entries.getByText('One number twice').click();
    await clerk.press('s');
    await expect.poll(async () => (await list()).map(({ kind }) => kind)).not.toContain('same-number');
  });

  it('EV9: voiding one of two asks first; the settlement that did not fit goes with it', async () => {
    await program.page.getByRole('list', { name: 'To look at' }).getByText('Payment entered twice').click();
    const [pair] = (await list()).filter(({ kind }) => kind === 'same-payment');
    const theirs = pair?.sides.findIndex(({ device }) => device === 'Back office') ?? -1;
    await clerk.press(String(theirs + 1));
    await program.page.getByRole('button', { name: 'Void it' }).waitFor();
    await program.shot('review-void');
    await program.page.getByRole('button', { name: 'Void it' }).click();
    await expect.poll(async () => (await list()).map(({ kind }) => kind)).toEqual(['same-customer']);
    const id = pair?.sides[theirs]?.id ?? '';
    expect((await program.ask('payments.get', { id })).status).toBe('void');
  });

  it('an empty list says what it is for; in German and in the dark it looks as it should', async () => {
    await program.close();
    await open('de');
    await setTheme(program, 'dark');
    await clerk.press('g', 'l');
    await clerk.sees('Anzusehen');
    await program.shot('review-german');
    expect(await cutOff(program)).toEqual([]);
    expect(await findings(program)).toEqual([]);
    await clerk.press('1');
    await clerk.reads('Hier wartet nichts');
    await program.shot('review-empty');
    expect(await list()).toEqual([]);
  });
});
