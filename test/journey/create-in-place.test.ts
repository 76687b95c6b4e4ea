/** Records that are made in the middle of a draft, without the mouse: what was typed stays, and what was not right is said beside it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

const ALL_ITEMS = { search: '', archived: false, cursor: null, limit: 10 } as const;

const dialog = () => program.page.getByRole('dialog');
const field = (label: string) => dialog().getByRole('textbox', { name: label, exact: true });
const standsIn = (path: string) => program.page.locator(`[data-path="${path}"]`).first().inputValue();
const inFocus = () =>
  program.page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value ?? '');

/** What is said of a field of the dialog. */
async function saidOf(label: string): Promise<string> {
  const ids = ((await field(label).getAttribute('aria-describedby')) ?? '').split(' ').filter(Boolean);
  const said = await Promise.all(ids.map((id) => program.page.locator(`[id="${id}"]`).textContent()));
  return said.join(' ');
}

/** Empties the field in focus and types anew. */
async function typeOver(text: string): Promise<void> {
  await clerk.press('Control+a');
  await clerk.type(text);
}

const gone = () => expect.poll(() => dialog().count()).toBe(0);

/** Leaves the dialog, whose question is answered by keyboard too. */
async function discard(): Promise<void> {
  await clerk.press('Escape');
  await clerk.standsAt('Keep editing');
  await clerk.press('Tab', 'Enter');
}

describe('a record that the draft needs and nobody has made', () => {
  it('is a customer: given up by Escape, refused without a name, then made and billed', async () => {
    await clerk.press('Control+n');
    await clerk.standsAt('Bill to');
    await clerk.enter('Tern Boats');
    await clerk.standsAt('Name');
    expect(await inFocus()).toBe('Tern Boats');
    await clerk.press('Escape');
    await gone();
    await clerk.standsAt('Bill to');
    await clerk.enter('Tern Boats');
    await clerk.standsAt('Name');
    await typeOver(' ');
    await clerk.press('Control+Enter');
    await clerk.standsAt('Name');
    expect(await saidOf('Name')).toContain('Fill this in.');
    await typeOver('Tern Boats متجر');
    await clerk.tabTo('E-mail');
    await clerk.type('no address');
    await clerk.press('Control+Enter');
    await clerk.standsAt('E-mail');
    expect(await inFocus()).toBe('no address');
    expect(await saidOf('E-mail')).toContain('name@example.com');
    await program.shot('create-customer');
    await typeOver('tern@boats.example');
    await clerk.press('Control+Enter');
    await gone();
    await clerk.standsAt('Order number');
    expect(await standsIn('customer')).toContain('Tern Boats متجر');
    await clerk.type('PO 77');
  });

  it('are payment terms: letters are no days, and the due date follows those that were made', async () => {
    await clerk.tabTo('Terms');
    await typeOver('21 days after');
    await clerk.press('Enter');
    await clerk.standsAt('Name');
    expect(await field('Days after issue').inputValue()).toBe('21');
    await clerk.press('Tab');
    await clerk.standsAt('Days after issue');
    for (const bad of ['soon', '-3', '2.5', '1000000000000000', '💶']) {
      await typeOver(bad);
      await clerk.press('Control+Enter');
      await expect.poll(() => saidOf('Days after issue')).not.toBe('');
      await clerk.standsAt('Days after issue');
      expect(await inFocus()).toContain(bad.slice(0, 1));
    }
    await program.shot('create-terms');
    await clerk.press('Escape');
    await expect.poll(inFocus).toBe('2.5');
    await discard();
    await gone();
    await clerk.standsAt('Terms');
    await typeOver('21 days after');
    await clerk.press('Enter');
    await clerk.standsAt('Name');
    await clerk.press('Control+Enter');
    await gone();
    await clerk.standsAt('Terms');
    await expect.poll(() => standsIn('terms')).toBe('21 days after');
    expect(await standsIn('orderNumber')).toBe('PO 77');
    const terms = await program.ask('terms.list', {});
    expect(terms.filter(({ fields }) => fields.name === '21 days after')).toMatchObject([
      { fields: { kind: 'days', days: 21 } },
    ]);
  });

  it('is an item: a price that cannot be read makes none; the line takes what was made', async () => {
    await clerk.press('Control+l');
    await clerk.standsAt('Item');
    await clerk.type('Anchor chain');
    await clerk.reads('New item “Anchor chain”');
    while (
      (await program.page.locator('[role=option][aria-selected=true]').textContent())?.startsWith(
        'New item',
      ) !== true
    )
      await clerk.press('ArrowDown');
    await clerk.press('Enter');
    await clerk.standsAt('Name');
    await clerk.press('Tab');
    await clerk.standsAt('Price in GBP');
    await typeOver('abc');
    await clerk.press('Control+Enter');
    await clerk.standsAt('Price in GBP');
    expect(await inFocus()).toBe('abc');
    expect(await saidOf('Price in GBP')).not.toBe('');
    expect((await program.ask('items.list', ALL_ITEMS)).rows).toEqual([]);
    await program.shot('create-item');
    await typeOver('4*12.5');
    await clerk.press('Control+Enter');
    await gone();
    await clerk.standsAt('Quantity');
    expect((await program.ask('items.list', ALL_ITEMS)).rows).toMatchObject([
      { fields: { name: 'Anchor chain', price: '50' } },
    ]);
    await clerk.enter('3');
    await clerk.press('Enter');
    await clerk.standsAt('Price');
    expect(await inFocus()).toBe('50.00');
  });

  it('is a tax: a rate that cannot be read makes none; the draft is as it was, and goes out', async () => {
    await clerk.tabTo('Tax');
    await clerk.type('Harbour dues 7%');
    await clerk.press('Enter');
    await clerk.standsAt('Name');
    await clerk.press('Tab');
    await clerk.standsAt('Rate in percent');
    for (const bad of ['many', '1000000', '-7']) {
      await typeOver(bad);
      await clerk.press('Control+Enter');
      await expect.poll(() => saidOf('Rate in percent')).not.toBe('');
      await clerk.standsAt('Rate in percent');
    }
    await typeOver('7');
    await clerk.press('Control+Enter');
    await gone();
    await clerk.standsAt('Tax');
    await expect.poll(inFocus).toBe('Harbour dues 7%');
    await expect.poll(() => standsIn('terms')).toBe('21 days after');
    expect(await standsIn('orderNumber')).toBe('PO 77');
    await clerk.reads('160.50');
    await program.shot('create-all');
    expect(await clerk.pointers()).toBe(0);
  });
});
