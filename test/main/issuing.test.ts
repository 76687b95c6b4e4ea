import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Desk,
  draftFor,
  issue,
  leaveOffice,
  newId,
  type Office,
  openOffice,
  type Program,
  startProgram,
} from './harness.ts';

let desk: Desk;
let program: Program;
let office: Office;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
});
afterEach(() => leaveOffice(desk, program));

describe('issuing', () => {
  it('NU1, NU2: numbers follow one another without a gap, in the commit that issues', async () => {
    const numbers = [];
    for (const price of ['10', '20', '30']) numbers.push((await issue(program, office, price)).number);
    expect(numbers).toEqual(['INV-0001', 'INV-0002', 'INV-0003']);
  });

  it('TX9: the answer, the list and the document carry the same integers', async () => {
    const issued = await issue(program, office, '99.99');
    const { document, outstanding } = await program.must('documents.get', {
      id: issued.id,
      today: '2026-03-02',
    });
    expect(issued.total).toBe(119_99);
    expect(document.totals.due).toBe(119_99);
    expect(outstanding).toBe(119_99);
  });

  it('a command id is one act for ever: twice at once, again later, and after a restart', async () => {
    const [id, commandId] = [newId(), newId()];
    const both = await Promise.all([
      issue(program, office, '10', id, commandId),
      issue(program, office, '10', id, commandId),
    ]);
    const again = await issue(program, office, '10', id, commandId);
    await program.app.close();
    program = await startProgram(desk);
    await program.must('companies.open', { id: office.company });
    const later = await issue(program, office, '10', id, commandId);
    expect(new Set([...both, again, later].map(({ number }) => number))).toEqual(new Set(['INV-0001']));
    expect((await program.must('books.counts', {})).documents).toBe(1);
  });

  it('a command id that was another command’s is refused, and changes nothing', async () => {
    const commandId = newId();
    const { id } = await issue(program, office, '100', newId(), commandId);
    const reply = await program.call('invoices.cancel', { commandId, id, reason: 'why not', overrides: [] });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid', fields: [{ path: 'commandId' }] } });
    expect((await program.must('documents.get', { id, today: '2026-03-02' })).creditedBy).toEqual([]);
  });

  it('DO2: what blocks cannot be passed over, what asks can, and is recorded', async () => {
    const input = {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '10', { lines: [] }),
      overrides: [],
    };
    const blocked = await program.call('invoices.issue', {
      ...input,
      overrides: [{ code: 'no-lines', reason: 'all the same' }],
    });
    expect(blocked).toMatchObject({
      ok: false,
      error: { kind: 'findings', findings: [{ code: 'no-lines', severity: 'block' }] },
    });
    await issue(program, office, '10');
    const asked = await program.call('invoices.issue', { ...input, draft: draftFor(office, '10') });
    expect(asked).toMatchObject({
      ok: false,
      error: { kind: 'findings', findings: [{ code: 'likely-duplicate-amount', severity: 'ask' }] },
    });
  });

  it('NU1: a refused draft has taken no number', async () => {
    await program.call('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '10', { customer: null }),
      overrides: [],
    });
    expect((await issue(program, office, '10')).number).toBe('INV-0001');
  });

  it('EV8: refuses while the clock stands before the last issue of the series', async () => {
    await issue(program, office, '10');
    program.clock.time -= 3 * 86_400_000;
    const refused = await program.call('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '20'),
      overrides: [],
    });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'findings' } });
    const codes =
      !refused.ok && refused.error.kind === 'findings' ? refused.error.findings.map(({ code }) => code) : [];
    expect(codes).toContain('clock-behind-series');
  });

  it('AL1: refuses a card number in a text field, beside the field', async () => {
    const draft = draftFor(office, '10', { notes: 'card 4111 1111 1111 1111' });
    const refused = await program.call('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft,
      overrides: [],
    });
    expect(refused).toEqual({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'notes', problem: 'card-number' }] },
    });
  });

  it('DO1: a document that has left the office cannot be voided, another keeps its number', async () => {
    const [kept, gone] = [await issue(program, office, '10'), await issue(program, office, '20')];
    await program.must('documents.openPdf', { commandId: newId(), id: gone.id });
    expect(
      await program.call('invoices.void', { commandId: newId(), id: gone.id, reason: 'typo' }),
    ).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'left-the-office' },
    });
    await program.must('invoices.void', { commandId: newId(), id: kept.id, reason: 'typo' });
    const voided = await program.must('documents.get', { id: kept.id, today: '2026-03-02' });
    expect([voided.status, voided.document.number, voided.outstanding]).toEqual(['void', 'INV-0001', 0]);
  });

  it('EV11: the file is archived under its hash and named by a later commit', async () => {
    const issued = await issue(program, office, '10');
    const file = await program.must('documents.pdf', { id: issued.id });
    const { archived } = await program.must('documents.get', { id: issued.id, today: '2026-03-02' });
    expect(archived).toMatchObject({ bytes: file.bytes.length });
    expect(file.name).toBe('INV-0001.pdf');
  });

  it('DO6: copying gives a draft with the same lines and no number or dates', async () => {
    const issued = await issue(program, office, '10');
    const { draft } = await program.must('invoices.copy', { id: issued.id });
    expect(draft).toMatchObject({ copiedFrom: issued.id, issueDate: null, customer: office.customer });
    expect(draft.lines[0]).toMatchObject({ description: 'Binding', unitPrice: '10', tax: office.tax });
  });
});

describe('drafts', () => {
  it('EV12: what was typed comes back after a crash, with the field in which the clerk stood', async () => {
    const [id, draft] = [newId(), draftFor(office, '12.5')];
    await program.must('drafts.keep', { id, draft, focus: 'lines.0.quantity' });
    const again = await startProgram({ ...desk });
    const opened = await again.call('companies.open', { id: office.company });
    expect(opened).toMatchObject({ ok: false, error: { kind: 'storage', reason: 'in-use' } });
    expect(await program.must('drafts.get', { id })).toEqual({
      id,
      draft,
      base: null,
      focus: 'lines.0.quantity',
    });
    await again.app.close();
  });

  it('a saved draft is listed once with its total, and is gone when it was issued', async () => {
    const [id, draft] = [newId(), draftFor(office, '10')];
    await program.must('drafts.save', { commandId: newId(), id, draft });
    expect(await program.must('drafts.list', {})).toMatchObject([
      { id, total: 12_00, customerName: 'Alder & Sons' },
    ]);
    await program.must('invoices.issue', { commandId: newId(), id, draft, overrides: [] });
    expect(await program.must('drafts.list', {})).toEqual([]);
    expect(await program.call('drafts.keep', { id, draft, focus: '' })).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'already-issued' },
    });
  });

  it('EV12: what is on its way to be kept when the draft is discarded does not bring it back', async () => {
    const [typed, saved] = [newId(), newId()];
    await program.must('drafts.keep', { id: typed, draft: draftFor(office, '10'), focus: '' });
    await program.must('drafts.save', { commandId: newId(), id: saved, draft: draftFor(office, '10') });
    await Promise.all(
      [typed, saved].flatMap((id) => [
        program.must('drafts.keep', { id, draft: draftFor(office, '20'), focus: '' }),
        program.must('drafts.discard', { commandId: newId(), id }),
      ]),
    );
    expect(await program.must('drafts.list', {})).toEqual([]);
  });

  it('EV12: what is on its way to be kept when the draft is issued leaves no draft behind', async () => {
    const [id, draft] = [newId(), draftFor(office, '10')];
    await program.must('drafts.keep', { id, draft, focus: '' });
    const [, kept] = await Promise.all([
      program.must('invoices.issue', { commandId: newId(), id, draft, overrides: [] }),
      program.call('drafts.keep', { id, draft, focus: 'notes' }),
    ]);
    expect(kept).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'already-issued' } });
    expect(await program.must('drafts.list', {})).toEqual([]);
  });

  it('EV12: what is typed while the draft is saved is still kept afterwards', async () => {
    const [id, draft] = [newId(), draftFor(office, '10')];
    await program.must('drafts.keep', { id, draft, focus: '' });
    const later = { ...draft, notes: 'Call before delivery' };
    await Promise.all([
      program.must('drafts.save', { commandId: newId(), id, draft }),
      program.must('drafts.keep', { id, draft: later, focus: 'notes' }),
    ]);
    expect(await program.must('drafts.get', { id })).toMatchObject({ draft: { notes: later.notes } });
  });
});
