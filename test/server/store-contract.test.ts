/** The same rules on both stores, over real HTTP: push, pull, order, epochs, forks. */
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { authorHash, NO_PREVIOUS, toHex } from '../../shared/events/commit.ts';
import { toWireCommit } from '../../shared/wire/commits.ts';
import { firstCompanyChain, nextCompanyChain } from '../../shared/wire/company-chain.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import { composeCommit, Desktop, must, sha256 } from './desktop.ts';
import { office, officeOn, whole } from './each-store.ts';
import { removePostgres, STORES } from './office.ts';

afterAll(removePostgres);

describe.each(STORES)('the server on %s', (kind) => {
  officeOn(kind);

  it('SY1: gives places in one order and answers them', async () => {
    const one = await office.founder();
    const two = await office.join(one.company);
    const first = must(await one.push(office, one.pushOf(one.write(2))));
    const second = must(await two.push(office, two.pushOf(two.write(1))));
    const third = must(await one.push(office, one.pushOf(one.write(1))));
    expect(first.accepted.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(second.accepted.map(({ sequence }) => sequence)).toEqual([3]);
    expect(third).toMatchObject({
      head: 4,
      stopped: null,
      accepted: [{ id: one.commits[2]?.id, sequence: 4 }],
    });
    const { ids } = await whole(one.company);
    const [a, b, c] = one.commits;
    expect(ids).toEqual([a?.id, b?.id, two.commits[0]?.id, c?.id]);
  });

  it('SY1: answers a push that comes again with the places of then, whole or in part', async () => {
    const one = await office.founder();
    const commits = one.write(4);
    const first = must(await one.push(office, one.pushOf(commits.slice(0, 3))));
    expect(must(await one.push(office, one.pushOf(commits.slice(0, 3))))).toEqual(first);
    const overlapping = must(await one.push(office, one.pushOf(commits.slice(1))));
    expect(overlapping.accepted.slice(0, 2)).toEqual(first.accepted.slice(1));
    expect(overlapping.accepted[2]).toMatchObject({ id: commits[3]?.id, sequence: 4 });
    expect((await whole(one.company)).head).toBe(4);
  });

  it('SY1: two pushes of one batch at once are one', async () => {
    const one = await office.founder();
    const batch = one.pushOf(one.write(20));
    const answers = await Promise.all(Array.from({ length: 4 }, () => one.push(office, batch)));
    const [first, ...others] = answers.map((answer) => must(answer).accepted);
    for (const other of others) expect(other).toEqual(first);
    expect((await whole(one.company)).ids).toEqual(one.commits.map(({ id }) => id));
  });

  it('SY3: pages without gaps, under a chain that anybody can follow', async () => {
    const one = await office.founder();
    must(await one.push(office, one.pushOf(one.write(25))));
    const { epoch, chain: last } = await whole(one.company);
    let chain = firstCompanyChain(one.company, sha256);
    let after = 0;
    while (after < 25) {
      const page = must(await one.pull(office, { epoch, after, limit: 7 }));
      expect(page.commits[0]?.sequence).toBe(after + 1);
      for (const commit of page.commits) {
        chain = nextCompanyChain(chain, commit, sha256);
        expect(commit.chain).toBe(chain);
        expect(commit.sequence).toBe(after + 1);
        after = commit.sequence;
      }
    }
    expect(chain).toBe(last);
    expect(must(await one.pull(office, { epoch, after })).commits).toEqual([]);
  });

  it('SY3: brings signatures along, and own commits in brief or in full', async () => {
    const one = await office.founder();
    const commits = one.write(3);
    const { epoch } = must(await one.push(office, one.pushOf(commits)));
    const { commits: brief } = must(await one.pull(office, { epoch, own: 'brief' }));
    expect(brief.map((each) => each.kind === 'brief' && each.id)).toEqual(commits.map(({ id }) => id));
    const { commits: full, signatures } = must(await one.pull(office, { epoch, own: 'full' }));
    expect(full.map((each) => each.kind === 'full' && each.commit)).toEqual(
      commits.map(({ bytes }) => toWireCommit(bytes)),
    );
    expect(signatures).toEqual([one.signatureOf(commits[2]!)]);
  });

  it('SY3: a page ends before it grows too large, and is never empty for that', async () => {
    const one = await office.founder();
    for (const commit of one.write(6, 900_000)) must(await one.push(office, one.pushOf([commit])));
    const { epoch, head } = must(await one.call(office, 'status', {}, {}, null));
    const page = must(await one.pull(office, { epoch }));
    expect(head).toBe(6);
    expect(page.commits.length).toBe(5);
    expect(must(await one.pull(office, { epoch, after: 5 })).commits.length).toBe(1);
  });

  it('SY3: holds a pull until something comes', async () => {
    const one = await office.founder();
    const two = await office.join(one.company);
    const { epoch } = must(await one.call(office, 'status', {}, {}, null));
    const waiting = two.pull(office, { epoch, wait: 20_000 });
    const commits = one.write(1);
    must(await one.push(office, one.pushOf(commits)));
    expect(must(await waiting).commits.length).toBe(1);
    expect(must(await two.pull(office, { epoch, after: 1, wait: 10 })).commits).toEqual([]);
  });

  it('SY2: takes what is vouched for and says why the rest is not', async () => {
    const one = await office.founder();
    const commits = one.write(5);
    const push = one.pushOf(commits);
    const upToThird = { ...push, signatures: [one.signatureOf(commits[2]!)] };
    expect(must(await one.push(office, upToThird))).toMatchObject({
      head: 3,
      stopped: { code: 'bad-signature', sequence: 4 },
    });
    const withGap = { ...push, commits: [push.commits[3]!, push.commits[4]!, push.commits[4]!] };
    expect(must(await one.push(office, withGap))).toMatchObject({
      head: 5,
      stopped: { code: 'gap', expected: 6 },
    });
  });

  it.each([
    ['with a gap before them', 'gap', (one: Desktop) => one.pushOf(one.write(3).slice(1))],
    [
      'signed by another key',
      'bad-signature',
      (one: Desktop) => {
        const push = one.pushOf(one.write(2));
        const [signature] = push.signatures;
        return {
          ...push,
          signatures: [{ ...signature!, signature: new Desktop().sign(Buffer.from(signature!.hash)) }],
        };
      },
    ],
    [
      'signed for another hash',
      'bad-signature',
      (one: Desktop) => {
        const push = one.pushOf(one.write(2));
        return { ...push, signatures: [{ ...push.signatures[0]!, hash: 'ab'.repeat(32) }] };
      },
    ],
    [
      'of another company',
      'malformed',
      (one: Desktop) => {
        const bytes = composeCommit({
          id: randomUUID(),
          company: randomUUID(),
          device: one.device,
          sequence: 1,
          previous: '0'.repeat(64),
          body: '',
        });
        return { ...one.pushOf(one.write(1)), commits: [toWireCommit(bytes)] };
      },
    ],
    [
      'of another author',
      'malformed',
      (one: Desktop) => {
        const other = new Desktop(one.company);
        return { ...one.pushOf(one.write(1)), commits: other.pushOf(other.write(1)).commits };
      },
    ],
    [
      'that are no commits',
      'malformed',
      (one: Desktop) => ({ ...one.pushOf(one.write(1)), commits: [{ envelope: 'AAAA', body: '' }] }),
    ],
    [
      'of a stranger',
      'unknown-author',
      (one: Desktop) => {
        const other = new Desktop(one.company);
        return other.pushOf(other.write(1));
      },
    ],
    ['for another epoch', 'wrong-epoch', (one: Desktop) => one.pushOf(one.write(1), 'elsewhere')],
  ])('SY2: takes no commits %s', async (_what, code, make) => {
    const one = await office.founder();
    expect(await one.push(office, make(one))).toMatchObject({ ok: false, error: { code } });
    expect((await whole(one.company)).head).toBe(0);
  });

  it('DV3: another commit under a known number is a fork, never taken for the same', async () => {
    const one = await office.founder();
    const [first, second] = one.write(2);
    must(await one.push(office, one.pushOf([first!, second!])));
    const clone = one.write(2, 61, first);
    const refused = await one.push(office, one.pushOf(clone));
    expect(refused).toEqual({ ok: false, error: { code: 'forked', sequence: 2, hash: second?.hash } });
    const later = await one.push(office, one.pushOf(clone.slice(1)));
    expect(later).toEqual({ ok: false, error: { code: 'forked', sequence: 2, hash: second?.hash } });
    expect((await whole(one.company)).ids).toEqual([first?.id, second?.id]);
  });

  it('EV5: one id under two devices is two commits: nothing is dropped by its id', async () => {
    const one = await office.founder();
    const two = await office.join(one.company);
    const [commit] = one.write(1);
    must(await one.push(office, one.pushOf([commit!])));
    const bytes = composeCommit({
      id: commit!.id,
      company: one.company,
      device: two.device,
      sequence: 1,
      previous: '0'.repeat(64),
      body: 'again',
    });
    const same = { id: commit!.id, sequence: 1, hash: toHex(authorHash(bytes, sha256)), bytes };
    must(await two.push(office, two.pushOf([same])));
    expect((await whole(one.company)).ids).toEqual([commit!.id, commit!.id]);
  });

  it('SY2, EV7, DV5: content is no ground for refusal, nor is a newer envelope', async () => {
    const one = await office.founder();
    const id = randomUUID();
    const said = {
      format: 9,
      id,
      company: one.company,
      device: one.device,
      sequence: 1,
      previous: NO_PREVIOUS,
      news: [1.5],
    };
    const bytes = { envelope: Buffer.from(JSON.stringify(said)), body: Buffer.from([0xff, 0x00, 0xfe]) };
    const commit = { id, sequence: 1, hash: toHex(authorHash(bytes, sha256)), bytes };
    must(await one.push(office, one.pushOf([commit])));
    const { commits } = await whole(one.company);
    expect(commits[0]).toMatchObject({ commit: toWireCommit(bytes) });
  });

  it('SY1: takes one commit however large, up to what a frame holds', async () => {
    const one = await office.founder();
    const [large] = one.write(1, LIMITS.commitBytes - 1000);
    must(await one.push(office, one.pushOf([large!])));
    const huge = one.write(1, LIMITS.commitBytes);
    expect(await one.push(office, one.pushOf(huge))).toMatchObject({ error: { code: 'too-large' } });
  });

  it('says where it stands, for every author', async () => {
    const one = await office.founder();
    const two = await office.join(one.company);
    must(await one.push(office, one.pushOf(one.write(2))));
    const status = must(await two.call(office, 'status', {}, {}, null));
    expect(status).toMatchObject({ head: 2, role: 'clerk', epochs: [{ after: 0 }] });
    const authors = new Map(status.authors.map((author) => [author.device, author]));
    expect(authors.get(one.device)).toMatchObject({ sequence: 2, hash: one.commits[1]?.hash });
    expect(authors.get(two.device)).toMatchObject({ sequence: 0, hash: null });
  });
});
