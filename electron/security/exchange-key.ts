/** A device's X25519 pair (DV1, DV5), made when it is first asked for. Losing it loses nothing: keys are sealed to it anew. */
import { createPrivateKey } from 'node:crypto';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import type { SecretStore } from '../ports.ts';
import type { KeyFile } from './device-key.ts';
import { type ExchangeKey, exchangeKeyOf, newExchangeKey } from './sealing.ts';

export async function readOrMakeExchangeKey(
  file: KeyFile,
  secrets: SecretStore,
): Promise<Result<ExchangeKey, AppError>> {
  const sealed = await file.read();
  if (!sealed.ok) return sealed;
  try {
    if (sealed.value) {
      const key = Buffer.from(secrets.open(sealed.value));
      return ok(exchangeKeyOf(createPrivateKey({ key, format: 'der', type: 'pkcs8' })));
    }
  } catch {
    // The key store came back without it: a new pair takes its place.
  }
  const made = newExchangeKey();
  const written = await file.write(secrets.seal(made.privateKey.export({ type: 'pkcs8', format: 'der' })));
  return written.ok ? ok(made) : written;
}
