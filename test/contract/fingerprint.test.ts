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

  it('notices a changed shape', () => {
    const before = print([shape(z.object({ a: z.string() }), 'output')]);
    expect(print([shape(z.object({ a: z.string(), b: z.number() }), 'output')])).not.toBe(before);
    expect(print([shape(z.object({ a: z.string().max(3) }), 'output')])).not.toBe(before);
  });
});
