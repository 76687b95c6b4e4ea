/** Who asks: the device whose signature the request bears (docs/sync.md, "Who asks"). */
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../shared/errors/index.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import { readAuthorization, requestText } from '../../shared/wire/request-signature.ts';
import type { Asker, Context } from '../context.ts';
import { isSignedBy, sha256 } from '../crypto.ts';
import { readDevice } from '../store/rows.ts';
import { makeNonces } from './nonces.ts';

export interface Presented {
  readonly authorization: string;
  readonly method: string;
  /** Path with query, as it stood in the request line. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly company: string;
}

export type Authenticate = (presented: Presented) => Promise<Result<Asker, Refusal>>;

export function makeAuthenticate(context: Context): Authenticate {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  // A request's time may lie so far ahead and so far behind: its nonce counts for both together.
  const nonces = makeNonces(2 * LIMITS.requestClock, hash);
  return async ({ authorization, method, path, body, company }) => {
    const proof = readAuthorization(authorization);
    if (proof === undefined) return err({ code: 'unknown-device' });
    const now = context.now();
    if (Math.abs(proof.time - now) > LIMITS.requestClock) return err({ code: 'clock', time: now });
    const { device, time, nonce, signature } = proof;
    const row = await context.database.read((sql) => readDevice(sql, company, device));
    if (row === null || row.state === 'author') return err({ code: 'unknown-device' });
    const text = requestText({ server: context.server, method, path, device, time, nonce, body }, sha256);
    if (!isSignedBy(row.publicKey, text, signature)) return err({ code: 'bad-request' });
    if (!nonces.use(device, nonce, now)) return err({ code: 'replayed' });
    return ok({ company, device, role: row.role, state: row.state });
  };
}
