/**
 * SY7: a server is restored while an author can bring nothing any more. What one desktop has taken in reaches all others, or it
 * had not taken it in.
 */
import { expect, it } from 'vitest';
import { COMPANY, id } from '../books/record.ts';
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
  other,
  reader,
  restoreWithoutAuthor,
  server,
  threeDesksForEach,
  work,
} from './shut-out.ts';

threeDesksForEach();

it('what came behind a commit whose body never came is handed on with the commit itself, in short', async () => {
  author.way.largest = NARROW;
  work(author.desk, customer(1, LARGE));
  work(author.desk, customer(2));
  await later();
  expect(customersAt(reader)).toEqual([id('cust', 2)]);
  await restoreWithoutAuthor();
  expectTheSame([2]);
  expect(asides()).toEqual([['withheld'], ['withheld']]);
});

it('a body that nobody brought is brought by whoever else has the commit whole', async () => {
  // The reader handed the commit on in short, and the third has it whole from the time when its author still came.
  author.way.largest = NARROW;
  work(author.desk, customer(1, LARGE));
  work(author.desk, customer(2));
  await later();
  const withoutBody = server.backup();
  author.way.heal();
  other.desk.session?.again();
  reader.desk.session?.pause();
  await later(200);
  expect(customersAt(other)).toEqual([id('cust', 1), id('cust', 2)]);
  await restoreWithoutAuthor(withoutBody);
  expectTheSame([1, 2]);
  expect(asides()).toEqual([[], []]);
});

it('an author who did not know that its commit was handed on in short brings the body', async () => {
  reader.desk.session?.pause();
  work(author.desk, customer(1));
  await later();
  const { hashes } = server;
  reader.way.unsigned.add(hashes.at(-1) as string);
  reader.desk.session?.again();
  await later(2);
  expect(reader.desk.place?.aside).toMatchObject([{ why: 'unsigned' }]);
  reader.way.largest = 10;
  work(author.desk, customer(2));
  await later(2);
  author.desk.session?.pause();
  // The reader comes first, and has the author's commit only in short.
  server.restore(before);
  reader.way.largest = Number.POSITIVE_INFINITY;
  reader.desk.session?.again();
  await later(20);
  author.desk.session?.again();
  await healed();
  expectTheSame([1, 2]);
  expect(asides()).toEqual([[], []]);
});

it('behind a commit that came damaged nothing of its author is taken in, and what is lost is lost for all', async () => {
  reader.desk.session?.pause();
  work(author.desk, customer(1));
  work(author.desk, customer(2));
  await later();
  reader.way.damaged.add(server.hashes.at(-2) as string);
  reader.desk.session?.again();
  await later();
  expect(reader.desk.place?.aside.map(({ why }) => why)).toEqual(['damaged', 'behind']);
  work(author.desk, customer(3));
  await later();
  expect(reader.desk.place?.aside.map(({ why }) => why)).toEqual(['damaged', 'behind', 'behind']);
  await restoreWithoutAuthor();
  expectTheSame([]);
  expect(asides()).toEqual([[], []]);
});

it('what waited behind a damaged commit comes in with it', async () => {
  reader.desk.session?.pause();
  for (const which of [1, 2, 3]) work(author.desk, customer(which));
  await later();
  reader.way.damaged.add(server.hashes.at(-3) as string);
  reader.desk.session?.again();
  await later(70);
  expect(customersAt(reader)).toEqual([]);
  await healed();
  expectTheSame([1, 2, 3]);
  expect(asides()).toEqual([[], []]);
});

it('what was taken in late, out of its author’s order, is handed on in that order', async () => {
  reader.desk.session?.pause();
  work(author.desk, customer(1));
  await later();
  reader.way.unsigned.add(server.hashes.at(-1) as string);
  reader.desk.session?.again();
  await later(2);
  work(author.desk, customer(2));
  await later();
  expect(customersAt(reader)).toEqual([id('cust', 1), id('cust', 2)]);
  await restoreWithoutAuthor();
  expectTheSame([1, 2]);
});

it('a run that is signed at its end alone goes through a narrow way without its bodies', async () => {
  author.desk.session?.pause();
  for (const which of [1, 2, 3]) work(author.desk, customer(which, 'x'.repeat(900)));
  author.desk.session?.again();
  await later();
  expect(customersAt(reader)).toHaveLength(3);
  server.revoke(author.desk.device);
  server.restore(before);
  reader.way.largest = 3500;
  await later(60);
  expect(server.head).toBe(before.commits.length + 3);
  await healed();
  expectTheSame([1, 2, 3]);
  expect(asides()).toEqual([[], []]);
});

it('commits of an author whom the server did not know are brought when it does', async () => {
  work(author.desk, customer(1));
  await later();
  const devices = before.devices.filter(({ device }) => device !== author.desk.device);
  await restoreWithoutAuthor({
    ...before,
    devices,
    commits: before.commits.filter(({ device }) => device !== author.desk.device),
  });
  expect([customersAt(reader).length, customersAt(other).length]).toEqual([1, 0]);
  server.enrol(COMPANY, author.desk.device, author.desk.key.publicKey);
  // The answer to the first try is lost.
  reader.way.losing = 'push';
  await later(120);
  expect(reader.way.losing).toBeNull();
  expectTheSame([1]);
});

it('a place of an earlier epoch stays one of that epoch, whoever asks for it again', async () => {
  // The answer to the push is lost, and the backup has what was pushed.
  other.desk.session?.again();
  await later();
  author.way.losing = 'push';
  work(author.desk, customer(1));
  await later(1);
  author.desk.session?.pause();
  server.restore(server.backup());
  work(reader.desk, customer(2));
  await later();
  author.desk.session?.again();
  await later(120);
  expect(author.way.losing).toBeNull();
  expect([reader, other].map(({ desk }) => desk.digest())).toEqual(Array(2).fill(author.desk.digest()));
});

it('a place that came with damaged bytes is told once they come whole, with its epoch', async () => {
  work(author.desk, customer(1));
  await later();
  const hash = server.hashes.at(-1) as string;
  reader.desk.session?.pause();
  // The commits of the reader come behind it from now on.
  work(reader.desk, customer(1, 'later'));
  other.desk.session?.again();
  server.restore(before);
  await later(60);
  reader.way.damaged.add(hash);
  reader.desk.session?.again();
  await later(30);
  expect(reader.desk.place?.aside).toMatchObject([{ hash, why: 'damaged' }]);
  server.restore(server.backup());
  await later(30);
  reader.way.heal();
  reader.desk.failing = 'journal';
  await later(70);
  expect(reader.desk.place?.aside).toMatchObject([{ hash, why: 'damaged' }]);
  reader.desk.failing = null;
  await healed();
  expectTheSame([1]);
  expect(asides()).toEqual([[], []]);
});

it('of a commit that came damaged more is kept as soon as more of it comes, and it is said anew why it waits', async () => {
  author.way.largest = NARROW;
  reader.desk.session?.pause();
  work(author.desk, customer(1, LARGE));
  work(author.desk, customer(2));
  await later();
  reader.way.damaged.add(server.hashes.at(-2) as string);
  reader.desk.session?.again();
  await later();
  expect(reader.desk.place?.aside.map(({ why }) => why)).toEqual(['damaged', 'behind']);
  reader.way.heal();
  await later(130);
  expect(reader.desk.place?.aside.map(({ why }) => why)).toEqual(['withheld']);
  await restoreWithoutAuthor();
  expectTheSame([2]);
});

it('a body that was there when its author passed by is brought again by it when the server is set back to before', async () => {
  reader.desk.session?.pause();
  work(author.desk, customer(1));
  await later();
  reader.way.unsigned.add(server.hashes.at(-1) as string);
  reader.desk.session?.again();
  await later(2);
  expect(reader.desk.place?.aside).toMatchObject([{ why: 'unsigned' }]);
  // It ends with the next page, before it looks at the first commit again: it has that one in short.
  reader.desk.dying = 'after';
  work(author.desk, customer(2));
  other.desk.session?.again();
  await later();
  expect([customersAt(reader), customersAt(other).length]).toEqual([[id('cust', 2)], 2]);
  author.desk.session?.pause();
  other.desk.session?.pause();
  await later(1);
  server.restore(before);
  reader.desk.start();
  await later(2);
  const withoutBody = server.backup();
  expect(asides()[0]).toEqual(['withheld']);
  reader.desk.session?.pause();
  other.desk.session?.again();
  await later();
  author.desk.session?.again();
  await later();
  // Whoever had brought the body is not there any more.
  other.desk.crash();
  server.restore(withoutBody);
  await healed();
  expect(customersAt(reader)).toEqual([id('cust', 1), id('cust', 2)]);
  expect(reader.desk.digest()).toBe(author.desk.digest());
  expect([reader, author].map(({ desk }) => [desk.place?.aside, desk.place?.held])).toEqual(
    Array(2).fill([[], []]),
  );
});
