/** What a list without rows says: that there is nothing yet, or that the filter shows nothing of it. */
import { EmptyState, type EmptyStateProps } from './empty-state.tsx';

export interface ListEmptyProps {
  readonly isFiltered: boolean;
  /** Without a filter: how the first row is made. */
  readonly none: EmptyStateProps;
  /** With one: its sentence, the button that takes it away, and how. */
  readonly filtered: { readonly text: string; readonly all: string; readonly onAll: () => void };
}

export function ListEmpty({ isFiltered, none, filtered: { text, all, onAll } }: ListEmptyProps) {
  return isFiltered ? (
    <EmptyState text={text} action={{ label: all, run: onAll }} />
  ) : (
    <EmptyState {...none} />
  );
}
