/** Makes commits and frames for tests of the books: one device's journal in memory, with ids that read as what they are. */
import { createHash } from 'node:crypto';
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import type { DocumentKind } from '../../shared/domain/document-kinds.ts';
import { minor } from '../../shared/domain/money.ts';
import { type Clock, tick } from '../../shared/events/clock.ts';
import {
  authorHash,
  type Confirmation,
  type Envelope,
  encodeCommit,
  NO_PREVIOUS,
  packCommit,
  toHex,
} from '../../shared/events/commit.ts';
import { encodeAcknowledgement, packForeign } from '../../shared/events/confirmation.ts';
import { type DomainEvent, event, type UnknownEvent } from '../../shared/events/event-types.ts';
import type { CustomerFields } from '../../shared/events/masters.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A UUID that says what it stands for: `id('c', 7)`. */
export function id(kind: string, number: number): string {
  const head = [...kind.slice(0, 4)]
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('');
  return `${head.padEnd(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export const COMPANY = id('firm', 1);

/** A commit as a device wrote it. */
export interface Written {
  readonly envelope: Envelope;
  readonly packed: Uint8Array;
  readonly events: readonly (DomainEvent | UnknownEvent)[];
}

/** A device that writes commits, with its own chain and clock. */
export class Author {
  readonly device: string;
  private sequence = 0;
  private previous = NO_PREVIOUS;
  private clock: Clock | null = null;
  now: number;

  constructor(device: string, now: number) {
    this.device = device;
    this.now = now;
  }

  get hash(): string {
    return this.previous;
  }

  write(events: readonly (DomainEvent | UnknownEvent)[], command = 'test', commit?: string): Written {
    this.sequence += 1;
    this.clock = tick(this.clock, this.now);
    const number = Number.parseInt(this.device.slice(-4), 16) * 1_000_000 + this.sequence;
    const envelope: Envelope = {
      format: 1,
      id: commit ?? id('act', number),
      company: COMPANY,
      device: this.device,
      sequence: this.sequence,
      previous: this.previous,
      clock: this.clock,
      recorded: this.now,
      offset: 60,
      actor: id('user', 1),
      command,
      keyEpoch: 0,
    };
    const bytes = encodeCommit(envelope, events);
    this.previous = toHex(authorHash(bytes, sha256));
    return { envelope, packed: packCommit(bytes), events };
  }
}

/** Frames with numbers and a chain, as the journal gives them. */
export class FrameWriter {
  private number = 0;
  private chain: Uint8Array = new Uint8Array(32);
  readonly frames: BooksFrame[] = [];

  add(kind: number, payload: Uint8Array): BooksFrame {
    this.number += 1;
    const joined = new Uint8Array(32 + payload.length);
    joined.set(this.chain);
    joined.set(payload, 32);
    this.chain = new Uint8Array(sha256(joined));
    const frame = { kind, number: this.number, payload, chain: this.chain };
    this.frames.push(frame);
    return frame;
  }

  own = (commit: Written): BooksFrame => this.add(2, commit.packed);

  foreign = (commit: Written, confirmation: Confirmation): BooksFrame =>
    this.add(3, packForeign(confirmation, commit.packed));

  acknowledge = (entries: readonly (Confirmation & { readonly id: string })[]): BooksFrame =>
    this.add(
      4,
      encodeAcknowledgement({
        epoch: entries[0]?.epoch ?? 'e1',
        entries: entries.map(({ id: commit, sequence, received }) => ({ id: commit, sequence, received })),
      }),
    );
}

const address = { lines: ['1 Quay Street'], city: 'Bristol', postcode: 'BS1', region: '', country: 'GB' };

const party = { name: '', contact: '', address, taxId: '', registration: '', email: '', phone: '' };

export const customerFields = (fields: Partial<CustomerFields> = {}): CustomerFields => ({
  number: '10001',
  name: 'Harbour Supplies',
  contact: '',
  email: 'office@harbour.example',
  phone: '',
  address,
  shipTo: null,
  taxId: '',
  registration: '',
  currency: 'EUR',
  language: 'en',
  terms: null,
  tax: null,
  exemptionCertificate: '',
  exemptionExpires: null,
  creditLimit: null,
  notes: '',
  archived: false,
  ...fields,
});

export interface Issue {
  readonly id: string;
  readonly kind?: DocumentKind;
  readonly number: string;
  readonly counter?: number;
  readonly series?: string;
  readonly customer: string;
  readonly name?: string;
  readonly orderNumber?: string;
  readonly day: string;
  readonly due?: string;
  readonly total: number;
  readonly currency?: string;
  readonly lines?: number;
  readonly draft?: string | null;
}

/** `document.issued` with one total; its lines are there to be read back whole. */
export function issued(issue: Issue): DomainEvent {
  const { day, currency = 'EUR', kind = 'invoice', orderNumber = '', lines = 1 } = issue;
  const due = minor(issue.total);
  const zero = minor(0);
  return event('document.issued', issue.id, day, {
    document: {
      kind,
      number: issue.number,
      currency,
      issueDate: day,
      dueDate: issue.due ?? day,
      supplyDate: null,
      customerId: issue.customer,
      customerNumber: '10001',
      orderNumber,
      seller: { ...party, name: 'Our Office', website: '', bankDetails: [], logo: null },
      buyer: { ...party, name: issue.name ?? 'Harbour Supplies' },
      shipTo: null,
      pricesIncludeTax: false,
      rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
      lines: Array.from({ length: lines }, (_, index) => ({
        id: id('line', index + 1),
        itemId: null,
        description: 'Copy paper, 80 g, box of five reams',
        unit: 'box',
        quantity: '1',
        unitPrice: '10.00',
        adjustments: [],
        taxes: [{ key: 'vat', name: 'VAT', category: 'S', rate: '20' }],
      })),
      adjustments: [],
      totals: {
        lines: Array.from({ length: lines }, () => ({ amount: due, allowances: zero, charges: zero })),
        adjustments: [],
        sumOfLines: due,
        allowances: zero,
        charges: zero,
        withoutTax: due,
        taxes: [{ key: 'vat', name: 'VAT', category: 'S', rate: '20', taxable: due, tax: zero }],
        tax: zero,
        withTax: due,
        prepaid: zero,
        rounding: zero,
        due,
      },
      terms: { name: '30 days', text: 'Payable within 30 days', discount: null },
      notes: '',
      footer: '',
      legalTexts: [],
      profile: 'GB',
      language: 'en',
      paper: 'A4',
      template: '1',
    },
    series: issue.series ?? id('seri', 1),
    counter: issue.counter ?? 1,
    draft: issue.draft ?? null,
    copiedFrom: null,
    overrides: [],
  });
}

export interface Post {
  readonly id: string;
  readonly customer: string;
  readonly day: string;
  readonly amount: number;
  readonly currency?: string;
  readonly reference?: string;
}

export function posted({
  id: payment,
  customer,
  day,
  amount,
  currency = 'EUR',
  reference = '',
}: Post): DomainEvent {
  return event('payment.posted', payment, day, {
    customer,
    method: id('meth', 1),
    methodName: 'Transfer',
    methodKind: 'transfer',
    date: day,
    amount: minor(amount),
    currency,
    reference,
    cheque: null,
    tendered: null,
    note: '',
  });
}

export interface Allocate {
  readonly id: string;
  readonly source: string;
  readonly kind?: 'payment' | 'creditNote';
  readonly target: string;
  readonly amount: number;
  readonly day: string;
  readonly customer: string;
  readonly currency?: string;
}

export function allocated(made: Allocate): DomainEvent {
  const { kind = 'payment', source, target, customer, currency = 'EUR' } = made;
  const data = { source: { kind, id: source }, target, amount: minor(made.amount), customer, currency };
  return event('allocation.made', made.id, made.day, data);
}
