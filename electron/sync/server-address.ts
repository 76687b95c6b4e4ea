/** Where a server may be: https anywhere, plain http on this machine only. The page never names an address that is fetched unseen. */

/** One server, as this desktop keeps it. */
export interface ServerPlace {
  /** Origin without a path: `https://office.example:8443`. */
  readonly address: string;
  /** SHA-256 of the server's certificate, hex; empty for a certificate that the system itself trusts. */
  readonly pin: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The server that somebody typed; `undefined` for what is no address, names a path or a password, or is not safe. */
export function readServerPlace(typed: string, pin: string): ServerPlace | undefined {
  const text = typed.trim();
  const fingerprint = pin.replace(/[\s:]/g, '').toLowerCase();
  if (fingerprint !== '' && !/^[0-9a-f]{64}$/.test(fingerprint)) return undefined;
  let url: URL;
  try {
    url = new URL(text.includes('://') ? text : `https://${text}`);
  } catch {
    return undefined;
  }
  const bare = url.username === '' && url.password === '' && url.pathname === '/' && !url.search && !url.hash;
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  return bare && safe && url.hostname !== '' ? { address: url.origin, pin: fingerprint } : undefined;
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
