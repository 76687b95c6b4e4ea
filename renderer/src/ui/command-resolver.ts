/** Checks a form by what it would send: the contract's schema of the command. */
import { toNestErrors } from '@hookform/resolvers';
import type { FieldError, FieldValues, Resolver } from 'react-hook-form';
import { type CommandName, contract, type ParsedInputOf } from '../../../shared/contract/contract.ts';

export interface CommandCheck<Values extends FieldValues> {
  /** The command's input as the fields stand; what is not filled in may be `null` in it. */
  readonly sent: (values: Values) => object;
  /** The field at which the problem of a part of the input stands, where it is not the field of the same name. */
  readonly at?: (path: string) => string;
  /** Problems that the schema cannot know, by field; they go before its own. */
  readonly also?: (values: Values) => Readonly<Record<string, string | null | undefined>>;
}

interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );

/** Translation key of `errors`: the schema's own word, or what can be said of a value that is not there. */
function problemOf({ code = 'invalid', message, path }: Issue, input: unknown): string {
  if (/^[a-z]+(-[a-z]+)*$/.test(message)) return message;
  const value = valueAt(input, path);
  if (value === null || value === undefined || value === '') return 'required';
  return code.replaceAll('_', '-');
}

/** @returns a resolver that gives the form's handler the input as the schema reads it. */
export function commandResolver<Name extends CommandName, Values extends FieldValues>(
  name: Name,
  { sent, at = (path) => path, also }: CommandCheck<Values>,
): Resolver<Values, unknown, ParsedInputOf<Name>> {
  const schema = contract[name].input;
  return (values, _context, options) => {
    const input = sent(values);
    const parsed = schema.safeParse(input);
    const found = new Map<string, string>();
    for (const [field, problem] of Object.entries(also?.(values) ?? {}))
      if (problem) found.set(field, problem);
    for (const issue of parsed.error?.issues ?? []) {
      const field = at(issue.path.map(String).join('.'));
      if (!found.has(field)) found.set(field, problemOf(issue, input));
    }
    if (parsed.success && found.size === 0) return { values: parsed.data as ParsedInputOf<Name>, errors: {} };
    const errors = Object.fromEntries(
      [...found].map(([field, message]): [string, FieldError] => [field, { type: 'check', message }]),
    );
    return { values: {}, errors: toNestErrors<Values>(errors, options) };
  };
}
