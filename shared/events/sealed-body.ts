/**
 * A commit's body sealed for its way through a server (DV5). The seal carries the SHA-256 of the body, so that author hash,
 * chain and signatures (EV2) are the same for a body sealed or plain: who cannot read it can still verify all of it, and what was
 * recorded long before sealing was switched on can be sealed as it is sent. A body holds chance (`salt`) of its own, so that
 * its hash cannot be guessed at.
 *
 *     "CFSEAL1\n" ‖ id of the key (16) ‖ SHA-256 of the body (32) ‖ nonce (12) ‖ AES-256-GCM of the body ‖ tag (16)
 *
 * Associated data are everything before the nonce and the envelope: neither can be exchanged.
 */
const MAGIC = [0x43, 0x46, 0x53, 0x45, 0x41, 0x4c, 0x31, 0x0a];
const KEY_AT = MAGIC.length;
const HASH_AT = KEY_AT + 16;
const NONCE_AT = HASH_AT + 32;
const CIPHER_AT = NONCE_AT + 12;
const TAG_BYTES = 16;

/** How much longer a sealed body is than a plain one, bytes. */
export const SEAL_BYTES = CIPHER_AT + TAG_BYTES;

/** AES-256-GCM, given by whoever has it. */
export interface Aead {
  /** Ciphertext with its tag. */
  encrypt(key: Uint8Array, nonce: Uint8Array, associated: Uint8Array, plain: Uint8Array): Uint8Array;
  /** `undefined` when it is not what was encrypted under this key with this data. */
  decrypt(
    key: Uint8Array,
    nonce: Uint8Array,
    associated: Uint8Array,
    cipher: Uint8Array,
  ): Uint8Array | undefined;
}

export interface SealedBody {
  /** Id of the company key, as a UUID. */
  readonly key: string;
  /** SHA-256 of the body. */
  readonly hash: Uint8Array;
}

/** What a seal says of itself; `undefined` for a plain body. */
export function readSeal(body: Uint8Array): SealedBody | undefined {
  if (body.length < SEAL_BYTES || MAGIC.some((byte, at) => body[at] !== byte)) return undefined;
  return { key: uuidOf(body.subarray(KEY_AT, HASH_AT)), hash: body.subarray(HASH_AT, NONCE_AT) };
}

/** Seals a body. `nonce`: 12 random bytes. */
export function sealBody(
  aead: Aead,
  key: { readonly id: string; readonly secret: Uint8Array },
  said: {
    readonly envelope: Uint8Array;
    readonly body: Uint8Array;
    readonly hash: Uint8Array;
    readonly nonce: Uint8Array;
  },
): Uint8Array {
  const head = joined(Uint8Array.from(MAGIC), bytesOf(key.id), said.hash);
  const cipher = aead.encrypt(key.secret, said.nonce, joined(head, said.envelope), said.body);
  return joined(head, said.nonce, cipher);
}

/** The body in a seal; `undefined` when seal, envelope or key are not those of each other. The hash is the caller's to compare. */
export function openBody(
  aead: Aead,
  secret: Uint8Array,
  said: { readonly envelope: Uint8Array; readonly body: Uint8Array },
): Uint8Array | undefined {
  const { body, envelope } = said;
  const associated = joined(body.subarray(0, NONCE_AT), envelope);
  return aead.decrypt(secret, body.subarray(NONCE_AT, CIPHER_AT), associated, body.subarray(CIPHER_AT));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function bytesOf(uuid: string): Uint8Array {
  const hex = uuid.replaceAll('-', '');
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
}
