import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, type Program } from '../journey/harness.ts';
import { foundOffice, issueInput, settled } from './office.ts';

let program: Program;

beforeAll(async () => {
  program = await launch();
});

afterAll(() => program.close());

it('keeps several companies side by side, each in a folder of its own, and never mixes them', async () => {
  const first = await foundOffice(program);
  await program.ask('invoices.issue', issueInput(first, 10));
  const { companies: one } = await program.ask('app.state', {});

  const second = await foundOffice(program);
  expect(await program.ask('books.counts', {})).toEqual({ customers: 1, documents: 0, payments: 0 });
  // The first company's customer is nobody here, whoever sends his id.
  expect(
    await program.call('invoices.issue', issueInput({ ...second, customer: first.customer }, 11)),
  ).toMatchObject({ ok: false });
  const { number } = await program.ask('invoices.issue', issueInput(second, 12));
  expect(number).toBe('K-00001');

  expect(readdirSync(join(program.data, 'companies'))).toHaveLength(2);
  await program.ask('companies.open', { id: one[0]!.id });
  expect(await settled(program)).toMatchObject({ state: 'open', company: { id: one[0]!.id } });
  expect((await program.ask('invoices.issue', issueInput(first, 13))).number).toBe('K-00002');
  expect(await program.ask('books.counts', {})).toMatchObject({ documents: 2 });
  expect(await program.ask('companies.verify', {})).toMatchObject({ intact: true });
});

it('founds a company once, however often the same command comes', async () => {
  const message = {
    commandId: randomUUID(),
    company: { name: 'Once Ltd', profile: 'DE', currency: 'EUR' } as const,
    owner: '',
    series: { prefix: 'RE-', yearly: true, width: 4, first: 1 },
    logo: null,
  };
  const before = readdirSync(join(program.data, 'companies')).length;
  const founded = await program.ask('companies.create', message);
  expect(await program.ask('companies.create', message)).toEqual(founded);
  expect(readdirSync(join(program.data, 'companies'))).toHaveLength(before + 1);
  expect(await program.ask('taxes.list', {})).not.toEqual([]);
  expect((await program.ask('company.get', {})).fields.name).toBe('Once Ltd');
});
