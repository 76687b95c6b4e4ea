/** A command is answered once it is durable (ADR 10): the books follow, and nobody sees less than he was told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import {
  type Desk,
  issue,
  leaveOffice,
  newId,
  type Office,
  openOffice,
  type Program,
  paymentOf,
  startProgram,
} from './harness.ts';

let desk: Desk;
let program: Program;
let office: Office;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
});
afterEach(() => leaveOffice(desk, program));

const TODAY = '2026-03-02';
/** Whether the screens were told that documents have changed. */
const told = () =>
  program.pushes.some((push) => push.type === 'changed' && push.topics.includes('documents'));

describe('a command is answered once it is durable', () => {
  it('JO5: answers while the books do not have it yet; every question waits until they do', async () => {
    const release = program.holdBooks();
    const issued = await issue(program, office, '10');
    expect(issued.number).toBe('INV-0001');
    let seen = false;
    const question = program.must('documents.get', { id: issued.id, today: TODAY }).then((found) => {
      seen = true;
      return found;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toBe(false);
    expect(told()).toBe(false);
    release();
    expect((await question).document.number).toBe('INV-0001');
    await eventually(() => expect(told()).toBe(true));
  });

  it('NU1: the next command decides on books that have the one before', async () => {
    const release = program.holdBooks();
    const first = await issue(program, office, '10');
    const both = Promise.all([
      issue(program, office, '20'),
      program.must('payments.post', paymentOf(office, 12_00, [{ target: first.id, amount: 12_00 }])),
    ]);
    release();
    expect((await both)[0].number).toBe('INV-0002');
    expect((await program.must('documents.get', { id: first.id, today: TODAY })).outstanding).toBe(0);
  });

  it('a repeated command that the books do not have yet gets the first answer and happens once', async () => {
    const release = program.holdBooks();
    const [id, commandId] = [newId(), newId()];
    const first = await issue(program, office, '10', id, commandId);
    const again = issue(program, office, '10', id, commandId);
    release();
    expect(await again).toEqual(first);
    expect((await program.must('books.counts', {})).documents).toBe(1);
  });

  it('BO2: books that die over what was answered are started again and have it', async () => {
    const release = program.holdBooks();
    const issued = await issue(program, office, '10');
    program.killBooks();
    release();
    expect((await program.must('documents.get', { id: issued.id, today: TODAY })).document.number).toBe(
      'INV-0001',
    );
  });

  it('closing waits until the books have what was answered', async () => {
    const release = program.holdBooks();
    const issued = await issue(program, office, '10');
    const closing = program.app.close();
    release();
    await closing;
    program = await startProgram(desk);
    await program.must('companies.open', { id: office.company });
    expect((await program.must('documents.get', { id: issued.id, today: TODAY })).outstanding).toBe(12_00);
  });

  it('what the window shows of the company itself is changed when its command is answered', async () => {
    const company = await program.must('company.get', {});
    await program.must('company.save', {
      commandId: newId(),
      expectedRevision: company.revision,
      fields: { ...company.fields, name: 'Ivy & Daughters' },
    });
    const state = await program.must('app.state', {});
    expect(state).toMatchObject({ company: { company: { name: 'Ivy & Daughters' } } });
  });
});
