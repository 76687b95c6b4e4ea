/** A cell whose text becomes a value with every key, so that totals are live; text that cannot be read stays as typed. */
import { useRef, useState } from 'react';
import type { Result } from '../../../../../shared/errors/result.ts';
import { onceReleased } from '../../../ui/steady.ts';
import { useEntry, useEntryTools } from './entry-context.ts';
import { cellOf } from './grid-walk.ts';
import classes from './line-grid.module.css';

export interface TypedCellProps<Value> {
  readonly path: string;
  readonly label: string;
  readonly value: Value;
  /** The value as the locale writes it. */
  readonly shown: string;
  readonly read: (text: string) => Result<Value, string>;
  readonly onValue: (value: Value) => void;
  readonly isFigure?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
}

export function TypedCell<Value>(props: TypedCellProps<Value>) {
  const { path, label, value, shown, read, onValue, isFigure = false, maxLength, placeholder } = props;
  const { store } = useEntryTools();
  const line = cellOf(path)?.line;
  const unread = useEntry((state) => state.unread[path], line);
  const isFound = useEntry((state) => path in state.findings, line);
  const [text, setText] = useState<string | null>(unread?.text ?? null);
  const before = useRef(value);

  const take = (typed: string): void => {
    setText(typed);
    const reading = read(typed);
    if (!reading.ok) {
      store.setUnread(path, { text: typed, problem: reading.error, isLeft: false });
      return;
    }
    if (unread) store.setUnread(path, null);
    onValue(reading.value);
  };

  return (
    <input
      data-path={path}
      aria-label={label}
      aria-invalid={unread?.isLeft === true || isFound}
      className={classes.input}
      data-figure={isFigure || undefined}
      inputMode={isFigure ? 'decimal' : 'text'}
      autoComplete="off"
      spellCheck={false}
      maxLength={maxLength}
      placeholder={placeholder}
      value={text ?? shown}
      onFocus={(event) => {
        before.current = value;
        event.currentTarget.select();
      }}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => {
        if (!unread) return setText(null);
        // What is said below the line moves what is below it; the click may have taken the line away.
        onceReleased(() => {
          if (store.getState().unread[path] === unread) store.setUnread(path, { ...unread, isLeft: true });
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === null) return;
        event.preventDefault();
        setText(null);
        if (unread) store.setUnread(path, null);
        onValue(before.current);
      }}
    />
  );
}
