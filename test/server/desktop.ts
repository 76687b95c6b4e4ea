/** A desktop as the server sees it: a key, a chain of commits, and signed requests over real HTTP. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto';
import type { Result } from '../../shared/errors/index.ts';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import {
  authorHash,
  COMMIT_FORMAT,
  type CommitBytes,
  NO_PREVIOUS,
  toHex,
} from '../../shared/events/commit.ts';
import { type Foreign, type WireRequest, wireAnswer, wireRequest } from '../../shared/wire/call.ts';
import { toWireCommit } from '../../shared/wire/commits.ts';
import { claimText } from '../../shared/wire/pairing.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import { authorization, requestText } from '../../shared/wire/request-signature.ts';
import type { WireInput, WireName, WireOutput, WireParams, WireQuery } from '../../shared/wire/wire.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = new TextEncoder();

export interface SignedCommit {
  readonly id: string;
  readonly sequence: number;
  readonly hash: string;
  readonly bytes: CommitBytes;
}

/** Where a server listens, and who it says it is. */
export interface ServerAddress {
  readonly url: string;
  readonly server: string;
}

type Answer<Name extends WireName> = Promise<Result<WireOutput<Name>, Refusal | Foreign>>;

/** The bytes of a commit with a body that nobody reads. */
export function composeCommit(said: {
  readonly id: string;
  readonly company: string;
  readonly device: string;
  readonly sequence: number;
  readonly previous: string;
  readonly body: string;
}): CommitBytes {
  const { body, ...placed } = said;
  const envelope = {
    format: COMMIT_FORMAT,
    ...placed,
    clock: '0000000000000000',
    recorded: 0,
    offset: 0,
    actor: said.device,
    command: 'test',
    keyEpoch: 0,
  };
  return { envelope: utf8.encode(canonicalJson(envelope)), body: utf8.encode(body) };
}

/** Sends a request as it is. */
export async function send(
  url: string,
  request: WireRequest,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Uint8Array; readonly headers: Headers }> {
  const { method, path, contentType, body } = request;
  const response = await fetch(url + path, {
    method,
    headers: { ...headers, ...(contentType === null ? {} : { 'content-type': contentType }) },
    ...(body.length === 0 ? {} : { body: Buffer.from(body) }),
  });
  return { status: response.status, body: await response.bytes(), headers: response.headers };
}

/** Asks what needs no signature. */
export async function ask<Name extends 'hello' | 'claim'>(
  url: string,
  name: Name,
  input: WireInput<Name>,
): Answer<Name> {
  const request = wireRequest(name, {} as WireParams<Name>, {} as WireQuery<Name>, input);
  const { status, body } = await send(url, request);
  return wireAnswer(name, status, body);
}

export class Desktop {
  readonly company: string;
  readonly device = randomUUID();
  readonly publicKey: string;
  readonly #key: KeyObject;
  /** All commits that this desktop wrote, in the order of its sequence. */
  readonly commits: SignedCommit[] = [];
  /** UTC milliseconds by the server's clock. */
  now: () => number = Date.now;

  constructor(company: string = randomUUID()) {
    this.company = company;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    this.publicKey = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
  }

  sign(bytes: Uint8Array): string {
    return sign(null, bytes, this.#key).toString('base64');
  }

  /** Writes `count` commits after `last`, with bodies of so many bytes. */
  write(count: number, bodyBytes = 60, last: SignedCommit | undefined = this.commits.at(-1)): SignedCommit[] {
    const written: SignedCommit[] = [];
    for (let index = 0; index < count; index += 1) {
      const before = written.at(-1) ?? last;
      const id = randomUUID();
      const sequence = (before?.sequence ?? 0) + 1;
      const bytes = composeCommit({
        id,
        company: this.company,
        device: this.device,
        sequence,
        previous: before?.hash ?? NO_PREVIOUS,
        body: 'x'.repeat(bodyBytes),
      });
      written.push({ id, sequence, hash: toHex(authorHash(bytes, sha256)), bytes });
    }
    this.commits.push(...written);
    return written;
  }

  signatureOf({ sequence, hash }: Pick<SignedCommit, 'sequence' | 'hash'>) {
    return { device: this.device, sequence, hash, signature: this.sign(utf8.encode(hash)) };
  }

  /** A push of these commits of this desktop, signed at the last. */
  pushOf(commits: readonly SignedCommit[], epoch: string | null = null): WireInput<'push'> {
    const last = commits.at(-1);
    return {
      epoch,
      author: this.device,
      commits: commits.map(({ bytes }) => toWireCommit(bytes)),
      signatures: last === undefined ? [] : [this.signatureOf(last)],
    };
  }

  /** The header that signs a request. */
  proofOf(server: string, { method, path, body }: WireRequest): string {
    const nonce = randomBytes(16).toString('hex');
    const { device } = this;
    const time = this.now();
    const text = requestText({ server, method, path, device, time, nonce, body }, sha256);
    return authorization({ device, time, nonce, signature: this.sign(text) });
  }

  async call<Name extends WireName>(
    to: ServerAddress,
    name: Name,
    params: Omit<WireParams<Name>, 'company'> & { readonly company?: string },
    query: WireQuery<Name>,
    input: WireInput<Name>,
  ): Answer<Name> {
    const named = { company: this.company, ...params } as unknown as WireParams<Name>;
    const request = wireRequest(name, named, query, input);
    const headers = { authorization: this.proofOf(to.server, request) };
    const { status, body } = await send(to.url, request, headers);
    return wireAnswer(name, status, body);
  }

  push(to: ServerAddress, input: WireInput<'push'>): Answer<'push'> {
    return this.call(to, 'push', {}, {}, input);
  }

  pull(to: ServerAddress, query: Partial<WireQuery<'pull'>> & { readonly epoch: string }): Answer<'pull'> {
    return this.call(to, 'pull', {}, { after: 0, limit: 1000, wait: 0, own: 'full', ...query }, null);
  }

  /** Claims a pairing code, for this desktop's own company when the code brings one to the server. */
  claim(to: ServerAddress, code: string, company: string | null): Answer<'claim'> {
    const { device, publicKey } = this;
    const said = { code, company, device, name: 'Desk', publicKey, exchangeKey: null };
    return ask(to.url, 'claim', { ...said, proof: this.sign(claimText(to.server, said)) });
  }
}

/** The value of an answer that must be one. */
export function must<T>(answer: Result<T, unknown>): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
