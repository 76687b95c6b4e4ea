import { describe, expect, it } from 'vitest';
import { packReply, ReplyRelay, unpackReply } from './long-answer.ts';

const rows = (count: number) => ({
  ok: true as const,
  value: { rows: Array.from({ length: count }, (_, index) => ({ id: `${index}`, buckets: [index, -1] })) },
});

describe('answers between processes', () => {
  it('ADR 14: an answer of more rows than a list page has crosses as text and comes out the same', () => {
    const crossed = packReply(rows(201));
    expect(crossed).toBeTypeOf('string');
    expect(unpackReply(crossed)).toEqual(rows(201));
  });

  it('ADR 14: a text crosses on as it came, and the same text again is the same reply', () => {
    const relay = new ReplyRelay();
    const text = packReply(rows(300));
    const reply = relay.read(text);
    expect(reply).toEqual(rows(300));
    expect(packReply(reply)).toBe(text);
    expect(relay.read(JSON.stringify(rows(300)))).toBe(reply);
    const other = relay.read(packReply(rows(301)));
    expect(other).toEqual(rows(301));
    expect(packReply(other)).toBe(JSON.stringify(rows(301)));
    expect(relay.read(text)).toEqual(reply);
    expect(relay.read(rows(1))).toEqual(rows(1));
  });

  it('ADR 14: pages, other answers and errors cross as they are', () => {
    const others = [
      rows(200),
      { ok: true as const, value: 'rows' },
      { ok: true as const, value: null },
      { ok: true as const, value: { bytes: new Uint8Array(4_000) } },
      { ok: false as const, error: { kind: 'unavailable' as const, what: 'books' as const } },
    ];
    for (const reply of others) {
      expect(packReply(reply)).toBe(reply);
      expect(unpackReply(reply)).toBe(reply);
    }
  });
});
