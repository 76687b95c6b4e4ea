/** What is typed stays: a draft survives the end of the program, whether its user or the system ends it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundOffice } from '../app/office.ts';
import { Clerk } from './clerk.ts';
import { freshFolder, launch, type Program, removeFolder } from './harness.ts';

let data: string;
let program: Program;
let clerk: Clerk;

const start = async () => {
  program = await launch({ data, arguments: ['--lang=en-GB'], size: [1360, 860] });
  await program.page.getByRole('heading', { level: 1 }).waitFor();
  clerk = await Clerk.at(program.page);
};

beforeAll(async () => {
  data = freshFolder();
  await start();
  await foundOffice(program);
  await clerk.sees('Dashboard');
});

afterAll(async () => {
  await program.close();
  removeFolder(data);
});

const kept = async () => {
  const [row] = await program.ask('drafts.list', {});
  return row ? (await program.ask('drafts.get', { id: row.id })).draft : null;
};

describe('a draft', () => {
  it('EV12: is kept while it is typed, without being asked to', async () => {
    await clerk.press('Control+n');
    await clerk.standsAt('Bill to');
    await clerk.enter('harbour');
    await clerk.reads('1 Quay Street');
    await clerk.press('Control+l');
    await clerk.standsAt('Item');
    await clerk.enter('Words that must not be lost');
    await clerk.standsAt('Quantity');
    await clerk.enter('3');
    await clerk.press('Enter');
    await clerk.type('17.5');
    await clerk.press('Enter');
    await expect.poll(async () => (await kept())?.lines[0]?.unitPrice).toBe('17.5');
    await clerk.reads(/^Saved/);
  });

  it('stands there with the same field in focus after the program was killed', async () => {
    await program.kill();
    await start();
    await clerk.sees('Invoice draft');
    await clerk.reads('Words that must not be lost');
    await clerk.reads('63.00');
    await clerk.standsAt('Discount');
    await program.shot('keeping-restored');
  });

  it('goes on from there: what is typed next lands in that field', async () => {
    await clerk.enter('10%');
    await clerk.reads('56.70');
    await program.app.close();
    await start();
    await clerk.sees('Invoice draft');
    await clerk.reads('56.70');
  });

  it('is issued once although the program is killed right after, and is no draft any more', async () => {
    await clerk.press('Control+Enter');
    await clerk.standsAt('Issue invoice');
    await clerk.press('Enter');
    await clerk.sees('Invoice K-00001');
    await program.kill();
    await start();
    await clerk.sees(/Dashboard|Invoice/);
    expect(await program.ask('drafts.list', {})).toEqual([]);
    expect(await program.ask('books.counts', {})).toMatchObject({ documents: 1 });
  });
});
