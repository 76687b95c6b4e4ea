import { describe, expect, it } from 'vitest';
import { decodeOwn, encodeOwn, SEAL_PAYLOAD_BYTES, textField } from './own-payload.ts';

const utf8 = new TextEncoder();

describe('payloads of the journal itself', () => {
  it('JO4: reads back what it wrote', () => {
    expect(decodeOwn(encodeOwn({ journalId: 'Zürich' }))).toEqual({ journalId: 'Zürich' });
  });

  it('JO2: gives every seal the same length', () => {
    expect(encodeOwn({ journalId: 'a' }, SEAL_PAYLOAD_BYTES)).toHaveLength(SEAL_PAYLOAD_BYTES);
    expect(encodeOwn({ journalId: 'a'.repeat(1000) }, SEAL_PAYLOAD_BYTES)).toHaveLength(SEAL_PAYLOAD_BYTES);
    expect(decodeOwn(encodeOwn({ journalId: 'a' }, SEAL_PAYLOAD_BYTES))).toEqual({ journalId: 'a' });
  });

  it.each(['', 'nonsense', '1', 'null', '"text"'])('finds no fields in %j', (text) => {
    expect(decodeOwn(utf8.encode(text))).toEqual({});
  });

  it('answers an empty text for a field that is missing or no text', () => {
    expect(textField({ app: '1.0' }, 'app')).toBe('1.0');
    expect(textField({ app: 1 }, 'app')).toBe('');
    expect(textField({}, 'app')).toBe('');
  });
});
