/** Price lists from the record to the price of a line. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blankItem } from '../../shared/contract/blank-records.ts';
import {
  clearDesk,
  type Desk,
  draftFor,
  foundOffice,
  newDesk,
  newId,
  type Office,
  type Program,
  startProgram,
} from './harness.ts';

let desk: Desk;
let chosen: string;
let program: Program;
let office: Office;
const LIST = '01900000-0000-7000-8000-00000000bb01';
let rope: string;
let wire: string;

async function addItem(name: string, code: string, price: string): Promise<string> {
  const id = newId();
  const fields = { ...blankItem(name, office.tax), code, price };
  await program.must('items.save', { commandId: newId(), id, expectedRevision: null, fields });
  return id;
}

beforeEach(async () => {
  chosen = await mkdtemp(join(tmpdir(), 'counterfoil-prices-'));
  desk = { ...(await newDesk()), chosen };
  program = await startProgram(desk);
  office = await foundOffice(program);
  rope = await addItem('Rope', 'R-1', '12');
  wire = await addItem('Wire', 'W-1', '3');
});
afterEach(async () => {
  await program.app.close();
  await clearDesk(desk);
  await rm(chosen, { recursive: true, force: true });
});

const at = (least: string, price: string) => ({ least, price });
const WHOLESALE = {
  name: 'Wholesale',
  currency: 'GBP',
  from: '2026-03-01',
  until: null,
  customers: [],
  groups: ['Trade'],
  archived: false,
};

async function save(fields: object) {
  const known = await program.call('priceLists.get', { id: LIST });
  return program.call('priceLists.save', {
    commandId: newId(),
    id: LIST,
    expectedRevision: known.ok ? known.value.revision : null,
    fields,
  });
}
const pricesOf = async () => (await program.must('priceLists.get', { id: LIST })).fields.prices;

describe('fees', () => {
  const FEE = '01900000-0000-7000-8000-00000000bb02';

  it('stand on the issued document with the id of their rule, and on its copy, so that they are not put there twice', async () => {
    const charge = {
      kind: 'charge' as const,
      percent: null,
      amount: '7.90',
      reason: 'Freight',
      tax: null,
      fee: FEE,
    };
    const { id } = await program.must('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: draftFor(office, '50', { adjustments: [charge] }),
      overrides: [],
    });
    const { document } = await program.must('documents.get', { id, today: '2026-03-02' });
    expect(document.adjustments).toEqual([{ kind: 'charge', amount: '7.90', reason: 'Freight', fee: FEE }]);
    const { draft } = await program.must('invoices.copy', { id });
    expect(draft.adjustments).toEqual([charge]);
  });

  it('are kept by managers, and listed by name', async () => {
    const fields = {
      name: 'Freight',
      kind: 'flat' as const,
      currency: 'GBP',
      amount: '7.9',
      percent: null,
      least: null,
      below: null,
      groups: [],
      countries: ['GB'],
      tax: null,
      archived: false,
    };
    await program.must('fees.save', { commandId: newId(), id: FEE, expectedRevision: null, fields });
    expect((await program.must('fees.list', {})).map((each) => each.fields)).toEqual([fields]);
  });
});

describe('price lists', () => {
  it('keep each item’s price beside the others’: saving some leaves the rest, null takes one out', async () => {
    await save({
      ...WHOLESALE,
      prices: { [rope]: [at('1', '11'), at('10', '10')], [wire]: [at('1', '2.5')] },
    });
    await save({ prices: { [wire]: [at('1', '2.4')] } });
    expect(await pricesOf()).toEqual({ [rope]: [at('1', '11'), at('10', '10')], [wire]: [at('1', '2.4')] });
    await save({ prices: { [rope]: null } });
    expect(await pricesOf()).toEqual({ [wire]: [at('1', '2.4')] });
    const { revision } = await program.must('priceLists.get', { id: LIST });
    await save({ prices: { [rope]: null, [wire]: [at('1', '2.4')] } });
    expect((await program.must('priceLists.get', { id: LIST })).revision).toBe(revision);
  });

  it('count by customer group, currency and day of issue', async () => {
    await save({ ...WHOLESALE, prices: { [rope]: [at('1', '11')] } });
    const asked = { customer: office.customer, group: 'trade', currency: 'GBP', day: '2026-03-02' };
    const names = async (more: object) =>
      (await program.must('priceLists.for', { ...asked, ...more })).map(
        ({ name, rank }) => `${name} ${rank}`,
      );
    expect(await names({})).toEqual(['Wholesale group']);
    expect(await names({ group: '' })).toEqual([]);
    expect(await names({ currency: 'EUR' })).toEqual([]);
    expect(await names({ day: '2026-02-28' })).toEqual([]);
    await save({ customers: [office.customer] });
    expect(await names({ group: '' })).toEqual(['Wholesale customer']);
  });

  it('refuse what is no price beside its field, and keep nothing of it', async () => {
    const reply = await save({ ...WHOLESALE, prices: { [rope]: [at('1', 'ten')] } });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(await program.must('priceLists.list', {})).toEqual([]);
  });

  it('leave as a file with code, name, quantity and price', async () => {
    await save({
      ...WHOLESALE,
      prices: { [wire]: [at('1', '2.5')], [rope]: [at('1', '11'), at('10', '10')] },
    });
    await program.must('priceLists.export', { commandId: newId(), id: LIST });
    const text = await readFile(join(desk.chosen ?? '', 'Wholesale.csv'), 'utf8');
    expect(text.split('\r\n')).toEqual([
      '\uFEFFCode,Item,From quantity,Price,Currency',
      'R-1,Rope,1,11,GBP',
      'R-1,Rope,10,10,GBP',
      'W-1,Wire,1,2.5,GBP',
      '',
    ]);
  });
});
