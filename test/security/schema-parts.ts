/** Walks a zod schema, for sentences about all that can be sent. */
import type { z } from '../../shared/events/zod.ts';

export interface SchemaPart {
  /** Name of the field that holds it, or `undefined` for the input itself. */
  readonly key: string | undefined;
  readonly schema: z.ZodType;
  /** A text or a list without an upper bound. */
  readonly unbounded: boolean;
}

interface Definition {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly valueType?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly entries?: Record<string, string>;
  readonly values?: readonly unknown[];
}

export const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

/** Schemas right below one, each with the name of its field where it has one. */
export function partsOf(schema: z.ZodType): readonly (readonly [string | undefined, z.ZodType])[] {
  const { shape, element, innerType, in: piped, options, valueType, keyType } = definitionOf(schema);
  return [
    ...Object.entries(shape ?? {}),
    ...[element, innerType, piped, ...(options ?? []), valueType, keyType]
      .filter((part) => part !== undefined)
      .map((part) => [undefined, part] as const),
  ];
}

interface Checked {
  readonly maxLength?: number | null;
  readonly format?: string | null;
}

/** A text is bounded by its length or its pattern; a list by its length. */
function isUnbounded(schema: z.ZodType): boolean {
  const { type } = definitionOf(schema);
  if (type === 'string') {
    const { maxLength, format } = schema as Checked;
    return (maxLength ?? null) === null && (format ?? null) === null && !hasOwnCheck(schema);
  }
  if (type === 'array') {
    return !checksOf(schema).some((check) => check === 'max_length' || check === 'length_equals');
  }
  return false;
}

const checksOf = (schema: z.ZodType): string[] =>
  ((schema.def as { checks?: { _zod: { def: { check: string } } }[] }).checks ?? []).map(
    (check) => check._zod.def.check,
  );

/** A refinement of our own, such as that of calendar days, bounds what it accepts. */
const hasOwnCheck = (schema: z.ZodType): boolean => checksOf(schema).includes('custom');

/** Every schema within `schema`, itself first. */
export function schemaParts(schema: z.ZodType, key?: string): SchemaPart[] {
  return [
    { key, schema, unbounded: isUnbounded(schema) },
    ...partsOf(schema).flatMap(([name, part]) => schemaParts(part, name ?? key)),
  ];
}
