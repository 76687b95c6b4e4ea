/** Problems that the main process found in a form's fields, put beside those fields. */
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import type { AppError } from '../../../shared/errors/index.ts';

/**
 * Sets the problems of an `invalid` error on the fields of a form. `prefix` is what the command's paths begin with
 * (`fields.`). Answers what is left to be shown at the form itself.
 */
export function putProblems<Values extends FieldValues>(
  error: AppError,
  setError: UseFormSetError<Values>,
  prefix = 'fields.',
): AppError | null {
  if (error.kind !== 'invalid') return error;
  for (const { path, problem } of error.fields) {
    setError((path.startsWith(prefix) ? path.slice(prefix.length) : path) as Path<Values>, {
      message: problem,
    });
  }
  return error;
}
