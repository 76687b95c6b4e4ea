/**
 * The certificate of an office hub: self-signed, made at first use. Desktops hold it to its fingerprint, which a pairing code
 * proves (`shared/wire/introduction.ts`), so neither names nor issuers in it matter. Its ASN.1 (RFC 5280, ECDSA with P-256)
 * is written here: the libraries that can do it change the runtime's `Reflect` for all of the program, or know RSA alone.
 */
import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';

export interface HubCertificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate, hex. */
  readonly pin: string;
}

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
/** `[0]` of TBSCertificate: the version. */
const VERSION = 0xa0;

/** One value of DER: tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const short = 0x80;
  const octets =
    length < short ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...octets]), content]);
}

const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const text = (value: string): Buffer => Buffer.from(value, 'utf8');

/** ecdsa-with-SHA256, 1.2.840.10045.4.3.2. */
const ALGORITHM = der(SEQUENCE, der(OBJECT_ID, hex('2a8648ce3d040302')));
/** commonName, 2.5.4.3. */
const COMMON_NAME = der(OBJECT_ID, hex('550403'));
const V3 = der(VERSION, der(INTEGER, hex('02')));

/** Fingerprints are what counts, and a desktop's clock may be years off: the time of it never ends. */
const VALID = der(
  SEQUENCE,
  der(GENERALIZED_TIME, text('20000101000000Z')),
  der(GENERALIZED_TIME, text('99991231235959Z')),
);

export function makeHubCertificate(): HubCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, text('Counterfoil office')))),
  );
  // A positive number: the first bit must not be its sign.
  const serial = der(INTEGER, Buffer.from([0x01]), randomBytes(15));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const signed = der(SEQUENCE, V3, serial, ALGORITHM, name, VALID, name, spki);
  const signature = der(BIT_STRING, Buffer.from([0]), sign('sha256', signed, privateKey));
  const certificate = new X509Certificate(der(SEQUENCE, signed, ALGORITHM, signature));
  return {
    cert: certificate.toString(),
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    pin: pinOf(certificate),
  };
}

/** SHA-256 of a certificate, hex. */
export const pinOf = ({ fingerprint256 }: Pick<X509Certificate, 'fingerprint256'>): string =>
  fingerprint256.replaceAll(':', '').toLowerCase();
