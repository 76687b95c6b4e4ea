/** Problems of a form's fields, from its schema or from the command's answer, as words beside the fields. */
import type { FieldErrors, FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import type { Address } from '../../../shared/domain/document.ts';
import type { AppError } from '../../../shared/errors/index.ts';
import { useFieldProblem } from '../text/error-words.ts';

/** The problem at a path such as `address.city`: a translation key, or nothing. */
export function problemAt(errors: FieldErrors, path: string): string | undefined {
  let found: unknown = errors;
  for (const part of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, part);
  }
  if (typeof found !== 'object' || found === null) return undefined;
  const message: unknown = Reflect.get(found, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}

const PARTS = ['lines', 'city', 'postcode', 'region', 'country'] as const;

/** Problems within the address at a path, for `AddressFields`; those of its lines stand at all of them together. */
export function addressProblems(
  errors: FieldErrors,
  path = 'address',
): Partial<Record<keyof Address, string>> {
  const found = PARTS.flatMap((part): [keyof Address, string][] => {
    const paths = part === 'lines' ? ['lines', 'lines.0', 'lines.1', 'lines.2', 'lines.3'] : [part];
    const problem = paths
      .map((each) => problemAt(errors, `${path}.${each}`))
      .find((each) => each !== undefined);
    return problem === undefined ? [] : [[part, problem]];
  });
  return Object.fromEntries(found);
}

/** Words for the problem at a path, for a field's `error`. */
export function useProblemWords(errors: FieldErrors): (path: string) => string | undefined {
  const words = useFieldProblem();
  return (path) => {
    const problem = problemAt(errors, path);
    return problem === undefined ? undefined : words(problem);
  };
}

/** Puts what a command found wrong beside the fields. `prefix` is cut from the paths (`fields.`). */
export function showProblems<Values extends FieldValues>(
  error: AppError,
  setError: UseFormSetError<Values>,
  prefix = '',
): void {
  if (error.kind !== 'invalid') return;
  error.fields.forEach(({ path, problem }, index) => {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    setError(name as FieldPath<Values>, { message: problem }, { shouldFocus: index === 0 });
  });
}
