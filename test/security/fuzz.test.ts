/** IPC fuzz in the real window: thousands of messages shaped by the contract and bent at random. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { type ChannelName, contract } from '../../shared/contract/contract.ts';
import { launch, type Program } from '../journey/harness.ts';
import { randomInput, randomOf } from './random-input.ts';

const SEED = 20_261_121;
/** Bulk is the business of `test/main/ipc-fuzz.test.ts`; here each goes through a page, a process and a window of books. */
const MESSAGES = 1_000;
const AT_ONCE = 50;
const TODAY = '2026-11-21';

/** What a right message would do to the system around the program, or would end the company: only wrong ones are sent. */
const BEYOND: ReadonlySet<string> = new Set<ChannelName>([
  'companies.create',
  'companies.createDemo',
  'companies.open',
  'companies.close',
  'companies.showFolder',
  'companies.rebuildBooks',
  'recovery.export',
  'personal.export',
  'lists.export',
  'lists.print',
  'prints.start',
  'documents.exportZip',
  'aging.print',
  'documents.savePdf',
  'documents.openPdf',
  'documents.print',
  'documents.saveEInvoice',
  'mail.saveAccount',
  'mail.test',
  'mail.handOver',
  'hub.backup',
  'hub.restore',
  'moving.out',
  'moving.write',
  'moving.choose',
]);

let program: Program;

beforeAll(async () => {
  program = await launch();
  await program.ask('companies.createDemo', {
    commandId: '0192f0c0-0000-7000-8000-000000000003',
    profile: 'GB',
    name: 'Fuzz Ltd',
    invoices: 30,
  });
});

afterAll(() => program.close());

const knownIds = async (): Promise<string[]> => {
  const page = { cursor: null, limit: 20 } as const;
  const filter = { search: '', customer: null, from: null, to: null } as const;
  const documents = await program.ask('documents.list', {
    ...filter,
    ...page,
    status: 'all',
    sort: 'number',
    direction: 'asc',
    today: TODAY,
  });
  const payments = await program.ask('payments.list', {
    ...filter,
    ...page,
    status: 'all',
    sort: 'date',
    direction: 'asc',
  });
  const customers = await program.ask('customers.list', {
    search: '',
    archived: false,
    sort: 'name',
    direction: 'asc',
    ...page,
  });
  const items = await program.ask('items.list', { search: '', archived: false, ...page });
  const lists = await Promise.all([
    program.ask('taxes.list', {}),
    program.ask('terms.list', {}),
    program.ask('methods.list', {}),
  ]);
  return [documents.rows, payments.rows, customers.rows, items.rows, ...lists].flat().map(({ id }) => id);
};

it(`answers ${MESSAGES} random messages (seed ${SEED}) as data, and stays whole`, async () => {
  const random = randomInput(randomOf(SEED), await knownIds());
  const names = Object.keys(contract) as ChannelName[];
  const kinds: Record<string, number> = {};
  const faults: string[] = [];
  for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) {
    const messages = Array.from({ length: AT_ONCE }, (): [string, unknown] => {
      const name = random.pick(names);
      const input = random.of(contract[name].input);
      return BEYOND.has(name) && contract[name].input.safeParse(input).success ? [name, null] : [name, input];
    });
    const replies = await program.page.evaluate(async (batch) => {
      const { invoke } = (window as unknown as { counterfoil: Bridge }).counterfoil;
      return Promise.all(
        batch.map(
          ([name, input]) => invoke(name, input) as Promise<{ ok: boolean; error?: { kind: string } }>,
        ),
      );
    }, messages);
    replies.forEach((reply, at) => {
      const kind = reply.ok === true ? 'ok' : (reply.error?.kind ?? 'no result');
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      if (kind === 'internal' || kind === 'no result' || kind === 'storage') {
        faults.push(`${JSON.stringify(messages[at])} → ${JSON.stringify(reply)}`);
      }
    });
  }
  const log = readFileSync(join(program.data, 'logs', 'main.log'), 'utf8');
  expect(
    faults,
    log
      .split('\n')
      .filter((line) => line.includes('"level":"error"'))
      .join('\n'),
  ).toEqual([]);
  // Both doors were tried: messages that were refused by their shape, and messages that got through.
  const { invalid, ok } = kinds;
  expect(invalid).toBeGreaterThan(MESSAGES / 10);
  expect(ok).toBeGreaterThan(MESSAGES / 10);
  expect(await program.ask('companies.verify', {})).toMatchObject({ intact: true });
  for (const by of ['due', 'issue'] as const) {
    expect(await program.ask('aging.report', { asOf: TODAY, by })).toMatchObject({ tied: true });
  }
});
