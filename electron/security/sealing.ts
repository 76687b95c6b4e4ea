/** The cryptography of sealed companies (DV5), all of it Node's own: AES-256-GCM, X25519, HKDF-SHA-256, HMAC-SHA-256. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Aead } from '../../shared/events/sealed-body.ts';

const TAG = 16;
const NONCE = 12;
const KEY = 32;

export const aead: Aead = {
  encrypt(key, nonce, associated, plain) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(associated);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  },
  decrypt(key, nonce, associated, sealed) {
    if (sealed.length < TAG) return undefined;
    const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
    cipher.setAAD(associated);
    cipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    try {
      return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - TAG)), cipher.final()]);
    } catch {
      return undefined;
    }
  },
};

export const newNonce = (): Uint8Array => randomBytes(NONCE);
export const newSecret = (): Uint8Array => randomBytes(KEY);

/** DER prefixes of X25519 keys (RFC 8410); the raw 32 bytes follow them. */
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** Somebody's X25519 pair. */
export interface ExchangeKey {
  /** Raw, base64. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

const rawOf = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(PUBLIC_PREFIX.length);

export const exchangeKeyOf = (privateKey: KeyObject): ExchangeKey => ({
  publicKey: rawOf(privateKey).toString('base64'),
  privateKey,
});

export const newExchangeKey = (): ExchangeKey => exchangeKeyOf(generateKeyPairSync('x25519').privateKey);

const publicKeyOf = (raw: string): KeyObject =>
  createPublicKey({
    key: Buffer.concat([PUBLIC_PREFIX, Buffer.from(raw, 'base64')]),
    format: 'der',
    type: 'spki',
  });

const derived = (secret: Uint8Array, salt: Uint8Array, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, KEY));

const text = (value: string): Buffer => Buffer.from(value, 'utf8');
/** Each box has a key of its own, so its nonce may be the same. */
const ONLY = Buffer.alloc(NONCE);

/** Seals bytes to somebody's public key, bound to what they are for; base64. */
export function seal(to: string, plain: Uint8Array, purpose: string): string {
  const own = newExchangeKey();
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: publicKeyOf(to) });
  const salt = Buffer.concat([Buffer.from(own.publicKey, 'base64'), Buffer.from(to, 'base64')]);
  const sealed = aead.encrypt(derived(shared, salt, 'counterfoil-box-1'), ONLY, text(purpose), plain);
  return Buffer.concat([Buffer.from(own.publicKey, 'base64'), sealed]).toString('base64');
}

/** Opens what was sealed to this key for this purpose; `undefined` for anything else. */
export function open(by: ExchangeKey, box: string, purpose: string): Uint8Array | undefined {
  const bytes = Buffer.from(box, 'base64');
  const sender = bytes.subarray(0, KEY);
  if (sender.length < KEY) return undefined;
  try {
    const publicKey = publicKeyOf(sender.toString('base64'));
    const shared = diffieHellman({ privateKey: by.privateKey, publicKey });
    const salt = Buffer.concat([sender, Buffer.from(by.publicKey, 'base64')]);
    return aead.decrypt(derived(shared, salt, 'counterfoil-box-1'), ONLY, text(purpose), bytes.subarray(KEY));
  } catch {
    return undefined;
  }
}

/** Crockford's base 32: no letter that can be taken for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 6;
const GROUP = 5;

/** Letters of a code, one for each byte. */
export const codeLetters = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('');

/** A code in groups of five letters, as it is shown. */
export const inGroups = (letters: string): string =>
  Array.from({ length: Math.ceil(letters.length / GROUP) }, (_group, at) =>
    letters.slice(at * GROUP, (at + 1) * GROUP),
  ).join('-');

/** The letters of a code as a person typed it; `undefined` when it is not of so many. */
export function typedLetters(typed: string, count: number): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return new RegExp(`^[${LETTERS}]{${count}}$`).test(letters) ? letters : undefined;
}

/** The X25519 pair that a code of 100 bits or more stands for: so many need no stretching. */
export function keyOfCode(letters: string, purpose: string): ExchangeKey {
  const seed = derived(text(letters), Buffer.alloc(0), purpose);
  return exchangeKeyOf(
    createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' }),
  );
}

/** A recovery code: 30 letters, 150 bits, in groups of five. */
export const newRecoveryCode = (): string => inGroups(codeLetters(randomBytes(GROUPS * GROUP)));

/** A code as a person typed it; `undefined` when it cannot be one. */
export const normalRecoveryCode = (typed: string): string | undefined => typedLetters(typed, GROUPS * GROUP);

/** The X25519 pair of a recovery code. */
export const recoveryKey = (code: string): ExchangeKey =>
  keyOfCode(normalRecoveryCode(code) ?? '', 'counterfoil-recovery-1');

const FILE_MAGIC = text('CFFILE1\n');

/** The name under which a sealed file lies at the server: only holders of the key can tell it from the file's hash. */
export function sealedName(secret: Uint8Array, sha256: string): string {
  return createHmac('sha256', derived(secret, Buffer.alloc(0), 'counterfoil-file-name-1'))
    .update(sha256)
    .digest('hex');
}

export function sealFile(secret: Uint8Array, name: string, plain: Uint8Array): Uint8Array {
  const nonce = newNonce();
  const head = Buffer.concat([FILE_MAGIC, nonce]);
  return Buffer.concat([head, aead.encrypt(secret, nonce, Buffer.concat([head, text(name)]), plain)]);
}

export function openFile(secret: Uint8Array, name: string, sealed: Uint8Array): Uint8Array | undefined {
  const at = FILE_MAGIC.length + NONCE;
  const head = sealed.subarray(0, at);
  if (!FILE_MAGIC.equals(head.subarray(0, FILE_MAGIC.length))) return undefined;
  const associated = Buffer.concat([head, text(name)]);
  return aead.decrypt(secret, sealed.subarray(FILE_MAGIC.length, at), associated, sealed.subarray(at));
}
