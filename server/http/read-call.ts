/** The parts of a request, checked against the shapes of its call. Nothing comes further that is of another shape. */
import { err, ok, type Result } from '../../shared/errors/index.ts';
import { zFileKind } from '../../shared/wire/blobs.ts';
import { FILE_SEAL_BYTES, LIMITS } from '../../shared/wire/limits.ts';
import { zId, zSha256 } from '../../shared/wire/primitives.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { WireCall } from '../../shared/wire/wire.ts';

const PARAMS = { company: zId, device: zId, pairing: zId, kind: zFileKind, sha256: zSha256 } as const;

const malformed = (detail: string): Result<never, Refusal> => err({ code: 'malformed', detail });

/** Text of JSON around base64: what a call may bring besides the bytes that it carries. */
const ENVELOPE = 512 * 1024;

/** How many bytes the body of a call may have. */
export function bodyLimit(name: string, call: WireCall): number {
  if (call.input === 'bytes') return LIMITS.blobBytes + FILE_SEAL_BYTES;
  return name === 'push' ? Math.ceil((LIMITS.pushBytes * 4) / 3) + ENVELOPE : ENVELOPE;
}

export function readParams(
  params: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, string>>, Refusal> {
  for (const [name, value] of Object.entries(params)) {
    const shape = PARAMS[name as keyof typeof PARAMS];
    if (!shape.safeParse(value).success) return malformed(`not a ${name}`);
  }
  return ok(params);
}

const DECIMAL = /^\d{1,15}$/;

/** Numbers are read where the shape wants one; an unknown or repeated name is refused. */
export function readQuery(
  call: WireCall,
  raw: Readonly<Record<string, unknown>>,
): Result<Readonly<Record<string, unknown>>, Refusal> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (typeof value !== 'string' || !(name in call.query.shape)) return malformed(`query: ${name}`);
    const wantsNumber = call.query.shape[name]?.def.type === 'number';
    read[name] = wantsNumber && DECIMAL.test(value) ? Number(value) : value;
  }
  const parsed = call.query.safeParse(read);
  return parsed.success ? ok(parsed.data) : malformed('query');
}

const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

export function readInput(call: WireCall, body: Uint8Array): Result<unknown, Refusal> {
  if (call.input === null) return body.length === 0 ? ok(null) : malformed('a body where none is due');
  if (call.input === 'bytes') return ok(body);
  let said: unknown;
  try {
    said = JSON.parse(fromUtf8.decode(body));
  } catch {
    return malformed('not JSON');
  }
  const parsed = call.input.safeParse(said);
  if (parsed.success) return ok(parsed.data);
  // Where it is wrong, never what was there.
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  return malformed(`body: ${path}`.slice(0, 300));
}
