/** The same rules on both stores, over real HTTP: strangers, roles, revocation, files, keys, snapshots. */
import { afterAll, describe, expect, it } from 'vitest';
import { runAdmin } from '../../server/admin/commands.ts';
import { withheldBody } from '../../shared/events/withheld-body.ts';
import { snapshotText } from '../../shared/wire/blobs.ts';
import { toWireCommit } from '../../shared/wire/commits.ts';
import { Desktop, must, send, sha256 } from './desktop.ts';
import { idOf, office, officeOn, whole } from './each-store.ts';
import { newPlace, openOffice, removePostgres, STORES } from './office.ts';

afterAll(removePostgres);

describe.each(STORES)('who may what with the server on %s', (kind) => {
  officeOn(kind);

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
