/** Personal data sealed under the key of whom it is about (EV10): AES-256-GCM, bound to the place where it stands. */
import { aead, newNonce } from './sealing.ts';

/** Where an entry stands: what is sealed for one place opens in no other. */
export interface BoxPlace {
  readonly company: string;
  readonly customer: string;
  readonly entry: string;
  readonly key: string;
}

const NONCE = 12;

const placeText = ({ company, customer, entry, key }: BoxPlace): Uint8Array =>
  Buffer.from(`counterfoil-personal-1\n${company}\n${customer}\n${entry}\n${key}`, 'utf8');

/** Nonce, sealed text and tag, base64. */
export function sealText(secret: Uint8Array, place: BoxPlace, text: string): string {
  const nonce = newNonce();
  const sealed = aead.encrypt(secret, nonce, placeText(place), Buffer.from(text, 'utf8'));
  return Buffer.concat([nonce, sealed]).toString('base64');
}

/** The text; `undefined` for anything that was not sealed under this key for this place. */
export function openText(secret: Uint8Array, place: BoxPlace, box: string): string | undefined {
  const bytes = Buffer.from(box, 'base64');
  const plain = aead.decrypt(secret, bytes.subarray(0, NONCE), placeText(place), bytes.subarray(NONCE));
  return plain && Buffer.from(plain).toString('utf8');
}
