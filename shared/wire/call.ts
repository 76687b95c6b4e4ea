/** A call as a request, and the answer as data: the client's half of the wire, without any transport. */
import { err, ok, type Result } from '../errors/result.ts';
import type { z } from '../events/zod.ts';
import { type Refusal, zRefused } from './refusal.ts';
import {
  type WireCall,
  type WireInput,
  type WireName,
  type WireOutput,
  type WireParams,
  type WireQuery,
  wire,
} from './wire.ts';

export interface WireRequest {
  readonly method: string;
  /** Path with query, as it stands in the request line and in what is signed. */
  readonly path: string;
  readonly contentType: string | null;
  readonly body: Uint8Array;
}

const JSON_TYPE = 'application/json';
const FILE_TYPE = 'application/octet-stream';

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The request of a call. Ids, hashes and query values are of letters, digits and dashes: nothing needs escaping. */
export function wireRequest<Name extends WireName>(
  name: Name,
  params: WireParams<Name>,
  query: WireQuery<Name>,
  input: WireInput<Name>,
): WireRequest {
  const { method, path, input: shape }: WireCall = wire[name];
  const named = params as Readonly<Record<string, string>>;
  const filled = path.replace(/:(\w+)/g, (_whole, key: string) => named[key] as string);
  const asked = Object.entries(query as Readonly<Record<string, string | number>>);
  const search = asked.map(([key, value]) => `${key}=${value}`).join('&');
  return {
    method,
    path: search === '' ? filled : `${filled}?${search}`,
    contentType: shape === null ? null : shape === 'bytes' ? FILE_TYPE : JSON_TYPE,
    body:
      input === null
        ? new Uint8Array()
        : input instanceof Uint8Array
          ? input
          : utf8.encode(JSON.stringify(input)),
  };
}

/** An answer that is not of this protocol: a proxy's error page, a network's sign-in page, half an answer. */
export interface Foreign {
  readonly code: 'foreign';
}

/**
 * The answer to a call. Whatever is not of this protocol is never taken for an answer: ask again later. But what a proxy on the
 * way finds too large it will find so again.
 */
export function wireAnswer<Name extends WireName>(
  name: Name,
  status: number,
  body: Uint8Array,
): Result<WireOutput<Name>, Refusal | Foreign> {
  const { output }: WireCall = wire[name];
  if (status === 200 && output === 'bytes') return ok(body as WireOutput<Name>);
  const said = parseJson(body);
  if (status === 200) {
    const parsed = (output as z.ZodType).safeParse(said);
    return parsed.success ? ok(parsed.data as WireOutput<Name>) : err(FOREIGN);
  }
  return err(zRefused.safeParse(said).data?.refused ?? (status === 413 ? TOO_LARGE : FOREIGN));
}

/** A proxy does not say how much it would take. */
const TOO_LARGE: Refusal = { code: 'too-large', bytes: 0, limit: 0 };
const FOREIGN: Foreign = { code: 'foreign' };

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8.decode(body));
  } catch {
    return undefined;
  }
}
