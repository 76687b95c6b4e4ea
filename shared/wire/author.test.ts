import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NO_PREVIOUS, readAuthored, signedText } from './author.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const envelope = { id: id(1), company: id(2), device: id(3), sequence: 1, previous: NO_PREVIOUS };

const read = (said: unknown) => {
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  return readAuthored({ envelope: new TextEncoder().encode(text), body: Uint8Array.of(1) }, sha256);
};

describe('what a server reads of a commit', () => {
  it('EV7: is five fields, whatever else a newer program wrote', () => {
    const found = read({ ...envelope, format: 99, news: { of: 'later' } });
    expect(found).toMatchObject(envelope);
    expect(found?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(found).not.toHaveProperty('news');
    expect(signedText('ab')).toEqual(Uint8Array.of(97, 98));
  });

  it.each([
    ['no JSON', 'scribble'],
    ['half of it', '{"id": '],
    ['no sequence', { ...envelope, sequence: 0 }],
    ['a device that is none', { ...envelope, device: '../../etc' }],
    ['a list', []],
  ])('is nothing where the envelope holds %s', (_what, said) => {
    expect(read(said)).toBeUndefined();
  });
});
