/** Card numbers reach neither the record nor a file of this desktop, whatever field they stand in (AL1). */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cardNumberProblems } from '../../electron/commands/card-texts.ts';
import type { ChannelName, InputOf } from '../../shared/contract/contract.ts';
import { desk, office, officeForEach, program } from './each-office.ts';
import { draftFor, newId, paymentOf } from './harness.ts';

officeForEach();

const CARD = '4111 1111 1111 1111';
const said = `card ${CARD}`;
const ids = () => ({ commandId: newId(), id: newId() });

/** What a page could send with a card number in it, with the field that is at fault. */
const spoken = (): Record<string, readonly [path: string, send: () => Promise<unknown>]> => {
  const draft = draftFor(office, '10');
  const [line] = draft.lines;
  if (!line) throw new Error('the draft has a line');
  const discount = { kind: 'allowance', percent: '5', amount: null, reason: said, tax: null } as const;
  const cheque = { number: '0815', bank: 'Ivy Bank', date: '2026-03-02' } as const;
  const send =
    <Name extends ChannelName>(channel: Name, input: InputOf<Name>) =>
    () =>
      program.call(channel, input);
  const keep = (more: Partial<typeof draft>) => {
    const input = { id: newId(), draft: { ...draft, ...more }, base: null, focus: '' };
    return send('drafts.keep', input);
  };
  const save = (more: Partial<typeof draft>) =>
    send('drafts.save', { ...ids(), draft: { ...draft, ...more }, base: null });
  const issuing = (more: Partial<typeof draft>, reason = '') =>
    send('invoices.issue', {
      ...ids(),
      draft: { ...draft, ...more },
      overrides: [{ code: 'likely-duplicate-amount', reason }],
    });
  const post = (more: object) => send('payments.post', { ...paymentOf(office, 1000, []), ...more });
  const mail = { to: ['office@example.com'], cc: [], subject: 'Your invoice', eInvoice: null };
  return {
    'a kept line': ['lines.0.description', keep({ lines: [{ ...line, description: said }] })],
    'a kept note': ['notes', keep({ notes: said })],
    'a saved line': ['lines.0.description', save({ lines: [{ ...line, description: said }] })],
    'a saved discount': ['adjustments.0.reason', save({ adjustments: [discount] })],
    'a discount of a line': [
      'lines.0.adjustments.0.reason',
      issuing({ lines: [{ ...line, adjustments: [discount] }] }),
    ],
    'a buyer reference': ['buyerReference', issuing({ buyerReference: CARD })],
    'what the draft is about': ['about.reason', save({ about: { documents: [], reason: said } })],
    'why a check was passed over': ['overrides.0.reason', issuing({}, said)],
    'the number of a cheque': ['cheque.number', post({ cheque: { ...cheque, number: CARD } })],
    'the bank of a cheque': ['cheque.bank', post({ cheque: { ...cheque, bank: said } })],
    'why something is written off': [
      'writeOffs.0.reason',
      post({ writeOffs: [{ target: newId(), amount: 1, kind: 'small-difference', reason: said }] }),
    ],
    'why an invoice is void': ['reason', send('invoices.void', { ...ids(), reason: said })],
    'why a payment is void': ['reason', send('payments.void', { ...ids(), reason: said })],
    'why a cheque is in hand again': [
      'reason',
      send('payments.placeCheque', { ...ids(), place: 'in-hand', date: '2026-03-02', reason: said }),
    ],
    'why a payment came back': [
      'reason',
      send('payments.return', { ...ids(), date: '2026-03-02', code: '', fee: 0 as never, reason: said }),
    ],
    'why an allocation is taken back': [
      'reason',
      send('allocations.takeBack', { ...ids(), date: '2026-03-02', reason: said }),
    ],
    'why a quote is declined': ['reason', send('quotes.answer', { ...ids(), accepted: false, reason: said })],
    'why a series is closed': ['reason', send('series.close', { ...ids(), reason: said, successor: null })],
    'a line of an address': [
      'address.lines.0',
      send('customers.save', {
        ...ids(),
        expectedRevision: null,
        fields: { address: { lines: [said], city: '', postcode: '', region: '', country: 'GB' } },
      }),
    ],
    'the text of a mail': ['text', send('mail.send', { ...ids(), ...mail, text: said })],
    'a company that is founded': [
      'company.name',
      send('companies.create', {
        commandId: newId(),
        company: { name: said, profile: 'GB', currency: 'GBP' },
        owner: 'Ivy',
        series: { prefix: 'INV-', yearly: false, width: 4, first: 1 },
        logo: null,
      }),
    ],
    'a field that two desktops changed': [
      'value',
      send('review.settleField', {
        ...{ commandId: newId(), of: 'customers', id: office.customer },
        ...{ field: 'notes', value: JSON.stringify(said) },
      }),
    ],
  };
};

async function filesWith(text: string): Promise<string[]> {
  const names = await readdir(desk.dataFolder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of names.filter((each) => each.isFile())) {
    const path = join(file.parentPath, file.name);
    if ((await readFile(path)).includes(text)) found.push(path);
  }
  return found;
}

describe('a card number', () => {
  it('AL1: is refused beside its field, in whatever command and field it stands, and written nowhere', async () => {
    const answers: Record<string, unknown> = {};
    for (const [what, [, send]] of Object.entries(spoken())) answers[what] = await send();
    const refused = Object.entries(spoken()).map(([what, [path]]) => [
      what,
      { ok: false, error: { kind: 'invalid', fields: [{ path, problem: 'card-number' }] } },
    ]);
    expect(answers).toEqual(Object.fromEntries(refused));
    expect(await filesWith(CARD)).toEqual([]);
  });
});

describe('digits that pass for a card', () => {
  it('AL1: are taken where they are the number of something else', async () => {
    // A SIRET, a GTIN, an account and a telephone number that would each pass as a card.
    const DINERS = '30569309025904';
    const saved = await program.call('customers.save', {
      ...{ commandId: newId(), id: office.customer },
      expectedRevision: (await program.must('customers.get', { id: office.customer })).revision,
      fields: { taxId: DINERS, registration: DINERS, phone: DINERS },
    });
    expect(saved).toMatchObject({ ok: true });
  });

  it('AL1: are looked for in the names of entries too, never in ids, hashes and bytes', () => {
    expect(cardNumberProblems({ fields: { paperTexts: { [CARD]: { intro: '' } } } })).toEqual([
      { path: 'paperTexts', problem: 'card-number' },
    ]);
    expect(
      cardNumberProblems({
        id: '00000004-1111-4111-8111-111111111111',
        focus: 'lines.41111111-1111-1111-0000-000000000000.description',
        sha256: `4111111111111111${'a'.repeat(48)}`,
        logo: new TextEncoder().encode(CARD),
        fields: { bankDetails: [CARD], electronicAddress: { scheme: '0009', id: CARD } },
        lines: [{ unitPrice: '4111.111111111111' }],
      }),
    ).toEqual([]);
  });
});
