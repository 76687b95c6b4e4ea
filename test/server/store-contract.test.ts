/** The same rules on both stores, over real HTTP: push, pull, epochs, roles, strangers, revocation. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAdmin } from '../../server/admin/commands.ts';
import { authorHash, NO_PREVIOUS, toHex } from '../../shared/events/commit.ts';
import { withheldBody } from '../../shared/events/withheld-body.ts';
import { snapshotText } from '../../shared/wire/blobs.ts';
import { toWireCommit } from '../../shared/wire/commits.ts';
import { firstCompanyChain, nextCompanyChain } from '../../shared/wire/company-chain.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import { composeCommit, Desktop, must, send, sha256 } from './desktop.ts';
import { newPlace, type Office, openOffice, removePostgres, STORES, type StorePlace } from './office.ts';

afterAll(removePostgres);

describe.each(STORES)('the server on %s', (kind) => {
  let place: StorePlace;
  let office: Office;
  beforeAll(async () => {
    place = await newPlace(kind);
    office = await openOffice(place, await place.open());
  });
  afterAll(async () => {
    await office.close();
    place.remove();
  });

  /** Everything that the server hands out of a company, as another device of it sees it. */
  async function whole(company: string) {
    const reader = await office.join(company, 'auditor');
    const { epoch, head, chain } = must(await reader.call(office, 'status', {}, {}, null));
    const { commits, signatures } = must(await reader.pull(office, { epoch }));
    return { epoch, head, chain, commits, signatures, ids: commits.map(idOf) };
  }

  const idOf = (pulled: {
    readonly kind: string;
    readonly commit?: { readonly envelope: string };
  }): string => {
    const { commit } = pulled;
    return JSON.parse(Buffer.from(commit?.envelope ?? '', 'base64').toString()).id;
  };

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

  it('shows a company to nobody else, and not even that it is there', async () => {
    const one = await office.founder();
    const other = await office.founder();
    const { epoch } = must(await one.push(office, one.pushOf(one.write(1))));
    const stranger = new Desktop(one.company);
    const nowhere = new Desktop();
    const unknown = { ok: false, error: { code: 'unknown-device' } };
    for (const who of [stranger, nowhere]) expect(await who.pull(office, { epoch })).toEqual(unknown);
    const elsewhere = { company: one.company };
    expect(await other.call(office, 'status', elsewhere, {}, null)).toEqual(unknown);
    expect(await other.call(office, 'devices', elsewhere, {}, null)).toEqual(unknown);
    const at = { ...elsewhere, kind: 'blob', sha256: 'ab'.repeat(32) };
    expect(await other.call(office, 'getFile', at, {}, null)).toEqual(unknown);
    expect(await other.call(office, 'push', elsewhere, {}, one.pushOf(one.commits))).toEqual(unknown);
  });

  it('keeps auditors from writing and clerks from managing', async () => {
    const one = await office.founder();
    const auditor = await office.join(one.company, 'auditor');
    const clerk = await office.join(one.company, 'clerk');
    expect(await auditor.push(office, auditor.pushOf(auditor.write(1)))).toMatchObject({
      error: { code: 'not-allowed' },
    });
    expect(await clerk.call(office, 'openPairing', {}, {}, { role: 'clerk' })).toMatchObject({
      error: { code: 'not-allowed' },
    });
    const { publicKey } = clerk;
    const asOwner = { name: 'x', role: 'owner', state: 'active', publicKey, exchangeKey: null } as const;
    const manager = await office.join(one.company, 'manager');
    expect(await manager.call(office, 'setDevice', { device: clerk.device }, {}, asOwner)).toMatchObject({
      error: { code: 'not-allowed' },
    });
    must(await one.call(office, 'setDevice', { device: clerk.device }, {}, asOwner));
    must(await clerk.call(office, 'openPairing', {}, {}, { role: 'owner' }));
  });

  it('DV4: refuses a revoked device, keeps what it still had, and takes that from a manager', async () => {
    const one = await office.founder();
    const lost = await office.join(one.company);
    const commits = lost.write(4);
    must(await lost.push(office, lost.pushOf(commits.slice(0, 1))));
    must(await runAdmin(office.running.context, ['revoke', one.company, lost.device]));
    const refused = { ok: false, error: { code: 'revoked', held: 2 } };
    expect(await lost.push(office, lost.pushOf(commits.slice(1, 3)))).toEqual(refused);
    expect(await lost.push(office, lost.pushOf(commits.slice(1, 3)))).toEqual(refused);
    expect(await lost.push(office, lost.pushOf(commits.slice(1)))).toMatchObject({ error: { held: 3 } });
    expect(await lost.call(office, 'status', {}, {}, null)).toMatchObject({ error: { code: 'revoked' } });
    expect((await whole(one.company)).head).toBe(1);

    const held = must(await one.call(office, 'held', {}, { device: lost.device }, null));
    expect(held.commits).toEqual(commits.slice(1).map(({ bytes }) => toWireCommit(bytes)));
    const approval = { epoch: null, author: lost.device, ...held };
    const clerk = await office.join(one.company);
    expect(await clerk.push(office, approval)).toMatchObject({ error: { code: 'not-allowed' } });
    must(await one.push(office, approval));
    expect((await whole(one.company)).ids).toEqual(commits.map(({ id }) => id));
    expect(must(await one.call(office, 'held', {}, { device: lost.device }, null)).commits).toEqual([]);
  });

  it('SY7: once restored, takes what any desktop holds of a revoked device', async () => {
    const one = await office.founder();
    const lost = await office.join(one.company);
    const clerk = await office.join(one.company);
    const sent = lost.pushOf(lost.write(1));
    must(await runAdmin(office.running.context, ['revoke', one.company, lost.device]));
    expect(await clerk.push(office, sent)).toMatchObject({ error: { code: 'not-allowed' } });
    must(await runAdmin(office.running.context, ['epoch', one.company]));
    must(await clerk.push(office, { ...sent, epoch: null }));
    expect((await whole(one.company)).ids).toEqual(lost.commits.map(({ id }) => id));
  });

  it('SY4: hands an author its own commits in brief, but for those that it has without their bodies', async () => {
    const one = await office.founder();
    const [first, second] = one.write(2);
    const body = withheldBody(sha256(second!.bytes.body));
    const pushed = one.pushOf([first!, second!]);
    const short = toWireCommit({ envelope: second!.bytes.envelope, body });
    must(await one.push(office, { ...pushed, commits: [pushed.commits[0]!, short] }));
    const { epoch } = must(await one.call(office, 'status', {}, {}, null));
    const { commits } = must(await one.pull(office, { epoch, own: 'brief' }));
    expect(commits).toMatchObject([
      { kind: 'brief', id: first!.id },
      { kind: 'full', hash: second!.hash, commit: short },
    ]);
  });

  it('SY7: an emptied company is refilled from what one client holds', async () => {
    const one = await office.founder();
    const two = await office.join(one.company);
    must(await one.push(office, one.pushOf(one.write(2))));
    must(await two.push(office, two.pushOf(two.write(2))));
    const before = await whole(one.company);
    const emptyPlace = await newPlace(kind);
    const empty = await openOffice(emptyPlace, await emptyPlace.open());
    try {
      const [invitation] = must(await runAdmin(empty.running.context, ['invite']));
      must(await one.claim(empty, invitation!.replace('-', ''), one.company));
      const others = { ...two.pushOf(two.commits), signatures: before.signatures };
      expect(await one.push(empty, others)).toMatchObject({ error: { code: 'unknown-author' } });
      const { publicKey } = two;
      const author = { name: 'Two', role: 'clerk', state: 'author', publicKey, exchangeKey: null } as const;
      must(await one.call(empty, 'setDevice', { device: two.device }, {}, author));
      must(await one.push(empty, one.pushOf(one.commits)));
      must(await one.push(empty, others));
      expect(await two.call(empty, 'status', {}, {}, null)).toMatchObject({
        error: { code: 'unknown-device' },
      });
      const { epoch, head } = must(await one.call(empty, 'status', {}, {}, null));
      const { commits } = must(await one.pull(empty, { epoch }));
      expect(head).toBe(4);
      expect(new Set(commits.map(idOf))).toEqual(new Set(before.ids));
    } finally {
      await empty.close();
      emptyPlace.remove();
    }
  });

  it('keeps files under their hash and refuses what is something else', async () => {
    const one = await office.founder();
    const other = await office.founder();
    const bytes = Buffer.from('an archived PDF');
    const hash = Buffer.from(sha256(bytes)).toString('hex');
    const at = { kind: 'blob', sha256: hash };
    const asked = { kind: 'blob' as const, hashes: [hash] };
    expect(must(await one.call(office, 'missingFiles', {}, {}, asked)).missing).toEqual([hash]);
    expect(await one.call(office, 'putFile', at, {}, Buffer.from('x'))).toMatchObject({
      error: { code: 'hash-differs' },
    });
    must(await one.call(office, 'putFile', at, {}, bytes));
    must(await one.call(office, 'putFile', at, {}, bytes));
    expect(must(await one.call(office, 'missingFiles', {}, {}, asked)).missing).toEqual([]);
    expect(Buffer.from(must(await one.call(office, 'getFile', at, {}, null)))).toEqual(bytes);
    expect(await other.call(office, 'getFile', at, {}, null)).toMatchObject({ error: { code: 'not-found' } });
  });

  it('EV10, AU4: keeps keys of personal data for those who work with them, until they are erased', async () => {
    const one = await office.founder();
    const auditor = await office.join(one.company, 'auditor');
    const names = ['1', '2'].map((digit) => digit.repeat(64));
    const [name = ''] = names;
    const at = { kind: 'key', sha256: name };
    const asked = { kind: 'key' as const, hashes: names };
    expect(await one.call(office, 'putFile', at, {}, Buffer.alloc(5000))).toMatchObject({
      error: { code: 'too-large' },
    });
    must(await one.call(office, 'putFile', at, {}, Buffer.from('a key')));
    must(await one.call(office, 'putFile', at, {}, Buffer.from('the same key, sealed anew')));
    expect(must(await one.call(office, 'missingFiles', {}, {}, asked)).missing).toEqual(names.slice(1));
    expect(Buffer.from(must(await one.call(office, 'getFile', at, {}, null))).toString()).toBe(
      'the same key, sealed anew',
    );
    for (const refused of [
      await auditor.call(office, 'getFile', at, {}, null),
      await auditor.call(office, 'dropKeys', {}, {}, { names }),
    ])
      expect(refused).toMatchObject({ error: { code: 'not-allowed' } });
    must(await one.call(office, 'dropKeys', {}, {}, { names }));
    must(await one.call(office, 'dropKeys', {}, {}, { names }));
    expect(await one.call(office, 'getFile', at, {}, null)).toMatchObject({ error: { code: 'not-found' } });
    expect(must(await one.call(office, 'missingFiles', {}, {}, asked)).missing).toEqual(names);
  });

  it('SY5: keeps the newest snapshot of a projector, signed and with all its chunks', async () => {
    const one = await office.founder();
    const chunk = Buffer.from('a piece of the books');
    const hash = Buffer.from(sha256(chunk)).toString('hex');
    const snapshot = {
      sequence: 7,
      chain: 'ab'.repeat(32),
      digest: 'd',
      projector: 1,
      bytes: chunk.length,
      chunks: [hash],
      device: one.device,
    };
    const signed = { snapshot, signature: one.sign(snapshotText(snapshot)) };
    expect(await one.call(office, 'putSnapshot', {}, {}, signed)).toMatchObject({
      error: { code: 'not-found' },
    });
    must(await one.call(office, 'putFile', { kind: 'chunk', sha256: hash }, {}, chunk));
    const forged = { ...signed, snapshot: { ...snapshot, digest: 'e' } };
    expect(await one.call(office, 'putSnapshot', {}, {}, forged)).toMatchObject({
      error: { code: 'bad-signature' },
    });
    must(await one.call(office, 'putSnapshot', {}, {}, signed));
    const older = { ...snapshot, sequence: 6 };
    must(
      await one.call(
        office,
        'putSnapshot',
        {},
        {},
        { snapshot: older, signature: one.sign(snapshotText(older)) },
      ),
    );
    expect(must(await one.call(office, 'snapshot', {}, { projector: 1 }, null)).newest).toMatchObject(signed);
    expect(must(await one.call(office, 'snapshot', {}, { projector: 2 }, null)).newest).toBeNull();
  });

  it('answers health and, to this machine, metrics that name nobody', async () => {
    const one = await office.founder();
    must(await one.push(office, one.pushOf(one.write(1))));
    const get = (path: string) =>
      send(office.url, { method: 'GET', path, contentType: null, body: new Uint8Array() });
    expect((await get('/health')).status).toBe(200);
    const metrics = Buffer.from((await get('/metrics')).body).toString();
    expect(metrics).toMatch(/counterfoil_requests_total\{call="push",outcome="ok"\} \d+/);
    expect(metrics).toMatch(/counterfoil_commits_accepted_total \d+/);
    expect(metrics).not.toContain(one.company);
    expect(metrics).not.toContain(one.device);
  });

  it('remembers everything when it is started again', async () => {
    const ownPlace = await newPlace(kind);
    let again = await openOffice(ownPlace, await ownPlace.open());
    const one = await again.founder();
    const pushed = must(await one.push(again, one.pushOf(one.write(30))));
    const status = must(await one.call(again, 'status', {}, {}, null));
    await again.close();
    again = await openOffice(ownPlace, await ownPlace.open());
    const after = must(await one.call(again, 'status', {}, {}, null));
    expect({ ...after, time: 0 }).toEqual({ ...status, time: 0 });
    expect(must(await one.push(again, one.pushOf(one.commits)))).toEqual(pushed);
    await again.close();
    ownPlace.remove();
  });
});
