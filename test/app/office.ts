/** A small office made through the page's own channels, and a picture of all that it can be asked. */
import { randomUUID } from 'node:crypto';
import type { ChannelName, InputOf } from '../../shared/contract/contract.ts';
import { type Day, minor } from '../../shared/domain/money.ts';
import type { Program } from '../journey/harness.ts';
import { until } from '../journey/harness.ts';
import { plainCustomer, plainDraft } from '../plain-records.ts';

/** The day that every question is asked for, so that answers can be compared. */
export const TODAY = '2026-11-21' as Day;

export interface Office {
  readonly customer: string;
  readonly tax: string;
  readonly method: string;
}

/** Founds a British company with one customer. */
export async function foundOffice(program: Program): Promise<Office> {
  await program.ask('companies.create', {
    commandId: randomUUID(),
    company: { name: 'Kill & Sons', profile: 'GB', currency: 'GBP' },
    owner: 'Ada',
    series: { prefix: 'K-', yearly: false, width: 5, first: 1 },
    logo: null,
  });
  const customer = randomUUID();
  await program.ask('customers.save', {
    commandId: randomUUID(),
    id: customer,
    expectedRevision: null,
    fields: {
      ...plainCustomer('10001', 'Harbour Supplies'),
      email: 'office@harbour.example',
      address: { lines: ['1 Quay Street'], city: 'Bristol', postcode: 'BS1 4DJ', region: '', country: 'GB' },
    },
  });
  return officeOf(program, customer);
}

async function officeOf(program: Program, customer: string): Promise<Office> {
  const [taxes, methods] = await Promise.all([
    program.ask('taxes.list', {}),
    program.ask('methods.list', {}),
  ]);
  const standard = taxes.find(({ fields }) => fields.category === 'S');
  const transfer = methods.find(({ fields }) => fields.kind === 'transfer');
  if (!standard || !transfer) throw new Error('the company has no usual tax or method');
  return { customer, tax: standard.id, method: transfer.id };
}

/** The message that issues an invoice over `pounds` and 20 % tax; the same ids when the same are given. */
export function issueInput(
  office: Office,
  pounds: number,
  ids: { readonly commandId: string; readonly id: string } = { commandId: randomUUID(), id: randomUUID() },
): InputOf<'invoices.issue'> {
  const line = {
    id: randomUUID(),
    item: null,
    description: 'Rope, by the metre',
    quantity: '1',
    unit: 'm',
    unitPrice: `${pounds}`,
    adjustments: [],
    tax: office.tax,
  };
  return { ...ids, overrides: [], draft: plainDraft(office.customer, [line]) };
}

export function postInput(
  office: Office,
  today: Day,
  pence: number,
  target: string,
): InputOf<'payments.post'> {
  return {
    commandId: randomUUID(),
    id: randomUUID(),
    customer: office.customer,
    method: office.method,
    date: today,
    amount: minor(pence),
    currency: 'GBP',
    reference: '',
    cheque: null,
    tendered: null,
    note: '',
    allocations: [{ target, amount: minor(pence) }],
    writeOffs: [],
  };
}

/** Waits until the company stands open or is refused, and answers which. */
export const settled = (program: Program) =>
  until('the company', async () => {
    const { company } = await program.ask('app.state', {});
    return company.state === 'opening' || company.state === 'none' ? null : company;
  });

/** Every invoice, by number. */
export async function allInvoices(program: Program, today: Day) {
  const rows = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof onePage>> = await onePage(program, today, cursor);
    rows.push(...page.rows);
    if (page.next === null) return rows;
    cursor = page.next;
  }
}

const onePage = (program: Program, today: Day, cursor: string | null) =>
  program.ask('documents.list', {
    search: '',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    sort: 'number',
    direction: 'asc',
    today,
    cursor,
    limit: 200,
  });

const ANY = { search: '', customer: null, from: null, to: null } as const;
const FIRST = { cursor: null, limit: 200 } as const;

/** Questions whose answers make up what screens show; each is asked as a screen asks it. */
export const QUESTIONS = {
  counts: ['books.counts', {}],
  invoices: [
    'documents.list',
    { ...ANY, ...FIRST, status: 'all', sort: 'issueDate', direction: 'desc', today: TODAY },
  ],
  open: [
    'documents.list',
    { ...ANY, ...FIRST, status: 'open', sort: 'dueDate', direction: 'asc', today: TODAY },
  ],
  totals: ['documents.totals', { ...ANY, status: 'all', today: TODAY }],
  payments: ['payments.list', { ...ANY, ...FIRST, status: 'all', sort: 'date', direction: 'desc' }],
  received: ['payments.totals', { ...ANY, status: 'all' }],
  customers: ['customers.list', { ...FIRST, search: '', archived: false, sort: 'name', direction: 'asc' }],
  aging: ['aging.report', { asOf: TODAY, by: 'due' }],
  dashboard: ['dashboard.get', { today: TODAY }],
  items: ['items.list', { ...FIRST, search: '', archived: false }],
  series: ['series.list', {}],
  search: ['search.everything', { text: 'harb', limit: 20 }],
} as const satisfies Record<string, readonly [ChannelName, object]>;

export type QuestionName = keyof typeof QUESTIONS;

/** Asks one question; `null` when the program refuses to answer it. */
export async function answerTo(program: Program, name: QuestionName): Promise<string | null> {
  const [channel, input] = QUESTIONS[name];
  const reply = await program.call(channel as 'books.counts', input as Record<never, never>);
  return reply.ok ? JSON.stringify(reply.value) : null;
}
