/** SY7: a commit whose body is lacking at the server is brought by whoever has it whole, whatever was cut meanwhile. */
import { beforeEach, describe, expect, it } from 'vitest';
import { id } from '../books/record.ts';
import {
  asides,
  author,
  before,
  customer,
  customersAt,
  expectTheSame,
  healed,
  LARGE,
  later,
  NARROW,
  reader,
  server,
  threeDesksForEach,
  work,
} from './shut-out.ts';

threeDesksForEach();

describe('a body is brought by whom its commit, which it has whole, came damaged at first', () => {
  beforeEach(async () => {
    author.way.largest = NARROW;
    work(author.desk, customer(1, LARGE));
    work(author.desk, customer(2));
    await later();
    // So the reader has it in short, and nobody but its author whole.
    reader.desk.session?.pause();
    author.way.damaged.add(server.hashes.at(-2) as string);
  });

  async function setAside(seconds: number): Promise<void> {
    await later(seconds);
    expect(author.desk.place?.aside).toMatchObject([{ why: 'damaged' }]);
  }

  async function broughtByAuthor(): Promise<void> {
    author.way.heal();
    author.desk.session?.again();
    await healed();
    expectTheSame([1, 2]);
    expect(author.desk.digest()).toBe(reader.desk.digest());
    expect(asides()).toEqual([[], []]);
    expect(author.desk.place).toMatchObject({ aside: [], held: [] });
  }

  it('and its place is one of the present epoch', async () => {
    author.way.largest = Number.POSITIVE_INFINITY;
    await later(70);
    author.desk.session?.pause();
    server.restore(before);
    reader.desk.session?.again();
    await later(20);
    author.desk.session?.again();
    await setAside(30);
    await broughtByAuthor();
  });

  it('and its place is one of an earlier epoch', async () => {
    const withoutBody = server.backup();
    author.way.largest = Number.POSITIVE_INFINITY;
    await later(70);
    expect(author.desk.place?.held).toEqual([]);
    server.restore(withoutBody);
    await setAside(30);
    await broughtByAuthor();
  });

  it.each(['known', 'journal', 'receive'] as const)('once %s works again', async (part) => {
    server.restore(server.backup());
    await setAside(30);
    author.way.heal();
    author.desk.failing = part;
    await setAside(70);
    author.desk.failing = null;
    await broughtByAuthor();
  });

  it('once the server says which files it has', async () => {
    const withoutBody = server.backup();
    author.way.largest = Number.POSITIVE_INFINITY;
    await later(70);
    server.restore(withoutBody);
    await setAside(30);
    author.way.heal();
    author.way.fileless = true;
    author.desk.session?.again();
    await setAside(70);
    await broughtByAuthor();
  });
});

it('a body that no proxy lets through is noted as held once the books answer again', async () => {
  author.way.largest = 10;
  author.way.onRefused = () => {
    author.desk.failing = 'sync';
  };
  work(author.desk, customer(1, LARGE));
  await later();
  expect(author.way.refused).toBeGreaterThan(0);
  author.desk.failing = null;
  expect(author.desk.place?.held).toEqual([]);
  author.way.onRefused = () => undefined;
  author.desk.session?.again();
  await later(20);
  expect(author.desk.place?.held).toHaveLength(1);
  author.way.heal();
  author.desk.session?.again();
  await healed();
  expectTheSame([1]);
});

it('a long run without bodies takes along what was in short from the beginning', async () => {
  reader.desk.session?.pause();
  author.way.largest = 7000;
  work(author.desk, customer(1, 'x'.repeat(9000)));
  await later();
  author.desk.session?.pause();
  for (const which of [2, 3]) work(author.desk, customer(which, 'x'.repeat(900)));
  author.desk.session?.again();
  await later();
  reader.way.unsigned.add(server.hashes.at(-3) as string);
  reader.desk.session?.again();
  await later();
  expect(customersAt(reader)).toEqual([id('cust', 2), id('cust', 3)]);
  server.revoke(author.desk.device);
  server.restore(before);
  reader.way.largest = 3500;
  await later(60);
  await healed();
  expectTheSame([2, 3]);
  expect(asides()).toEqual([['withheld'], ['withheld']]);
});

it('a refill that is cut where a body was noted as held is begun again', async () => {
  author.way.largest = NARROW;
  work(author.desk, customer(1, LARGE));
  await later();
  author.desk.session?.pause();
  await later(1);
  server.restore(before);
  author.way.largest = 10;
  author.desk.session?.again();
  await later();
  expect(server.head).toBe(before.commits.length);
  author.way.heal();
  author.desk.session?.again();
  await healed();
  expectTheSame([1]);
});

it('a new epoch is turned to only when the record could be looked through for bodies', async () => {
  reader.desk.failing = 'journal';
  const { epoch } = reader.desk.place ?? {};
  server.restore(server.backup());
  await later(60);
  expect(reader.desk.place?.epoch).toBe(epoch);
  reader.desk.failing = null;
  await healed();
  expect(reader.desk.place?.epoch).not.toBe(epoch);
  expectTheSame([]);
});
