/**
 * A changed shape fails here until somebody bumps its version on purpose: the IPC contract's (`CONTRACT_VERSION`), an
 * event type's (and then writes an upcaster, EV7), or the commit format's. Then the new prints are written down below.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTRACT_VERSION, contract } from '../../shared/contract/contract.ts';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import { COMMIT_FORMAT, zEnvelope } from '../../shared/events/commit.ts';
import { eventTypes } from '../../shared/events/event-types.ts';
import { z } from '../../shared/events/zod.ts';
import { LIMITS, PROTOCOL } from '../../shared/wire/limits.ts';
import { REFUSALS, zRefusal } from '../../shared/wire/refusal.ts';
import { type WireCall, wire } from '../../shared/wire/wire.ts';

/** The shape of a schema as text; floats of JSON Schema (none of ours has any) would make it throw. */
function shape(schema: z.ZodType, io: 'input' | 'output'): string {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return canonicalJson(
    JSON.parse(
      JSON.stringify(json, (_key, value) =>
        Number.isSafeInteger(value) || typeof value !== 'number' ? value : String(value),
      ),
    ),
  );
}

const print = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

const prints = JSON.parse(readFileSync(new URL('./fingerprints.json', import.meta.url), 'utf8')) as {
  contract: Record<string, string>;
  events: Record<string, string>;
  envelope: Record<string, string>;
  wire: Record<string, string>;
};

describe('fingerprints', () => {
  it('of the IPC contract belong to its version', () => {
    const parts = Object.entries(contract)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { kind, answeredBy, input, output, roles }]) =>
        [name, kind, answeredBy, roles.join(), shape(input, 'input'), shape(output, 'output')].join(' '),
      );
    expect(parts.length).toBeGreaterThan(50);
    expect({ [CONTRACT_VERSION]: print(parts) }).toEqual({
      [CONTRACT_VERSION]: prints.contract[CONTRACT_VERSION],
    });
  });

  it.each(Object.entries(eventTypes))('of %s belongs to its version (EV7)', (type, { version, data }) => {
    const key = `${type}@${version}`;
    expect({ [key]: print([shape(data, 'output')]) }).toEqual({ [key]: prints.events[key] });
  });

  it('of the envelope belongs to the commit format (EV1)', () => {
    expect({ [COMMIT_FORMAT]: print([shape(zEnvelope, 'output')]) }).toEqual({
      [COMMIT_FORMAT]: prints.envelope[COMMIT_FORMAT],
    });
  });

  it('of the sync wire belongs to its protocol version', () => {
    const part = (schema: WireCall['input'], io: 'input' | 'output') =>
      schema === null || schema === 'bytes' ? String(schema) : shape(schema, io);
    const parts = Object.entries(wire as Record<string, WireCall>)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { method, path, roles, query, input, output }]) =>
        [
          name,
          method,
          path,
          roles?.join(),
          shape(query, 'input'),
          part(input, 'input'),
          part(output, 'output'),
        ].join(' '),
      );
    expect(parts.length).toBeGreaterThan(10);
    const all = [...parts, shape(zRefusal, 'output'), canonicalJson(REFUSALS), canonicalJson(LIMITS)];
    expect({ [PROTOCOL]: print(all) }).toEqual({ [PROTOCOL]: prints.wire[PROTOCOL] });
  });

  it('notices a changed shape', () => {
    const before = print([shape(z.object({ a: z.string() }), 'output')]);
    expect(print([shape(z.object({ a: z.string(), b: z.number() }), 'output')])).not.toBe(before);
    expect(print([shape(z.object({ a: z.string().max(3) }), 'output')])).not.toBe(before);
  });
});
