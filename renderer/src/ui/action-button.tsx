/** A button with a shortcut: the same command in the registry, the keys on the hint, one label for both. */
import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Action, useActions } from '../app/shortcuts.ts';
import { useCanCreate } from '../data/session.ts';
import { useKeyHint } from './keys.tsx';

export interface ActionButtonProps extends Omit<ButtonProps, 'children'> {
  readonly action: Action;
  /** Shown instead of the action's label where there is little room; the label stays its name. */
  readonly children?: ReactNode;
}

/** Registers `action` while it is mounted and runs it when pressed. What creates is not shown while nothing new can be kept. */
export function ActionButton({ action, children, ...button }: ActionButtonProps) {
  useActions([action]);
  const canCreate = useCanCreate();
  const hint = useKeyHint(action.keys ?? '');
  if (action.group === 'create' && !canCreate) return null;
  return (
    <Button
      size="sm"
      variant="default"
      {...button}
      {...(action.keys ? hint : {})}
      {...(children ? { 'aria-label': action.label } : {})}
      disabled={action.enabled === false}
      onClick={action.run}
    >
      {children ?? action.label}
    </Button>
  );
}
