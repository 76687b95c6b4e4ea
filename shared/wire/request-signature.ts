/**
 * How a request says who asks: the device's Ed25519 key signs this one request – method, path, body, time, nonce and the
 * server it is meant for. Nothing in it is of use with another request, company or server, or a second time.
 */
import { type Sha256, toHex } from '../events/commit.ts';

const SCHEME = 'Counterfoil-1';
const FORM =
  /^Counterfoil-1 ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{1,15}) ([0-9a-f]{32}) ([A-Za-z0-9+/]{86}==)$/;

const utf8 = new TextEncoder();

/** What the header says. `time`: UTC milliseconds by the server's clock as far as the client knows it. */
export interface RequestProof {
  readonly device: string;
  readonly time: number;
  /** 16 random bytes, hex; never used twice. */
  readonly nonce: string;
  /** Ed25519 over `requestText`, base64. */
  readonly signature: string;
}

export interface SignedRequest {
  /** The server's id, as `hello` told it. */
  readonly server: string;
  readonly method: string;
  /** Path with query, exactly as it stands in the request line. */
  readonly path: string;
  readonly device: string;
  readonly time: number;
  readonly nonce: string;
  readonly body: Uint8Array;
}

/** The bytes that are signed. */
export function requestText(request: SignedRequest, sha256: Sha256): Uint8Array {
  const { server, method, path, device, time, nonce, body } = request;
  return utf8.encode([SCHEME, server, method, path, device, time, nonce, toHex(sha256(body))].join('\n'));
}

/** Value of the `authorization` header. */
export function authorization({ device, time, nonce, signature }: RequestProof): string {
  return `${SCHEME} ${device} ${time} ${nonce} ${signature}`;
}

/** What an `authorization` header says; `undefined` when it is not of this form. */
export function readAuthorization(header: string): RequestProof | undefined {
  const match = FORM.exec(header);
  if (!match) return undefined;
  const [, device, time, nonce, signature] = match as unknown as [string, string, string, string, string];
  return { device, time: Number(time), nonce, signature };
}
