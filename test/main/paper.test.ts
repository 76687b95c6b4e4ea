/** What goes on paper, as the screens ask for it: slips, findings before issue. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import { type Desk, draftFor, leaveOffice, newId, type Office, openOffice, type Program } from './harness.ts';

const TODAY = '2026-03-02';
let desk: Desk;
let program: Program;
let office: Office;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
});
afterEach(() => leaveOffice(desk, program));

async function change(fields: InputOf<'company.save'>['fields']): Promise<void> {
  const { revision } = await program.must('company.get', {});
  await program.must('company.save', { commandId: newId(), expectedRevision: revision, fields });
}

const inEuros = () => draftFor(office, '100', { currency: 'EUR' });
const overrides = [{ code: 'currency-differs', reason: 'they pay in euros' }];

async function issued(draft = inEuros(), passed = overrides) {
  const id = newId();
  await program.must('invoices.issue', { commandId: newId(), id, draft, overrides: passed });
  return (await program.must('documents.get', { id, today: TODAY })).document;
}

describe('payment slips', () => {
  it('DO3: stand on the document that asks for money, once the office wants them', async () => {
    await change({ bankDetails: ['IBAN DE89 3704 0044 0532 0130 00'] });
    expect((await issued()).slip).toBeUndefined();
    await change({ paymentSlip: { on: true, reference: 'creditor' } });
    const document = await issued(inEuros(), [
      ...overrides,
      { code: 'likely-duplicate-amount', reason: 'two of the same' },
    ]);
    expect(document.slip).toMatchObject({ kind: 'epc', reference: 'RF13INV0002' });
    expect(document.slip?.payload).toContain('\nEUR120.00\n\nRF13INV0002');
  });

  it('DO2: a wrong account is asked about before issue, and passed over leaves the slip out', async () => {
    await change({
      bankDetails: ['IBAN DE88 3704 0044 0532 0130 00'],
      paymentSlip: { on: true, reference: 'number' },
    });
    const { findings } = await program.must('invoices.check', { id: newId(), draft: inEuros() });
    expect(findings).toContainEqual({ code: 'slip-account', severity: 'ask', path: '' });
    const document = await issued(inEuros(), [...overrides, { code: 'slip-account', reason: 'later' }]);
    expect(document.slip).toBeUndefined();
  });
});
