/** Shown when not even the program's own state could be asked. */

import type { AppError } from '../../../shared/errors/index.ts';
import { refreshSession } from '../data/session.ts';
import { ErrorPanel } from '../ui/error-text.tsx';
import classes from './standing.module.css';

export function Unreachable({ error }: { readonly error: AppError }) {
  return (
    <main className={classes.standing}>
      <ErrorPanel error={error} onRetry={() => void refreshSession()} />
    </main>
  );
}
