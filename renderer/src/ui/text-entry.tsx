/** A text field whose text becomes a value when it is left: shared by amounts, decimals and days. */
import { TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useState } from 'react';
import type { Result } from '../../../shared/errors/result.ts';
import { useFieldProblem } from '../text/error-words.ts';
import { useSteady } from './steady.ts';

export interface EntryProps<Value>
  extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue' | 'error'> {
  readonly ref?: Ref<HTMLInputElement>;
  readonly value: Value | null;
  /** Called with a value, or `null` for an emptied field, when the text is complete. */
  readonly onChange: (value: Value | null) => void;
  /** Problem found elsewhere (a form's schema): a translation key, or words that are ready to show. */
  readonly error?: ReactNode;
  /** Told when the text cannot be read, and when it can again. */
  readonly onProblem?: (problem: string | null) => void;
}

interface TextEntryProps<Value> extends EntryProps<Value> {
  readonly read: (text: string) => Result<Value, string>;
  readonly write: (value: Value) => string;
}

/**
 * Keeps what was typed while it cannot be read and says why beside it. Enter and leaving the field take the value;
 * Escape brings back the last one.
 */
export function TextEntry<Value>(props: TextEntryProps<Value>) {
  const { value, onChange, read, write, error, onProblem, onBlur, onKeyDown, onFocus, ...rest } = props;
  const shown = value === null ? '' : write(value);
  const [text, setText] = useState(shown);
  const [problem, setProblem] = useState<string | null>(null);
  const words = useFieldProblem();
  const said = useSteady(problem === null ? error : words(problem));

  useEffect(() => {
    setText(shown);
    setProblem(null);
  }, [shown]);

  const tell = (next: string | null): void => {
    setProblem(next);
    onProblem?.(next);
  };
  const take = (): void => {
    if (text.trim() === '') {
      tell(null);
      // Where there must be a value the form keeps the last one; it is shown again, or it would be sent unseen.
      setText(shown);
      if (value !== null) onChange(null);
      return;
    }
    const result = read(text.trim());
    if (!result.ok) {
      tell(result.error);
      return;
    }
    tell(null);
    setText(write(result.value));
    if (write(result.value) !== shown) onChange(result.value);
  };

  return (
    <TextInput
      autoComplete="off"
      spellCheck={false}
      {...rest}
      value={text}
      // `focusUnread` finds it by this.
      data-unread={problem !== null || undefined}
      // A dialog around it hears Escape first, and leaves the first one to the field.
      data-mantine-stop-propagation={text !== shown || undefined}
      error={said}
      onChange={(event) => setText(event.currentTarget.value)}
      onFocus={(event) => {
        event.currentTarget.select();
        onFocus?.(event);
      }}
      onBlur={(event) => {
        take();
        onBlur?.(event);
      }}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape' && text !== shown) {
          event.preventDefault();
          event.stopPropagation();
          setText(shown);
          tell(null);
        }
        onKeyDown?.(event);
      }}
    />
  );
}
