/**
 * Fuzzing of the wire (seeded): requests of a real desktop, mutated at every level – header, path, query, JSON, base64, envelope,
 * signature, raw bytes –, against a real server over HTTP. Nothing may be answered with a fault, nobody may learn of another
 * company, and what stands in the company may only be what its devices signed.
 */
import { randomUUID } from 'node:crypto';
import { type WireRequest, wireRequest } from '../../shared/wire/call.ts';
import { firstCompanyChain, nextCompanyChain } from '../../shared/wire/company-chain.ts';
import { zRefused } from '../../shared/wire/refusal.ts';
import type { TortureResult } from '../crash/crash-torture.ts';
import { seeded } from '../crash/random.ts';
import { type Desktop, must, send, sha256 } from './desktop.ts';
import { newPlace, type Office, openOffice, removePostgres } from './office.ts';

type Random = () => number;
const STEPS = 1_000_000;

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const WRONG: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  '',
  'x',
  '0',
  [],
  [[]],
  {},
  'ab'.repeat(32),
  '\u0000',
  '\ud800',
  'a'.repeat(70_000),
  { __proto__: null },
  '1; DROP TABLE commits',
  '../../etc/passwd',
  Number.MAX_SAFE_INTEGER,
];

/** One member of a JSON value, somewhere in it, replaced, doubled or taken away. */
function mutateJson(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.2) return pick(random, WRONG);
  const copy = structuredClone(value) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const key = keys.length === 0 ? 'x' : pick(random, keys);
  const roll = random();
  if (roll < 0.15) delete copy[key];
  else if (roll < 0.25) copy[`${key}2`] = copy[key];
  else if (roll < 0.35 && Array.isArray(copy)) copy.push(...structuredClone(copy));
  else copy[key] = mutateJson(random, copy[key]);
  return copy;
}

function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const roll = random();
  if (roll < 0.3) return copy.subarray(0, Math.floor(random() * copy.length));
  if (roll < 0.4) return Buffer.concat([copy, copy.subarray(0, 20)]);
  for (let flips = 0; flips < 3 && copy.length > 0; flips += 1)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return copy;
}

const mutateText = (random: Random, text: string): string => {
  const at = Math.floor(random() * (text.length + 1));
  return (
    text.slice(0, at) +
    pick(random, ['', '/', '%00', '?', '&', '=', '0', '%', ':', 'é', '..']) +
    text.slice(at + 1)
  );
};

/** A request that is right, of one of the calls. */
function honest(random: Random, one: Desktop, epoch: string): WireRequest {
  const { company } = one;
  const hash = 'ab'.repeat(32);
  const { publicKey } = one;
  return pick(random, [
    () =>
      wireRequest(
        'push',
        { company },
        {},
        one.pushOf(one.commits.slice(0, 1 + Math.floor(random() * 3)), epoch),
      ),
    () => wireRequest('pull', { company }, { after: 0, epoch, limit: 5, wait: 0, own: 'full' }, null),
    () => wireRequest('status', { company }, {}, null),
    () => wireRequest('devices', { company }, {}, null),
    () => wireRequest('held', { company }, { device: one.device }, null),
    () =>
      wireRequest(
        'setDevice',
        { company, device: randomUUID() },
        {},
        { name: 'x', role: 'clerk', state: 'author', publicKey, exchangeKey: null },
      ),
    () => wireRequest('openPairing', { company }, {}, { role: 'clerk' }),
    () => wireRequest('pairing', { company, pairing: randomUUID() }, {}, null),
    () =>
      wireRequest(
        'confirmPairing',
        { company, pairing: randomUUID() },
        {},
        { device: one.device, accept: true, sealed: null },
      ),
    () => wireRequest('missingFiles', { company }, {}, { kind: 'blob', hashes: [hash] }),
    () => wireRequest('putFile', { company, kind: 'blob', sha256: hash }, {}, Buffer.from('bytes')),
    () => wireRequest('putFile', { company, kind: 'key', sha256: hash }, {}, Buffer.from('a key')),
    () => wireRequest('dropKeys', { company }, {}, { names: [hash] }),
    () => wireRequest('getFile', { company, kind: 'chunk', sha256: hash }, {}, null),
    () => wireRequest('snapshot', { company }, { projector: 1 }, null),
    () =>
      wireRequest(
        'claim',
        {},
        {},
        {
          code: '0123456789',
          company,
          device: one.device,
          name: 'x',
          publicKey,
          exchangeKey: null,
          proof: 'A'.repeat(86).concat('=='),
        },
      ),
  ])();
}

function mutateRequest(random: Random, request: WireRequest): WireRequest {
  const roll = random();
  if (roll < 0.2) return { ...request, path: mutateText(random, request.path) };
  if (roll < 0.3) return { ...request, method: pick(random, ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) };
  if (request.body.length === 0) return { ...request, path: mutateText(random, request.path) };
  if (roll < 0.5 || request.contentType !== 'application/json')
    return { ...request, body: mutateBytes(random, request.body) };
  const said = JSON.parse(Buffer.from(request.body).toString());
  return { ...request, body: Buffer.from(JSON.stringify(mutateJson(random, said)) ?? '') };
}

/** Inside a push: an envelope of other content, its hash and signature made to fit or not. */
function mutateCommit(random: Random, one: Desktop, epoch: string): WireRequest {
  const push = one.pushOf(one.commits.slice(0, 2), epoch);
  const [commit] = push.commits;
  const envelope = JSON.parse(Buffer.from(commit?.envelope ?? '', 'base64').toString());
  const other = Buffer.from(JSON.stringify(mutateJson(random, envelope)) ?? '').toString('base64');
  const changed = {
    ...push,
    commits: [{ envelope: other, body: commit?.body ?? '' }, ...push.commits.slice(1)],
  };
  return wireRequest('push', { company: one.company }, {}, changed);
}

const usable = ({ method, path, body }: WireRequest): boolean => {
  try {
    new URL(path, 'http://localhost');
  } catch {
    return false;
  }
  return path.startsWith('/') && !path.startsWith('//') && (method !== 'GET' || body.length === 0);
};

/** What is wrong with an answer, if something is. */
function wrongWith(status: number, body: Uint8Array, secret: readonly string[]): string | null {
  const text = Buffer.from(body).toString('latin1');
  const leaked = secret.find((each) => text.includes(each));
  if (leaked !== undefined) return `told of another company: ${text.slice(0, 300)}`;
  if (status === 200) return null;
  const refused = zRefused.safeParse(safeJson(text));
  if (!refused.success) return `${status} without a refusal: ${text.slice(0, 300)}`;
  return refused.data.refused.code === 'internal' ? `a fault: ${text}` : null;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `seen`: how many requests ended in which way, `ok` or the code of the refusal. */
export async function fuzzWire(cases: number, seed: number): Promise<TortureResult> {
  const place = await newPlace('postgresql');
  const office = await openOffice(place, await place.open());
  try {
    const source = seeded(seed);
    return await fuzz(office, cases, () => source.below(STEPS) / STEPS);
  } finally {
    await office.close();
    place.remove();
    await removePostgres();
  }
}

async function fuzz(office: Office, cases: number, random: Random): Promise<TortureResult> {
  const one = await office.founder();
  const other = await office.founder();
  must(await other.push(office, other.pushOf(other.write(3))));
  one.write(5);
  const { epoch } = must(await one.push(office, one.pushOf(one.commits.slice(0, 1))));
  const secret = [other.company, other.device, other.publicKey, ...other.commits.map(({ hash }) => hash)];
  const seen: Record<string, number> = {};
  const failed = (failure: string): TortureResult => ({ cases, seen, failure });
  for (let count = 0; count < cases; count += 1) {
    const right = honest(random, one, epoch);
    const roll = random();
    const wrong = roll < 0.2 ? mutateCommit(random, one, epoch) : mutateRequest(random, right);
    const request = usable(wrong) ? wrong : right;
    // Most requests are signed as they are: what is behind the signature is to be reached too.
    const header = one.proofOf(office.server, random() < 0.9 ? request : right);
    const headers = {
      authorization: random() < 0.05 ? mutateText(random, header).replace(/[^\x20-\x7e]/g, '') : header,
    };
    const answer = await send(office.url, request, headers);
    const bad = wrongWith(answer.status, answer.body, secret);
    if (bad !== null) return failed(`case ${count}: ${request.method} ${request.path}: ${bad}`);
    const outcome =
      answer.status === 200
        ? 'ok'
        : zRefused.parse(safeJson(Buffer.from(answer.body).toString())).refused.code;
    seen[outcome] = (seen[outcome] ?? 0) + 1;
  }
  return (await isAsSigned(office, one)) && (await isAsSigned(office, other))
    ? { cases, seen, failure: null }
    : failed('the company holds what its devices did not sign');
}

/** Whether a company is a beginning of what its one writer wrote, under its chain. */
async function isAsSigned(office: Office, one: Desktop): Promise<boolean> {
  const { epoch, chain } = must(await one.call(office, 'status', {}, {}, null));
  const { commits } = must(await one.pull(office, { epoch }));
  const followed = commits.reduce(
    (before, commit) => nextCompanyChain(before, commit, sha256),
    firstCompanyChain(one.company, sha256),
  );
  return followed === chain && commits.every(({ hash }, index) => hash === one.commits[index]?.hash);
}
