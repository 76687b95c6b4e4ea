/** Seeded random messages for the IPC fuzz: shaped by a channel's own schema, then bent. Runs in Node; sends nothing. */
import type { z } from '../../shared/events/zod.ts';
import { definitionOf, partsOf } from './schema-parts.ts';

/** A generator of numbers in [0, 1) that gives the same row for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WEIRD_TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '1e15',
  '999999999999999.99',
  '2026-02-30',
  '2026-11-21',
  '0000-00-00',
  'EUR',
  'null',
  '__proto__',
  '../../../etc/passwd',
  'C:\\Windows\\win.ini',
  'file:///etc/passwd',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE documents; --",
  '\u202Etxt.exe',
  '👩‍👩‍👧‍👦',
  'שלום עולם',
  '\uD800',
  '\u0000',
  'a'.repeat(5000),
];

const WEIRD_VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  2 ** 53,
  1e308,
  -1,
  0.1,
  [],
  {},
  { toString: 'x' },
  [[[[]]]],
  'text',
];

export interface RandomInput {
  /** A value that more or less fits the schema; `ids` are ids of records that exist. */
  of(schema: z.ZodType): unknown;
  pick<T>(from: readonly T[]): T;
}

export function randomInput(random: () => number, ids: readonly string[]): RandomInput {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const times = (most: number) => Math.floor(random() * (most + 1));
  const hex = (length: number) => Array.from({ length }, () => pick([...'0123456789abcdef'])).join('');
  const id = () =>
    ids.length > 0 && random() < 0.6 ? pick(ids) : `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;

  const text = (schema: z.ZodType): unknown => {
    if (random() < 0.15) return pick(WEIRD_TEXTS);
    // Candidates for every pattern of the contract; the schema itself says which fit.
    const candidates = [id(), '2026-11-21', '12.5', 'GBP', '20', 'GB', `Name ${hex(4)}`, hex(64), ''];
    const fitting = candidates.filter((candidate) => schema.safeParse(candidate).success);
    return fitting.length > 0 ? pick(fitting) : pick(candidates);
  };

  const fitting = (schema: z.ZodType): unknown => {
    const { type, entries, values } = definitionOf(schema);
    const parts = partsOf(schema);
    const only = () => of(parts[0]?.[1] as z.ZodType);
    switch (type) {
      case 'object':
        return Object.fromEntries(
          parts
            .map(([key, part]): [string, unknown] => [key as string, of(part)])
            .filter(([, value]) => value !== undefined),
        );
      case 'array':
        return Array.from({ length: times(3) }, only);
      case 'record':
        return Object.fromEntries(Array.from({ length: times(2) }, () => [pick(WEIRD_TEXTS), only()]));
      case 'enum':
        return pick(Object.values(entries ?? {}));
      case 'literal':
        return pick(values ?? []);
      case 'union':
        return of(pick(parts)[1]);
      case 'nullable':
        return random() < 0.4 ? null : only();
      case 'optional':
      case 'default':
        return random() < 0.4 ? undefined : only();
      case 'pipe':
        return text(schema);
      case 'string':
        return text(schema);
      case 'number':
        return pick([0, 1, 2, 50, 100, 2026, 10 ** 15, Number.MAX_SAFE_INTEGER, -5, 0.5]);
      case 'boolean':
        return random() < 0.5;
      default:
        return new Uint8Array(times(64)).map(() => times(255));
    }
  };

  const of = (schema: z.ZodType): unknown => (random() < 0.03 ? pick(WEIRD_VALUES) : fitting(schema));
  return { of, pick };
}
