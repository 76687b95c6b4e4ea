/** The device's Ed25519 key pair (EV2, DV2). Losing it means pairing again as a new device, never losing data. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { type AppError, ok, type Result, type StorageError } from '../../shared/errors/index.ts';
import type { SecretStore } from '../ports.ts';

export interface DeviceKey {
  /** Raw 32 bytes in base64. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** Where the sealed key is kept; reading gives `null` when there is none, and an error when there is one that cannot be read. */
export interface KeyFile {
  read(): Promise<Result<Uint8Array | null, StorageError>>;
  write(bytes: Uint8Array): Promise<Result<void, AppError>>;
}

/** DER prefix of an Ed25519 public key (RFC 8410); the raw 32 bytes follow it. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const rawPublicKey = (key: KeyObject): string =>
  createPublicKey(key)
    .export({ type: 'spki', format: 'der' })
    .subarray(SPKI_PREFIX.length)
    .toString('base64');

const deviceKey = (key: KeyObject): DeviceKey => ({
  publicKey: rawPublicKey(key),
  sign: (bytes) => sign(null, bytes, key),
});

/** True when `signature` (base64) over `bytes` was made by the holder of `publicKey` (raw, base64). */
export function verifySignature(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const der = Buffer.concat([SPKI_PREFIX, Buffer.from(publicKey, 'base64')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** Makes a new pair and keeps its private half sealed in `file`. */
export async function makeDeviceKey(
  file: KeyFile,
  secrets: SecretStore,
): Promise<Result<DeviceKey, AppError>> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const written = await file.write(secrets.seal(privateKey.export({ type: 'pkcs8', format: 'der' })));
  return written.ok ? ok(deviceKey(privateKey)) : written;
}

/** The private half kept in `file` as it can be handed on (DV3), PKCS #8 in DER; `null` when it cannot be read or opened. */
export async function exportDeviceKey(file: KeyFile, secrets: SecretStore): Promise<Uint8Array | null> {
  const sealed = await file.read();
  return sealed.ok && sealed.value && openPair(sealed.value, secrets) ? secrets.open(sealed.value) : null;
}

/** Keeps a private half that was handed on; answers `null` for bytes that are none. */
export async function keepDeviceKey(
  file: KeyFile,
  secrets: SecretStore,
  pkcs8: Uint8Array,
): Promise<DeviceKey | null> {
  const written = await file.write(secrets.seal(pkcs8));
  const kept = written.ok ? await readDeviceKey(file, secrets) : written;
  return kept.ok ? kept.value : null;
}

/**
 * The pair kept in `file`; `null` when it is missing or cannot be opened: then this desktop becomes a new device. A file that
 * is there and cannot be read is an error: nobody becomes another for a disk that refuses for a moment.
 */
export async function readDeviceKey(
  file: KeyFile,
  secrets: SecretStore,
): Promise<Result<DeviceKey | null, StorageError>> {
  const sealed = await file.read();
  return sealed.ok ? ok(sealed.value && openPair(sealed.value, secrets)) : sealed;
}

function openPair(sealed: Uint8Array, secrets: SecretStore): DeviceKey | null {
  try {
    return deviceKey(
      createPrivateKey({ key: Buffer.from(secrets.open(sealed)), format: 'der', type: 'pkcs8' }),
    );
  } catch {
    return null;
  }
}
