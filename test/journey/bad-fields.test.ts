/**
 * Forms outside of the invoice, field by field, with what should not be typed into them: a word beside the field, nothing saved,
 * what was typed still there; with the right values the record is there. What is typed goes in by keyboard.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1024, 700] });
  await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

const UNREADABLE = ['abc', '3*', '1/0', '1.2.3', '💶', '1000000000000000000'];
/** By kind of field: what nobody can mean. */
const BAD = {
  name: [' '],
  amount: [...UNREADABLE, '1.234'],
  percent: [...UNREADABLE, '-7', '1000'],
  decimal: UNREADABLE,
  day: ['31.02.2026', '99.99.9999', 'soon', '2026-13-01', '💶'],
  /** A last day; the first is the 1st of March. */
  lastDay: ['soon', '01/02/2026'],
  email: ['no address', '@'],
  /** Letters of a number (NU4). */
  prefix: ['💶', 'A*B'],
  /** A first sheet; there is none before the first. */
  sheet: ['000'],
  /** Before the first. */
  sheetBefore: ['2'],
} as const;

interface Field {
  readonly label: string;
  readonly kind: keyof typeof BAD;
  readonly good: string;
}

interface Form {
  readonly name: string;
  /** Opens the form on an empty record. */
  readonly open: () => Promise<void>;
  readonly fields: readonly Field[];
  /** Sends the form where that is not Ctrl+S. */
  readonly send?: () => Promise<void>;
  readonly saved: () => Promise<unknown>;
  /** What is in the record at the end. */
  readonly record: unknown;
}

const button = (name: string) => program.page.getByRole('button', { name, exact: true }).first();

/** A new record on a page of the settings. */
const inSettings = (tab: string, add: string) => async () => {
  await program.page.keyboard.press('Escape');
  await clerk.press('g', 's');
  await clerk.sees('Settings');
  await button(tab).click();
  await button(add).click();
};

/** A dialog of the customer's card. */
const onCard = (add: string) => async () => {
  await program.page.keyboard.press('Escape');
  await clerk.press('g', 'c');
  await clerk.opensRow('Harbour Supplies');
  await program.page.getByRole('tab', { name: 'Details' }).click();
  await button(add).click();
  await program.page.getByRole('dialog').waitFor();
};

/** The first customer that is found by a name. */
async function customer(search: string) {
  const { rows } = await program.ask('customers.list', {
    ...{ search, archived: false, sort: 'name', direction: 'asc', cursor: null, limit: 5 },
  });
  const [row] = rows;
  return row && program.ask('customers.get', { id: row.id });
}

/** What is kept of the people of the company's first customer. */
const personal = async () =>
  program.ask('personal.list', { customer: (await customer('Harbour'))?.id ?? '' });

const named = <Row extends { readonly fields: { readonly name: string } }>(
  rows: readonly Row[],
  name: string,
) => rows.find(({ fields }) => fields.name === name)?.fields;

const FORMS: readonly Form[] = [
  {
    name: 'a tax',
    open: inSettings('Taxes', 'New tax'),
    fields: [
      { label: 'Name', kind: 'name', good: 'Harbour tax' },
      { label: 'Rate in %', kind: 'percent', good: '7' },
      { label: 'Can be charged from', kind: 'day', good: '1.3.2026' },
      { label: 'Until', kind: 'lastDay', good: '31.12.2026' },
    ],
    saved: async () => named(await program.ask('taxes.list', {}), 'Harbour tax'),
    record: { parts: [{ rate: '7' }], validFrom: '2026-03-01', validUntil: '2026-12-31' },
  },
  {
    name: 'a later rate of a tax',
    open: async () => {
      await inSettings('Taxes', 'New tax')();
      await button('Add a later rate').click();
    },
    fields: [
      { label: 'Name', kind: 'name', good: 'Pier tax' },
      { label: 'Rate in %', kind: 'percent', good: '8' },
      { label: 'New rate from', kind: 'day', good: '1.3.2026' },
      { label: 'Rate then', kind: 'percent', good: '9' },
    ],
    saved: async () => named(await program.ask('taxes.list', {}), 'Pier tax'),
    record: { parts: [{ rate: '8', changes: [{ from: '2026-03-01', rate: '9' }] }] },
  },
  {
    name: 'payment terms',
    open: inSettings('Payment terms', 'New payment terms'),
    fields: [
      { label: 'Name', kind: 'name', good: 'Quick money' },
      { label: 'Early discount in %', kind: 'percent', good: '2' },
    ],
    saved: async () => named(await program.ask('terms.list', {}), 'Quick money'),
    record: { discountPercent: '2' },
  },
  {
    name: 'a payment method',
    open: inSettings('Payment methods', 'New payment method'),
    fields: [{ label: 'Name', kind: 'name', good: 'Shells' }],
    saved: async () => named(await program.ask('methods.list', {}), 'Shells'),
    record: { archived: false },
  },
  {
    name: 'a fee',
    open: inSettings('Fees', 'New fee'),
    fields: [
      { label: 'Name on the document', kind: 'name', good: 'Small order' },
      { label: 'Amount GBP', kind: 'decimal', good: '4.50' },
    ],
    saved: async () => named(await program.ask('fees.list', {}), 'Small order'),
    record: { amount: '4.5' },
  },
  {
    name: 'a price list',
    open: inSettings('Price lists', 'New price list'),
    fields: [
      { label: 'Name', kind: 'name', good: 'Trade' },
      { label: 'From (day of issue)', kind: 'day', good: '1.3.2026' },
      { label: 'Until', kind: 'lastDay', good: '31.12.2026' },
    ],
    saved: async () => named(await program.ask('priceLists.list', {}), 'Trade'),
    record: { from: '2026-03-01', until: '2026-12-31' },
  },
  {
    name: 'an item',
    open: async () => {
      await program.page.keyboard.press('Escape');
      await clerk.press('Control+Shift+I');
    },
    fields: [
      { label: 'Name', kind: 'name', good: 'Shackle' },
      { label: 'Price, GBP', kind: 'decimal', good: '3*1.25' },
    ],
    saved: async () =>
      named(
        (await program.ask('items.list', { search: '', archived: false, cursor: null, limit: 50 })).rows,
        'Shackle',
      ),
    record: { price: '3.75' },
  },
  {
    name: 'a customer',
    open: async () => {
      await program.page.keyboard.press('Escape');
      await clerk.press('Control+Shift+C');
      await clerk.sees('New customer');
    },
    fields: [
      { label: 'Name', kind: 'name', good: 'Tern Boats שלום' },
      { label: 'E-mail', kind: 'email', good: 'tern@boats.example' },
      { label: 'Credit limit', kind: 'amount', good: '500' },
    ],
    saved: async () => (await customer('Tern Boats'))?.fields,
    record: { email: 'tern@boats.example', creditLimit: 50_000 },
  },
  {
    name: 'an exemption certificate',
    open: async () => {
      await program.page.keyboard.press('Escape');
      await clerk.press('Control+Shift+C');
      await clerk.sees('New customer');
      await button('Add an exemption certificate').click();
    },
    fields: [
      { label: 'Name', kind: 'name', good: 'Pilot School' },
      { label: 'Valid from', kind: 'day', good: '1.3.2026' },
      { label: 'Valid until', kind: 'lastDay', good: '31.12.2026' },
    ],
    saved: async () => (await customer('Pilot School'))?.fields,
    record: { certificates: [{ from: '2026-03-01', until: '2026-12-31' }] },
  },
  {
    name: 'payment terms in instalments',
    open: async () => {
      await inSettings('Payment terms', 'New payment terms')();
      await button('In instalments').click();
    },
    fields: [
      { label: 'Name', kind: 'name', good: 'In halves' },
      { label: 'Percent', kind: 'percent', good: '50' },
    ],
    saved: async () => named(await program.ask('terms.list', {}), 'In halves'),
    record: { instalments: [{ percent: '50' }] },
  },
  {
    name: 'a contact person',
    open: onCard('Add contact person'),
    fields: [
      { label: 'Name', kind: 'name', good: 'Wren' },
      { label: 'E-mail', kind: 'email', good: 'wren@harbour.example' },
    ],
    saved: async () => (await personal()).contacts[0]?.fields,
    record: { name: 'Wren', email: 'wren@harbour.example' },
  },
  {
    name: 'a pad',
    open: inSettings('Numbers', 'Add a pad'),
    fields: [
      { label: 'Numbers begin with', kind: 'prefix', good: 'H-' },
      { label: 'First sheet', kind: 'sheet', good: '051' },
      { label: 'Last sheet', kind: 'sheetBefore', good: '100' },
    ],
    send: () => button('Add the pad').click(),
    saved: async () =>
      (await program.ask('series.list', {})).find(({ paper }) => paper !== null) ?? undefined,
    record: { prefix: 'H-', width: 3, paper: { first: 51, last: 100 } },
  },
];

/** The field of what was opened last: a dialog and the panel at the side stand behind the screen in the page. */
const field = (label: string) => program.page.getByRole('textbox', { name: label, exact: true }).last();

/** What is said of a field. */
async function saidOf(label: string): Promise<string> {
  const ids = ((await field(label).getAttribute('aria-describedby')) ?? '').split(' ').filter(Boolean);
  const said = await Promise.all(
    ids.filter((id) => id.endsWith('-error')).map((id) => program.page.locator(`[id="${id}"]`).textContent()),
  );
  return said.join(' ');
}

async function typeInto(label: string, text: string): Promise<void> {
  await field(label).focus();
  await clerk.press('Control+a');
  if (text === '') await clerk.press('Delete');
  else await clerk.type(text);
}

describe.each(FORMS.map((form) => [form.name, form] as const))('%s', (_name, form) => {
  it('says beside each field what cannot be, saves nothing and keeps what was typed; then takes what is right', async () => {
    const send = form.send ?? (() => clerk.press('Control+s'));
    await form.open();
    await field(form.fields[0]?.label ?? '').waitFor();
    for (const { label, good } of form.fields) await typeInto(label, good);
    for (const { label, kind, good } of form.fields) {
      for (const bad of BAD[kind]) {
        await typeInto(label, bad);
        await send();
        await expect.poll(() => saidOf(label), { message: `${label}: ${bad}` }).not.toBe('');
        expect(digits(await field(label).inputValue()), `${label} keeps what was typed`).toBe(digits(bad));
        expect(await form.saved(), `${label}: ${bad} was saved`).toBeUndefined();
      }
      await typeInto(label, good);
      await clerk.press('Tab');
      await expect.poll(() => saidOf(label), { message: `${label}: ${good}` }).toBe('');
    }
    await program.shot(`bad-fields-${form.name.replaceAll(' ', '-')}`);
    await send();
    await expect.poll(form.saved).toMatchObject(form.record as object);
  });
});

/** A value that could be read is written as the language writes it: 1,000 for 1000. */
const digits = (text: string): string =>
  /^[\d,.]+$/.test(text) ? text.replaceAll(',', '').replace(/\.0*$/, '') : text;

it('Escape in a dialog brings back what stood in the field before it leaves the dialog', async () => {
  const { page } = program;
  await inSettings('Taxes', 'New tax')();
  const dialog = page.getByRole('dialog');
  const rate = dialog.getByLabel('Rate in %');
  await dialog.getByLabel('Name').fill('Tea tax');
  await rate.fill('5');
  await clerk.press('Tab');
  await rate.focus();
  await clerk.type('abc');
  await clerk.press('Escape');
  await expect.poll(() => rate.inputValue()).toBe('5');
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Tea tax');
});

it('Escape, the cross and a click beside it throw nothing away of a filled-in dialog without a question', async () => {
  const { page } = program;
  const dialog = page.getByRole('dialog', { name: 'New tax' });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  for (const leave of [
    () => clerk.press('Escape'),
    () => dialog.getByRole('button', { name: 'Close' }).click(),
    () => page.mouse.click(1010, 690),
  ]) {
    await leave();
    await question.waitFor();
    await program.shot('dialog-left-unsaved');
    await clerk.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Tea tax');
  }
  await clerk.press('Escape');
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await dialog.waitFor({ state: 'detached' });
  await button('New tax').click();
  await dialog.waitFor();
  await clerk.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await question.count()).toBe(0);
});
