/** Many commands at once: batches that do not wait for the books, and commands that share one append (JO5, ADR 13). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveCustomer } from '../../electron/commands/save-record.ts';
import { BatchReader } from '../../electron/company/batch-reader.ts';
import type { Company } from '../../electron/company/company.ts';
import { type Desk, issue, leaveOffice, newId, type Office, openOffice, type Program } from './harness.ts';

let desk: Desk;
let program: Program;
let office: Office;
let company: Company;

beforeEach(async () => {
  ({ desk, program, office } = await openOffice());
  company = program.app.services.workspace.company as Company;
});
afterEach(() => leaveOffice(desk, program));

/** Number of the last frame that is durable. */
const lastFrame = (): number => company.syncHost(() => {}).journal.position().number;

const TODAY = '2026-03-02';

/** An act that makes a customer like the office's first, under another name. */
async function customersNamed(names: readonly string[]) {
  const { fields } = await program.must('customers.get', { id: office.customer });
  return names.map((name) => ({
    name: 'customers.save',
    command: saveCustomer,
    input: { commandId: newId(), id: newId(), expectedRevision: null, fields: { ...fields, name } },
  }));
}

describe('batches', () => {
  it('JO5: several are durable before the books have the first; then the books have them all, in order', async () => {
    const batches = [];
    for (let at = 0; at < 20; at += 1) batches.push(await customersNamed([`Elm ${at}`, `Oak ${at}`]));
    const reader = new BatchReader(company.keeper);
    const release = program.holdBooks();
    const before = lastFrame();
    let durable = 0;
    const all = (async () => {
      for (const acts of batches) {
        await reader.begin(
          acts.flatMap(({ input }) => [input.commandId, input.id]),
          [],
        );
        expect(await company.executor.executeBatch(acts, reader)).toMatchObject({ ok: true });
        durable += 1;
      }
    })();
    // Two commits and a signature each; sixteen batches may wait for the books, and the next one waits for them.
    await expect.poll(() => lastFrame()).toBe(before + 17 * 3);
    expect(durable).toBe(16);
    release();
    await all;
    expect((await program.must('books.counts', {})).customers).toBe(1 + 40);
    const elms = await program.must('customers.list', {
      search: 'elm',
      archived: false,
      sort: 'name',
      direction: 'asc',
      cursor: null,
      limit: 50,
    });
    expect(elms.rows).toHaveLength(20);
  });

  it('BO2: books that die with several batches on their way are started again and have them all', async () => {
    const batches = [await customersNamed(['Elm', 'Oak']), await customersNamed(['Ash', 'Yew'])];
    const reader = new BatchReader(company.keeper);
    const release = program.holdBooks();
    for (const acts of batches) {
      await reader.begin(
        acts.flatMap(({ input }) => [input.commandId, input.id]),
        [],
      );
      await company.executor.executeBatch(acts, reader);
    }
    program.killBooks();
    release();
    expect((await program.must('books.counts', {})).customers).toBe(5);
    expect((await issue(program, office, '10')).number).toBe('INV-0001');
  });
});

describe('commands that have nothing to do with each other', () => {
  it('EV1: share one append; each is answered for itself, and a repeated id happens once', async () => {
    const [first, second] = (await customersNamed(['Elm', 'Oak'])) as [
      Awaited<ReturnType<typeof customersNamed>>[number],
      Awaited<ReturnType<typeof customersNamed>>[number],
    ];
    const stale = { ...second, input: { ...second.input, commandId: newId(), expectedRevision: newId() } };
    const before = lastFrame();
    const answers = await company.executor.executeEach([first, stale, second, first]);
    expect(lastFrame()).toBe(before + 3);
    expect(answers).toMatchObject([
      { ok: true, value: { id: first.input.id } },
      { ok: false, error: { kind: 'not-found' } },
      { ok: true, value: { id: second.input.id } },
      { ok: true, value: { id: first.input.id } },
    ]);
    expect(await company.executor.executeEach([first])).toEqual([answers[0]]);
    expect(lastFrame()).toBe(before + 3);
    expect((await program.must('books.counts', {})).customers).toBe(3);
  });

  it('EV11: papers that are asked for together are each archived and named by a commit of their own', async () => {
    const issued = [];
    for (const price of ['10', '20', '30']) issued.push(await issue(program, office, price));
    const files = await Promise.all(issued.map(({ id }) => program.must('documents.pdf', { id })));
    expect(files.map(({ name }) => name)).toEqual(['INV-0001.pdf', 'INV-0002.pdf', 'INV-0003.pdf']);
    for (const { id } of issued) {
      expect((await program.must('documents.get', { id, today: TODAY })).archived).not.toBeNull();
      const { rows } = await program.must('history.list', { entity: id, cursor: null, limit: 10 });
      expect(rows.filter(({ events }) => events.includes('document.archived'))).toHaveLength(1);
    }
  });
});
