/** What an `open` frame says (JO4). A restore or import writes another one, with a new incarnation. */
export interface OpenPayload {
  readonly journalId: string;
  readonly incarnation: string;
  readonly installId: string;
  /** The program's version, for support. */
  readonly app: string;
}

/** Every seal's payload has this length, so that a segment's seal is found from its end. */
export const SEAL_PAYLOAD_BYTES = 256;

/** A payload of the journal's own kinds: JSON, filled up with spaces (or cut) to `size` bytes when that is given. */
export function encodeOwn(value: object, size?: number): Uint8Array {
  const text = JSON.stringify(value);
  return new TextEncoder().encode(text.padEnd(size ?? 0)).subarray(0, size);
}

/** The fields of a payload written by `encodeOwn`; none when it is something else. */
export function decodeOwn(payload: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A field of `decodeOwn` as text; empty when it is missing. */
export function textField(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
