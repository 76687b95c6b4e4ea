/** Teaches what a screen is for: one sentence, one button, one key. */
import { Button, Text } from '@mantine/core';
import { useCanCreate } from '../data/session.ts';
import classes from './empty-state.module.css';
import { Keys } from './keys.tsx';

export interface EmptyStateProps {
  readonly text: string;
  /** With a key it makes the first of its kind, which is not offered while nothing new can be kept. */
  readonly action?: { readonly label: string; readonly run: () => void; readonly keys?: string };
}

export function EmptyState({ text, action: wanted }: EmptyStateProps) {
  const canCreate = useCanCreate();
  const action = canCreate || wanted?.keys === undefined ? wanted : undefined;
  return (
    <div className={classes.empty}>
      <Text c="var(--quiet)" ta="center" maw={420}>
        {text}
      </Text>
      {action && <Button onClick={action.run}>{action.label}</Button>}
      {action?.keys && <Keys keys={action.keys} />}
    </div>
  );
}
