/** Where a server may be: https anywhere, plain http on this machine only. The page never names an address that is fetched unseen. */
import type { FieldProblem } from '../../shared/errors/index.ts';

/** One server, as this desktop keeps it. */
export interface ServerPlace {
  /** Origin without a path: `https://office.example:8443`. */
  readonly address: string;
  /** SHA-256 of the server's certificate, hex; empty for a certificate that the system itself trusts. */
  readonly pin: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address of a server and nothing else: no path, no user, no password. */
function originOf(typed: string): URL | undefined {
  const text = typed.trim();
  try {
    const url = new URL(text.includes('://') ? text : `https://${text}`);
    const { username, password, pathname, search, hash, hostname, protocol } = url;
    const isBare = [username, password, search, hash].every((part) => part === '') && pathname === '/';
    return isBare && hostname !== '' && /^https?:$/.test(protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

const isSafe = ({ protocol, hostname }: URL): boolean => protocol === 'https:' || LOOPBACK.has(hostname);

const fingerprintOf = (pin: string): string => pin.replace(/[\s:]/g, '').toLowerCase();

const isFingerprint = (fingerprint: string): boolean =>
  fingerprint === '' || /^[0-9a-f]{64}$/.test(fingerprint);

/** What is wrong with a typed server, beside its field; nothing for one that `readServerPlace` reads. */
export function serverProblems(typed: string, pin: string): FieldProblem[] {
  const url = originOf(typed);
  const ofAddress = !url ? 'not-an-address' : isSafe(url) ? null : 'not-encrypted';
  return [
    ...(ofAddress === null ? [] : [{ path: 'address', problem: ofAddress }]),
    ...(isFingerprint(fingerprintOf(pin)) ? [] : [{ path: 'pin', problem: 'not-a-fingerprint' }]),
  ];
}

/** The server that somebody typed; `undefined` for what is no address, names a path or a password, or is not safe. */
export function readServerPlace(typed: string, pin: string): ServerPlace | undefined {
  const url = originOf(typed);
  const fingerprint = fingerprintOf(pin);
  return url && isSafe(url) && isFingerprint(fingerprint)
    ? { address: url.origin, pin: fingerprint }
    : undefined;
}

/** What the other screen shows to be scanned or pasted: server, certificate and code in one line (DV1). */
export function invitationText({ address, pin }: ServerPlace, code: string): string {
  return `counterfoil:${code}@${address}${pin ? `#${pin}` : ''}`;
}

/** Reads `invitationText` back; `undefined` for anything else. */
export function readInvitation(text: string): { place: ServerPlace; code: string } | undefined {
  const match = /^counterfoil:([0-9A-Za-z -]{10,16})@([^#\s]+)(?:#([0-9a-f]{64}))?$/.exec(text.trim());
  const place = match?.[2] ? readServerPlace(match[2], match[3] ?? '') : undefined;
  return match?.[1] && place ? { place, code: match[1] } : undefined;
}
