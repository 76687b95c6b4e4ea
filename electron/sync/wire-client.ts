/** Makes calls of the wire over some transport: signs each for this device, and counts time by the server's clock. */
import { createHash, randomBytes } from 'node:crypto';
import { err, type Result } from '../../shared/errors/index.ts';
import { wireAnswer, wireRequest } from '../../shared/wire/call.ts';
import { authorization, requestText } from '../../shared/wire/request-signature.ts';
import {
  type WireInput,
  type WireName,
  type WireOutput,
  type WireParams,
  type WireQuery,
  wire,
} from '../../shared/wire/wire.ts';
import type { DeviceKey } from '../security/device-key.ts';
import type { HeardClock } from './server-clock.ts';
import type { SyncFailure } from './sync-failure.ts';

export interface TransportRequest {
  readonly method: string;
  /** Path with query, as it is signed. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type TransportAnswer =
  | {
      readonly answered: true;
      readonly status: number;
      /** Milliseconds of a `Retry-After` header, which proxies send too; `null` without one. */
      readonly retryAfter: number | null;
      readonly body: Uint8Array;
    }
  /** `proxy`: the way leads over one that does not answer or refuses; `foreign`: somebody else wants to be asked. */
  | {
      readonly answered: false;
      readonly why: 'unreachable' | 'certificate' | 'proxy' | 'proxy-login' | 'foreign';
    };

/** One server address; never throws. The desktop's own goes through the system's proxies. */
export type Transport = (request: TransportRequest, signal: AbortSignal) => Promise<TransportAnswer>;

/** The device in whose name calls are signed. */
export interface Caller {
  readonly device: string;
  readonly key: Pick<DeviceKey, 'sign'>;
}

export interface WireClientOptions {
  readonly transport: Transport;
  /** `null` for somebody who is not a device yet: then only `hello` and `claim` are understood. */
  readonly caller: Caller | null;
  readonly now: () => number;
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
/** What a proxy answers that wants a name and a password. */
const PROXY_LOGIN = 407;
/** What whoever stands before the server answers while that is away. */
const MISSES_SERVER: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);
/** The longest `Retry-After` that is believed, milliseconds. */
const LONGEST_WAIT = 60 * 60_000;

export class WireClient {
  private readonly options: WireClientOptions;
  private readonly ended = new AbortController();
  private serverId: string | null = null;
  /** The server's clock less ours, milliseconds. */
  private ahead = 0;
  private heard = false;

  constructor(options: WireClientOptions) {
    this.options = options;
  }

  /** Both clocks as the server last told its own, counted on to now; `null` before it has. */
  get clock(): HeardClock | null {
    const local = this.options.now();
    return this.heard ? { server: local + this.ahead, local } : null;
  }

  /** The server's own id, for which requests are signed. */
  async server(): Promise<Result<string, SyncFailure>> {
    if (this.serverId === null) {
      const hello = await this.send('hello', {}, {}, null, null);
      if (!hello.ok) return hello;
      this.serverId = hello.value.server;
      this.hear(hello.value.time);
    }
    return { ok: true, value: this.serverId };
  }

  /** Calls, signed for this device where the call needs it; what the server asks to be put right is put right once. */
  async call<Name extends WireName>(
    name: Name,
    params: WireParams<Name>,
    query: WireQuery<Name>,
    input: WireInput<Name>,
    signal?: AbortSignal,
  ): Promise<Result<WireOutput<Name>, SyncFailure>> {
    const { caller } = this.options;
    if (wire[name].roles === null) return this.send(name, params, query, input, null, signal);
    if (!caller) return err({ code: 'unknown-device' });
    const server = await this.server();
    if (!server.ok) return server;
    const first = await this.send(name, params, query, input, caller, signal);
    if (first.ok || !(await this.putRight(first.error, server.value))) return first;
    return this.send(name, params, query, input, caller, signal);
  }

  /** Whether what the server refused can be asked in another way now. */
  private async putRight(refused: SyncFailure, asked: string): Promise<boolean> {
    if (refused.code === 'replayed') return true;
    if (refused.code === 'clock') {
      this.hear(refused.time);
      return true;
    }
    if (refused.code !== 'bad-request') return false;
    // Signed for a server that is no longer the one that answers there: a restored one has a new id.
    this.serverId = null;
    const present = await this.server();
    return present.ok && present.value !== asked;
  }

  /** Ends every call under way. */
  close(): void {
    this.ended.abort();
  }

  private hear(time: number): void {
    this.ahead = time - this.options.now();
    this.heard = true;
  }

  private async send<Name extends WireName>(
    name: Name,
    params: WireParams<Name>,
    query: WireQuery<Name>,
    input: WireInput<Name>,
    caller: Caller | null,
    signal?: AbortSignal,
  ): Promise<Result<WireOutput<Name>, SyncFailure>> {
    const { method, path, contentType, body } = wireRequest(name, params, query, input);
    const headers: Record<string, string> = {};
    if (contentType) headers['content-type'] = contentType;
    if (caller) headers.authorization = this.sign(caller, method, path, body);
    const signals = signal ? AbortSignal.any([signal, this.ended.signal]) : this.ended.signal;
    const answer = await this.options.transport({ method, path, headers, body }, signals);
    if (!answer.answered) return err({ code: answer.why });
    const { status, body: said, retryAfter } = answer;
    const read = wireAnswer(name, status, said);
    if (read.ok || (read.error.code !== 'unavailable' && read.error.code !== 'foreign')) return read;
    const after = Math.min(LONGEST_WAIT, retryAfter ?? 0);
    // A page in the server's place, as of a network that wants a sign-in; or one of who stands before it and misses it, too.
    if (read.error.code === 'foreign' && after === 0 && !MISSES_SERVER.has(status))
      return err({ code: status === PROXY_LOGIN ? 'proxy-login' : 'foreign' });
    return retryAfter === null && read.error.code === 'unavailable'
      ? read
      : err({ code: 'unavailable', after });
  }

  private sign({ device, key }: Caller, method: string, path: string, body: Uint8Array): string {
    const time = this.options.now() + this.ahead;
    const nonce = randomBytes(16).toString('hex');
    const server = this.serverId as string;
    const text = requestText({ server, method, path, device, time, nonce, body }, sha256);
    return authorization({ device, time, nonce, signature: Buffer.from(key.sign(text)).toString('base64') });
  }
}
