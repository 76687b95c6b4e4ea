/** Someone who has never seen the program: from the first start to what is owed, without the mouse. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../documents/read-pdf.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program, until } from './harness.ts';

let program: Program;
let clerk: Clerk;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  clerk = await Clerk.at(program.page);
});

afterAll(() => program.close());

/** Ten lines as the clerk types them: words or an item's code, quantity, price (empty: the item's own), discount. */
const LINES = [
  { what: 'ROPE', quantity: '4', price: '', discount: '' },
  { what: 'Splicing by hand', quantity: '1', price: '3*12.5', discount: '' },
  { what: 'Anchor chain 8 mm', quantity: '25', price: '6.40', discount: '10%' },
  { what: 'Shackle, galvanized', quantity: '12', price: '2.15', discount: '' },
  { what: 'ROPE', quantity: '2.5', price: '', discount: '' },
  { what: 'Deck brush', quantity: '3', price: '8.99', discount: '' },
  { what: 'Paint, white, 2.5 l', quantity: '2', price: '41.20', discount: '5' },
  { what: 'Courier', quantity: '1', price: '14.50', discount: '' },
  { what: 'Fender, blue', quantity: '6', price: '19.95', discount: '' },
  { what: 'Visit on board', quantity: '1', price: '85/2+7.5', discount: '' },
] as const;

// By hand: 50.00 + 37.50 + 144.00 + 25.80 + 31.25 + 26.97 + 77.40 + 14.50 + 119.70 + 50.00 = 577.12; VAT 115.42.
const TOTAL = '692.54';
const PAID = '250.00';
const REST = '442.54';

const shot = (name: string) => program.shot(`journey-${name}`);

describe('from the first start to what is owed', () => {
  it('opens where a company can be set up, with the focus on that', async () => {
    await clerk.sees('Welcome to Counterfoil');
    await shot('01-first-run');
    await clerk.press('Enter');
    await clerk.sees('Your company');
    await clerk.standsAt('Company name');
  });

  it('sets up the company', async () => {
    await clerk.enter('Alder & Finch Chandlers Ltd');
    await clerk.standsAt('Country whose rules apply');
    await clerk.press('Enter');
    await clerk.standsAt('Street');
    await clerk.enter('7 Harbour Row');
    await clerk.enter('Falmouth');
    await clerk.enter('TR11 3QY');
    await shot('02-company');
    await clerk.press('Control+Enter');
    await clerk.sees('Dashboard');
    await clerk.reads('Alder & Finch Chandlers Ltd');
    await shot('03-empty-dashboard');
  });

  it('adds a customer', async () => {
    await clerk.press('Control+Shift+C');
    await clerk.sees('New customer');
    await clerk.standsAt('Name');
    await clerk.enter('Bosun Boatyard');
    await clerk.tabTo('E-mail');
    await clerk.type('accounts@bosun.example');
    await clerk.tabTo('Street');
    await clerk.enter('2 Slipway');
    await clerk.enter('Penryn');
    await clerk.enter('TR10 8GT');
    await shot('04-customer');
    await clerk.press('Control+s');
    await clerk.reads('Bosun Boatyard is saved.');
    await clerk.standsAt('New invoice');
  });

  it('adds an item', async () => {
    await clerk.press('Control+Shift+I');
    await clerk.standsAt('Name');
    await clerk.enter('Rope, three-strand, 10 mm');
    await clerk.tabTo('Code');
    await clerk.type('ROPE');
    await clerk.tabTo('Price, GBP');
    await clerk.type('12.50');
    await clerk.press('Control+s');
    await clerk.reads('Rope, three-strand, 10 mm is saved.');
    await shot('05-item');
  });

  it('enters an invoice of ten lines', async () => {
    await clerk.press('Escape', 'Control+n');
    await clerk.sees('Invoice draft');
    await clerk.standsAt('Bill to');
    await clerk.enter('bosun');
    await clerk.reads('2 Slipway');
    await clerk.press('Control+l');
    await clerk.standsAt('Item');
    const before = clerk.keys;
    for (const { what, quantity, price, discount } of LINES) {
      await clerk.enter(what);
      await clerk.standsAt('Quantity');
      await clerk.enter(quantity);
      await clerk.press('Enter');
      if (price !== '') await clerk.type(price);
      await clerk.press('Enter');
      if (discount !== '') await clerk.type(discount);
      await clerk.press('Enter', 'Enter');
      await clerk.standsAt('Item');
    }
    const typed = LINES.map(({ what, quantity, price, discount }) => what + quantity + price + discount).join(
      '',
    );
    // Six steps a line and the words themselves: nothing is typed twice, nothing has to be opened or closed.
    expect(clerk.keys - before).toBe(typed.length + 6 * LINES.length);
    await clerk.reads(TOTAL);
    await shot('06-invoice');
  });

  it('issues it with Ctrl+Enter, Enter', async () => {
    await clerk.press('Control+Enter');
    await clerk.standsAt('Issue invoice');
    const dialog = program.page.getByRole('dialog');
    expect(await dialog.textContent()).toMatch(/INV-0001.*Bosun Boatyard.*692\.54/);
    await shot('07-issue');
    await clerk.press('Enter');
    await clerk.sees('Invoice INV-0001');
    await clerk.standsAt('Print');
  });

  it('shows the PDF that was archived, with number and total', async () => {
    const { page } = program;
    await page.getByRole('region', { name: /Page 1/ }).waitFor();
    await clerk.reads(/Rope, three-strand/);
    const shown = () => page.getByRole('region', { name: 'Pages of invoice INV-0001' }).textContent();
    await expect.poll(shown).toContain('INV-0001');
    await expect.poll(shown).toContain(TOTAL);
    await shot('08-pdf');
    const [invoice] = (await invoices()).rows;
    const archived = await until('the archive', async () => {
      const view = await program.ask('documents.get', { id: invoice!.id, today: invoice!.issueDate });
      return view.archived;
    });
    const { bytes } = await program.ask('documents.pdf', { id: invoice!.id });
    expect(bytes.length).toBe(archived.bytes);
    const pdf = await readPdf(bytes);
    const text = pdf.texts.map((one) => one.text).join(' ');
    expect(text).toContain('INV-0001');
    expect(text).toContain(TOTAL);
    expect(text).toContain('Bosun Boatyard');
  });

  it('posts a part payment from the invoice', async () => {
    await clerk.press('p');
    await clerk.sees('Post payment');
    await clerk.standsAt('Amount');
    await clerk.enter(PAID);
    await clerk.type('BACS 4711');
    await shot('09-payment');
    await clerk.press('Control+Enter');
    await clerk.sees(/^Payment/);
    await clerk.standsAt('INV-0001');
    await shot('10-payment-posted');
  });

  it('finds the rest in the aging report, and goes down to the invoice and its PDF', async () => {
    await clerk.press('g', 'a');
    await clerk.sees('Aged debtors');
    await clerk.reads(REST);
    await shot('11-aging');
    await clerk.press('Enter');
    await clerk.reads('INV-0001');
    await shot('12-aging-drill');
    await clerk.press('Enter');
    await clerk.sees('Invoice INV-0001');
    await program.page.getByRole('region', { name: /Page 1/ }).waitFor();
    await clerk.reads('Part paid');
    await shot('13-part-paid');
  });

  it('finds the invoice by its amount in the palette', async () => {
    await clerk.press('g', 'd');
    await clerk.sees('Dashboard');
    await clerk.reads(REST);
    await shot('14-dashboard');
    await clerk.press('Control+k');
    await clerk.type('692.54');
    await program.page.getByRole('dialog').getByText('INV-0001').waitFor();
    await shot('15-palette');
    await clerk.press('Enter');
    await clerk.sees('Invoice INV-0001');
  });

  it('reaches every section and the keyboard map by keys', async () => {
    for (const [letter, heading] of [
      ['i', 'Invoices'],
      ['p', 'Payments'],
      ['c', 'Customers'],
      ['t', 'Items'],
      ['s', 'Settings'],
    ] as const) {
      await clerk.press('g', letter);
      await clerk.sees(heading);
    }
    await clerk.press('g', 'd', '?');
    await program.page.getByRole('dialog', { name: 'Keyboard map' }).waitFor();
    await clerk.press('Escape');
  });

  it('needed no mouse', async () => {
    expect(await clerk.pointers()).toBe(0);
    expect(clerk.keys).toBeLessThan(700);
  });
});

const invoices = () =>
  program.ask('documents.list', {
    search: '',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    sort: 'number',
    direction: 'asc',
    today: '2026-11-21',
    cursor: null,
    limit: 10,
  });
