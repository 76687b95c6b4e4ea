/** Checks the form of a record by the contract's schema. */
import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldValues, Resolver } from 'react-hook-form';

type Schema = Parameters<typeof zodResolver>[0];

/**
 * A resolver by the schema of a record's fields. The form holds `undefined` for an optional field that nobody has
 * filled in; the schema wants such a field to be absent.
 */
export function recordResolver<Values extends FieldValues>(schema: Schema): Resolver<Values> {
  const check = zodResolver(schema) as unknown as Resolver<Values>;
  return (values, context, options) => check(filledIn(values), context, options);
}

/** Also within rows and groups: a field that is drawn leaves its name there, whether or not anybody filled it in. */
function filledIn<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(filledIn) as Value;
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(kept.map(([name, one]) => [name, filledIn(one)])) as Value;
}
