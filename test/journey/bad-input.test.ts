/** What a person or a program should not send: a clear word beside the cause, and nothing lost. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foundOffice, issueInput, type Office, postInput, settled } from '../app/office.ts';
import { readPdf } from '../documents/read-pdf.ts';
import { Clerk } from './clerk.ts';
import { launch, type Program } from './harness.ts';

let program: Program;
let clerk: Clerk;
let office: Office;

beforeAll(async () => {
  program = await launch({ arguments: ['--lang=en-GB'], size: [1360, 860] });
  office = await foundOffice(program);
  clerk = await Clerk.at(program.page);
  await clerk.sees('Dashboard');
});

afterAll(() => program.close());

/** Leaves whatever is open: the first Escape gives up what was typed last, the next one leaves. */
beforeEach(async () => {
  const title = program.page.getByRole('heading', { level: 1 });
  for (let left = 5; left > 0 && (await title.textContent()) !== 'Dashboard'; left -= 1) {
    await clerk.press('Escape');
    await program.page.waitForTimeout(200);
    if ((await title.textContent()) !== 'Invoice draft') await clerk.press('g', 'd');
  }
  await clerk.sees('Dashboard');
});

/** The text in the field in focus, and what stands in the form about it. */
const inFocus = () =>
  program.page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value ?? '');

const NO_NUMBER = 'Type a number or a sum such as 3*12.50.';
const NO_SUCH_DAY = 'This day does not exist in the calendar.';

describe('the invoice form', () => {
  it.each([
    ['letters', 'abc', NO_NUMBER],
    ['a sum without an end', '3*', NO_NUMBER],
    ['10^15', '1000000000000000', 'This number is too large.'],
    ['a division by zero', '1/0', 'Nothing can be divided by zero.'],
    ['two points', '1.2.3', NO_NUMBER],
    ['an emoji', '💶', NO_NUMBER],
  ])('says beside the price that %s cannot be read, and keeps what was typed', async (_what, typed, why) => {
    await clerk.press('Control+n');
    await clerk.standsAt('Bill to');
    await clerk.enter('harbour');
    await clerk.reads('1 Quay Street');
    await clerk.press('Control+l');
    await clerk.standsAt('Item');
    await clerk.enter('Rope');
    await clerk.standsAt('Quantity');
    await clerk.press('Enter', 'Enter');
    await clerk.standsAt('Price');
    await clerk.type(typed);
    await clerk.press('Control+Enter');
    // Instead of the question to issue: the field itself, with the text as it was typed and a word about it.
    await clerk.standsAt('Price');
    expect(await inFocus()).toBe(typed);
    expect(await program.page.getByRole('dialog').count()).toBe(0);
    await program.page.getByRole('group', { name: 'Line 1' }).getByText(`“${typed}”: ${why}`).waitFor();
    await program.shot(`bad-price-${typed.length}`);
  });

  it.each([
    ['31.02.2026', NO_SUCH_DAY],
    ['30.2', NO_SUCH_DAY],
    ['0', NO_SUCH_DAY],
    ['99.99.9999', NO_SUCH_DAY],
    ['soon', 'Type a date such as 15.3, +30 or t for today.'],
    ['2026-13-01', NO_SUCH_DAY],
  ])('does not take %s for a day', async (typed, why) => {
    await clerk.press('Control+n');
    await clerk.standsAt('Bill to');
    await clerk.tabTo('Issue date');
    await clerk.press('Control+a');
    await clerk.type(typed);
    await clerk.press('Control+Enter');
    await program.page.getByText(why, { exact: true }).waitFor();
    await clerk.standsAt('Issue date');
    expect(await inFocus()).toBe(typed);
    expect(await program.page.getByRole('dialog').count()).toBe(0);
  });
});

describe('names of every script', () => {
  it('shows emoji and right-to-left names as they are, prints the letters, and refuses before issue what no face has', async () => {
    const id = randomUUID();
    const letters = 'متجر البحر שלום';
    const name = `${letters} 🚢`;
    const { fields } = await program.ask('customers.get', { id: office.customer });
    const saved = { ...fields, name, number: '10002', email: '' };
    const { revision } = await program.ask('customers.save', {
      commandId: randomUUID(),
      id,
      expectedRevision: null,
      fields: saved,
    });
    await clerk.press('g', 'c');
    await clerk.sees('Customers');
    await clerk.reads(name);
    await program.shot('bad-names');
    const message = issueInput({ ...office, customer: id }, 77);
    const refused = await program.call('invoices.issue', message);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        kind: 'findings',
        findings: [
          { code: 'not-printable', severity: 'block', path: 'customer', params: { characters: '🚢' } },
        ],
      },
    });
    await program.ask('customers.save', {
      commandId: randomUUID(),
      id,
      expectedRevision: revision,
      fields: { ...saved, name: letters },
    });
    const issued = await program.ask('invoices.issue', { ...message, commandId: randomUUID() });
    const pdf = await readPdf((await program.ask('documents.pdf', { id: issued.id })).bytes);
    expect(pdf.page(1)).toContain(issued.number);
  });
});

describe('an invoice of 500 lines', () => {
  it('is entered, issued, and stands whole on paper with carried totals', async () => {
    const message = issueInput(office, 1);
    const [line] = message.draft.lines;
    const lines = Array.from({ length: 500 }, (_, at) => ({
      ...line!,
      id: randomUUID(),
      description: `Part ${at + 1} of five hundred`,
      unitPrice: `${at + 1}.01`,
    }));
    const draft = { ...message.draft, lines } as typeof message.draft;
    await program.ask('drafts.keep', { id: message.id, draft, focus: '' });
    await clerk.press('g', 'i');
    await clerk.sees('Invoices');
    await program.page.getByText('Drafts', { exact: true }).click();
    await program.page
      .getByText('500 lines')
      .or(program.page.getByText('Harbour Supplies'))
      .first()
      .dblclick();
    await clerk.sees('Invoice draft');
    await clerk.standsAt('Bill to');
    await clerk.press('Control+l');
    await clerk.standsAt('Item');
    await clerk.enter('One more at the end');
    await clerk.standsAt('Quantity');
    await clerk.enter('2');
    await clerk.press('Enter');
    await clerk.enter('10');
    await clerk.press('Control+Enter');
    await clerk.standsAt('Issue invoice');
    await program.shot('bad-500-lines');
    await clerk.press('Enter');
    await clerk.sees(/^Invoice K-/);
    // 1 + … + 500 and 500 pence, and 20 more; with 20 % tax.
    await clerk.reads('150,330.00');
    const pdf = await readPdf((await program.ask('documents.pdf', { id: message.id })).bytes);
    expect(pdf.pages).toBeGreaterThan(10);
    const text = pdf.texts.map((one) => one.text).join(' ');
    expect(text).toContain('Part 500 of five hundred');
    expect(text).toContain('150,330.00');
  });
});

describe('messages', () => {
  const refusedPaths = async (
    change: (message: ReturnType<typeof issueInput>) => unknown,
  ): Promise<string[]> => {
    const reply = await program.call('invoices.issue', change(issueInput(office, 10)) as never);
    if (reply.ok) return ['it was issued'];
    if (reply.error.kind === 'invalid') return reply.error.fields.map(({ path }) => path);
    return reply.error.kind === 'findings'
      ? reply.error.findings.map(({ path }) => path)
      : [reply.error.kind];
  };
  const lineWith = (fields: object) => (message: ReturnType<typeof issueInput>) => ({
    ...message,
    draft: { ...message.draft, lines: message.draft.lines.map((line) => ({ ...line, ...fields })) },
  });
  const headerWith = (fields: object) => (message: ReturnType<typeof issueInput>) => ({
    ...message,
    draft: { ...message.draft, ...fields },
  });

  it.each([
    ['letters in a price', lineWith({ unitPrice: 'abc' }), 'draft.lines.0.unitPrice'],
    ['a price as a number', lineWith({ unitPrice: 10 }), 'draft.lines.0.unitPrice'],
    ['a price of 10^15', lineWith({ unitPrice: '1000000000000000' }), 'draft.lines.0.unitPrice'],
    ['a negative total', lineWith({ quantity: '-3' }), 'lines'],
    ['an impossible day', headerWith({ issueDate: '2026-02-30' }), 'draft.issueDate'],
    ['a day of the year 0', headerWith({ dueDate: '0000-01-01' }), 'draft.dueDate'],
    ['a control character', headerWith({ orderNumber: 'A\u0000B' }), 'draft.orderNumber'],
    [
      '2,001 lines',
      (message: ReturnType<typeof issueInput>) => ({
        ...message,
        draft: { ...message.draft, lines: Array.from({ length: 2001 }, () => message.draft.lines[0]) },
      }),
      'draft.lines',
    ],
    ['no lines', headerWith({ lines: [] }), 'lines'],
    ['no customer', headerWith({ customer: null }), 'customer'],
  ])('names the field for %s, and issues nothing', async (_what, change, path) => {
    const before = await program.ask('books.counts', {});
    const paths = await refusedPaths(change);
    expect(
      paths.some((found) => found === path || found.startsWith(`${path}.`)),
      paths.join(),
    ).toBe(true);
    expect(await program.ask('books.counts', {})).toEqual(before);
  });

  it('AL1: refuses a payment of nothing, a negative one, and one above what is open on an invoice', async () => {
    const state = await settled(program);
    if (state.state !== 'open') throw new Error('the company is not open');
    const issued = await program.ask('invoices.issue', issueInput(office, 99));
    const post = postInput(office, state.today, 1_000, issued.id);
    expect(await program.call('payments.post', { ...post, amount: -5 } as never)).toMatchObject({
      ok: false,
    });
    expect(
      await program.call('payments.post', { ...post, amount: 0, allocations: [] } as never),
    ).toMatchObject({ ok: false });
    const above = [{ target: issued.id, amount: 10_000_000 }];
    expect(await program.call('payments.post', { ...post, allocations: above } as never)).toMatchObject({
      ok: false,
    });
    expect(
      (await program.ask('payments.openItems', { customer: office.customer })).items.find(
        ({ id }) => id === issued.id,
      ),
    ).toMatchObject({
      outstanding: issued.total,
    });
  });
});
