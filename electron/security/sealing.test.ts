import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openBody, readSeal, SEAL_BYTES, sealBody } from '../../shared/events/sealed-body.ts';
import {
  aead,
  newExchangeKey,
  newNonce,
  newRecoveryCode,
  newSecret,
  normalRecoveryCode,
  open,
  openFile,
  recoveryKey,
  seal,
  sealedName,
  sealFile,
} from './sealing.ts';

const id = '01890000-0000-7000-8000-00000000abcd';
const envelope = Buffer.from('{"device":"one"}');
const body = Buffer.from('{"events":[],"salt":"x"}');
const hash = createHash('sha256').update(body).digest();

describe('a sealed body (DV5)', () => {
  const secret = newSecret();
  const sealed = sealBody(aead, { id, secret }, { envelope, body, hash, nonce: newNonce() });

  it('says its key and the hash of what is in it, and opens to that', () => {
    expect(readSeal(sealed)).toEqual({ key: id, hash: Uint8Array.from(hash) });
    expect(sealed.length).toBe(body.length + SEAL_BYTES);
    expect(Buffer.from(openBody(aead, secret, { envelope, body: sealed }) ?? [])).toEqual(body);
    expect(Buffer.from(sealed).includes('events')).toBe(false);
  });

  it('opens to nothing when one bit of it, of its envelope or of its key differs', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openBody(aead, secret, { envelope, body: changed })).toBeUndefined();
    }
    const other = Buffer.from('{"device":"two"}');
    expect(openBody(aead, secret, { envelope: other, body: sealed })).toBeUndefined();
    expect(openBody(aead, newSecret(), { envelope, body: sealed })).toBeUndefined();
  });

  it('is told from a plain body, whatever that is', () => {
    for (const plain of [body, new Uint8Array(), sealed.subarray(0, SEAL_BYTES - 1), Buffer.alloc(200, '{')])
      expect(readSeal(plain)).toBeUndefined();
  });
});

describe('a box', () => {
  const recipient = newExchangeKey();

  it('opens for its recipient and its purpose alone', () => {
    const box = seal(recipient.publicKey, Buffer.from('key'), 'one');
    expect(Buffer.from(open(recipient, box, 'one') ?? []).toString()).toBe('key');
    expect(open(recipient, box, 'two')).toBeUndefined();
    expect(open(newExchangeKey(), box, 'one')).toBeUndefined();
    for (const broken of ['', 'AAAA', box.slice(0, 60), randomBytes(100).toString('base64')])
      expect(open(recipient, broken, 'one')).toBeUndefined();
  });

  it('is another one every time', () => {
    const once = () => seal(recipient.publicKey, Buffer.from('key'), 'one');
    expect(once()).not.toBe(once());
  });
});

describe('a recovery code', () => {
  it('has six groups of letters that nobody mistakes, and gives one key however it is typed', () => {
    const code = newRecoveryCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o');
    expect(recoveryKey(typed).publicKey).toBe(recoveryKey(code).publicKey);
    expect(recoveryKey(newRecoveryCode()).publicKey).not.toBe(recoveryKey(code).publicKey);
  });

  it.each(['', 'ABCDE', `${'A'.repeat(29)}U`, 'A'.repeat(31)])('is not %j', (typed) => {
    expect(normalRecoveryCode(typed)).toBeUndefined();
  });
});

describe('a sealed file', () => {
  const secret = newSecret();
  const sha256 = 'ab'.repeat(32);

  it('lies under a name that needs the key, and opens under that name alone', () => {
    const name = sealedName(secret, sha256);
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(sealedName(newSecret(), sha256)).not.toBe(name);
    const sealed = sealFile(secret, name, Buffer.from('%PDF-1.7'));
    expect(Buffer.from(openFile(secret, name, sealed) ?? []).toString()).toBe('%PDF-1.7');
    expect(openFile(secret, 'cd'.repeat(32), sealed)).toBeUndefined();
    expect(openFile(newSecret(), name, sealed)).toBeUndefined();
    expect(openFile(secret, name, Buffer.from('%PDF-1.7'))).toBeUndefined();
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(openFile(secret, name, changed)).toBeUndefined();
  });
});
