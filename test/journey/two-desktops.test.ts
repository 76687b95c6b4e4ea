/** A record that two desktops changed without knowing of each other: both values are shown, and the other one is a key away (EV4). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { foundOffice, type Office } from '../app/office.ts';
import { plainDraft } from '../plain-records.ts';
import { Clerk } from './clerk.ts';
import { freshFolder, launch, type Program, removeFolder } from './harness.ts';
import { beginAnew, findings } from './look.ts';
import { bringFrom } from './other-desktop.ts';

const OTHER = randomUUID();
const ITEM = randomUUID();
const DRAFT = randomUUID();
const LIST = randomUUID();

let data: string;
let program: Program;
let clerk: Clerk;
let office: Office;

const open = async () => {
  program = await launch({ data, arguments: ['--lang=en-GB'], size: [1024, 700] });
  await program.page.getByRole('heading', { level: 1 }).waitFor();
};

const line = (id: string, description: string) => ({
  id,
  item: null,
  description,
  quantity: '2',
  unit: '',
  unitPrice: '3.5',
  adjustments: [],
  tax: null,
});

/** The other desktop knows the records as they were when they were made, and of no change since. */
function written(day: string, lineId: string): DomainEvent[][] {
  const device = event('device.set', OTHER, day, {
    fields: { name: 'Back office', publicKey: '', installId: OTHER, prefix: 'B' },
  });
  return [
    [device],
    [event('customer.set', office.customer, day, { fields: { phone: '0117 222' } })],
    [event('item.set', ITEM, day, { fields: { price: '12.5' } })],
    [event('price-list.set', LIST, day, { fields: { prices: { [ITEM]: [{ least: '1', price: '8.5' }] } } })],
    [
      event('draft.set', DRAFT, day, {
        fields: { notes: 'Ring before delivery' },
        lines: { [lineId]: line(lineId, 'Paper, 90 g') },
        order: null,
      }),
    ],
  ];
}

beforeAll(async () => {
  data = freshFolder();
  await open();
  office = await foundOffice(program);
  const customer = await program.ask('customers.get', { id: office.customer });
  await program.ask('customers.save', {
    commandId: randomUUID(),
    id: office.customer,
    expectedRevision: customer.revision,
    fields: { phone: '0117 111' },
  });
  const fields = {
    code: 'P',
    name: 'Paper',
    description: '',
    unit: 'box',
    price: '10',
    tax: null,
    archived: false,
  };
  const item = await program.ask('items.save', {
    commandId: randomUUID(),
    id: ITEM,
    expectedRevision: null,
    fields,
  });
  await program.ask('items.save', {
    commandId: randomUUID(),
    id: ITEM,
    expectedRevision: item.revision,
    fields: { price: '11' },
  });
  const list = {
    ...{
      name: 'Trade',
      currency: 'USD',
      from: null,
      until: null,
      customers: [],
      groups: [],
      archived: false,
    },
    prices: { [ITEM]: [{ least: '1', price: '9' }] },
  };
  const kept = { commandId: randomUUID(), id: LIST, expectedRevision: null, fields: list };
  const { revision } = await program.ask('priceLists.save', kept);
  await program.ask('priceLists.save', {
    commandId: randomUUID(),
    id: LIST,
    expectedRevision: revision,
    fields: { prices: { [ITEM]: [{ least: '1', price: '9.5' }] } },
  });
  const lineId = randomUUID();
  await program.ask('drafts.save', {
    commandId: randomUUID(),
    id: DRAFT,
    draft: plainDraft(office.customer, [line(lineId, 'Paper, 80 g')], { notes: 'Leave at the gate' }),
  });
  const state = await program.ask('app.state', {});
  const today = state.company.state === 'open' ? state.company.today : '';
  await program.close();
  bringFrom(OTHER, data, written(today, lineId));
  await open();
});

afterAll(async () => {
  await program.close();
  removeFolder(data);
});

beforeEach(async () => {
  await beginAnew(program);
  clerk = await Clerk.at(program.page);
});

const mark = () => program.page.getByRole('region', { name: 'Changed by two people' });
const gone = () => mark().waitFor({ state: 'detached' });

describe('changed by two people', () => {
  it('EV4: a customer’s card shows both values, whose they are, and takes the other one by a key', async () => {
    const standing = async () => (await program.ask('customers.get', { id: office.customer })).fields.phone;
    const before = await standing();
    const other = before === '0117 111' ? '0117 222' : '0117 111';
    await clerk.press('g', 'c');
    await clerk.sees('Customers');
    await clerk.opensRow('Harbour Supplies');
    await mark().waitFor();
    const text = await mark().textContent();
    for (const part of ['Phone', '0117 111', '0117 222', 'Back office']) expect(text).toContain(part);
    await program.shot('two-desktops-customer');
    expect(await findings(program)).toEqual([]);
    await clerk.press('Alt+t');
    await gone();
    expect(await standing()).toBe(other);
    await program.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(standing).toBe(before);
  });

  it('EV4: an item’s form takes the other value into its field, and saving makes it the one', async () => {
    const standing = async () => (await program.ask('items.get', { id: ITEM })).fields.price;
    const other = (await standing()) === '11' ? '12.5' : '11';
    await clerk.press('g', 't');
    await clerk.sees('Items');
    await clerk.opensRow('Paper');
    await mark().waitFor();
    await program.shot('two-desktops-item');
    await clerk.standsAt('Name');
    await clerk.press('Alt+t', 'Control+s');
    await expect.poll(standing).toBe(other);
    expect(await program.ask('records.changedTwice', { of: 'items', id: ITEM, today: '2026-01-01' })).toEqual(
      [],
    );
  });

  it('EV4: a price list shows both prices of an item, and saving makes the other one count', async () => {
    const { page } = program;
    const standing = async () =>
      (await program.ask('priceLists.get', { id: LIST })).fields.prices[ITEM]?.[0]?.price;
    const other = (await standing()) === '9.5' ? '8.5' : '9.5';
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Price lists', exact: true }).click();
    await page.getByText('Trade').first().click();
    await mark().waitFor();
    const text = await mark().textContent();
    for (const part of ['Paper', '8.5', '9.5', 'Back office']) expect(text).toContain(part);
    await program.shot('two-desktops-prices');
    await page.getByRole('button', { name: 'Take the other value: Paper' }).click();
    await clerk.press('Control+s');
    await expect.poll(standing).toBe(other);
  });

  it('EV4: a shared draft shows its header and each line apart', async () => {
    await clerk.press('g', 'i');
    await clerk.sees('Invoices');
    await program.page.getByText('Drafts', { exact: true }).click();
    await program.page.getByRole('grid', { name: 'Drafts' }).locator('tr[data-cursor]').waitFor();
    await program.page.getByRole('grid', { name: 'Drafts' }).focus();
    await clerk.press(' ');
    await mark().waitFor();
    const text = await mark().textContent();
    for (const part of ['Notes', 'Ring before delivery', 'Leave at the gate', 'Paper, 80 g', 'Paper, 90 g']) {
      expect(text).toContain(part);
    }
    await program.shot('two-desktops-draft');
    const before = (await program.ask('drafts.get', { id: DRAFT })).draft;
    await program.page.getByRole('button', { name: 'Take the other value: Notes' }).click();
    await expect
      .poll(async () => (await program.ask('drafts.get', { id: DRAFT })).draft.notes)
      .not.toBe(before.notes);
  });
});
