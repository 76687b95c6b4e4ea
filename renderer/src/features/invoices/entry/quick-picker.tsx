/**
 * A picker for fast hands: filters as you type, Enter takes the best match even when it was pressed before the books
 * answered, and the field behind it never loses the focus. Used in the grid and above it.
 */
import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../../text/i18n.ts';
import { useEntry } from './entry-context.ts';
import { cellOf } from './grid-walk.ts';
import classes from './quick-picker.module.css';
import type { PickerChoice } from './rank-choices.ts';

/** What is known for a typed text. */
export interface PickerAnswer {
  /** The choices belong to the text of the moment; false while the books are asked. */
  readonly isCurrent: boolean;
  readonly choices: readonly PickerChoice[];
  /** There are more than `choices`. */
  readonly hasMore?: boolean;
}

export interface QuickPickerProps {
  readonly path: string;
  readonly label: string;
  /** In the grid: a bare cell, named by `label` for screen readers only; arrows belong to the grid until something is typed. */
  readonly isCell?: boolean;
  /** What stands in the field while nothing is typed. */
  readonly shown: string;
  readonly placeholder?: string;
  readonly answer: PickerAnswer;
  /** The typed text, or `null` when the picker closes. */
  readonly onSearch: (text: string | null) => void;
  /** `isLeaving`: by Tab, which moves on by itself. */
  readonly onChoose: (choice: PickerChoice, isLeaving: boolean) => void;
  readonly onCreate?: (text: string) => void;
  readonly createLabel?: (text: string) => string;
  /** Takes the typed text as it is, without a record. */
  readonly onFreeText?: (text: string, isLeaving: boolean) => void;
  readonly freeTextLabel?: (text: string) => string;
  readonly onClear?: () => void;
  readonly error?: ReactNode;
  readonly autoFocus?: boolean;
}

type Option =
  | { readonly kind: 'choice'; readonly choice: PickerChoice }
  | { readonly kind: 'text' }
  | { readonly kind: 'create' };

export function QuickPicker(props: QuickPickerProps) {
  const { path, label, isCell = false, shown, answer, onSearch } = props;
  const t = useText('common');
  const listId = useId();
  const [text, setText] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  /** Enter was pressed before the answer to the typed text was there. */
  const [isWaiting, setWaiting] = useState(false);
  const isFound = useEntry((state) => path in state.findings, cellOf(path)?.line);
  const typed = text?.trim() ?? '';
  /** Something was taken or given up: the blur that may follow in the same breath must not take it again. */
  const isSettled = useRef(true);

  const options: Option[] = answer.choices.map((choice) => ({ kind: 'choice', choice }));
  if (props.onFreeText && typed !== '' && answer.isCurrent) options.push({ kind: 'text' });
  if (props.onCreate && answer.isCurrent) options.push({ kind: 'create' });

  const close = (): void => {
    isSettled.current = true;
    setText(null);
    setOpen(false);
    setWaiting(false);
    setAt(0);
    onSearch(null);
  };
  const open = (next: string): void => {
    isSettled.current = false;
    setOpen(true);
    setAt(0);
    onSearch(next);
  };
  const take = (option: Option, isLeaving: boolean): void => {
    close();
    if (option.kind === 'choice') props.onChoose(option.choice, isLeaving);
    else if (option.kind === 'text') props.onFreeText?.(typed, isLeaving);
    else props.onCreate?.(typed);
  };

  const takeFirst = useRef((): void => undefined);
  takeFirst.current = () => {
    const first = options[0];
    setWaiting(false);
    if (first) take(first, false);
  };
  useEffect(() => {
    if (isWaiting && answer.isCurrent) takeFirst.current();
  }, [isWaiting, answer.isCurrent]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const wantsOpen =
      event.key === 'F4' || (event.key === 'ArrowDown' && !event.shiftKey && (event.altKey || !isCell));
    if (!isOpen && wantsOpen) {
      event.preventDefault();
      open('');
    } else if (event.key === 'Escape' && (isOpen || text !== null)) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : options.length - 1;
      if (options.length > 0) setAt((at + by) % options.length);
    } else if (isOpen && event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (typed === '' && text !== null && props.onClear) {
        close();
        props.onClear();
      } else if (!answer.isCurrent) setWaiting(true);
      else if (options[at]) take(options[at], false);
    } else if (
      isOpen &&
      event.key === 'Tab' &&
      typed !== '' &&
      answer.isCurrent &&
      options[at] &&
      options[at].kind !== 'create'
    ) {
      take(options[at], true);
    }
  };

  const field = {
    'data-path': path,
    role: 'combobox',
    'aria-expanded': isOpen,
    'aria-controls': listId,
    'aria-autocomplete': 'list',
    'aria-activedescendant': isOpen && options[at] ? `${listId}-${at}` : undefined,
    'aria-invalid': isFound,
    autoComplete: 'off',
    spellCheck: false,
    placeholder: props.placeholder,
    value: text ?? shown,
    onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
    onClick: () => {
      if (!isOpen) open('');
    },
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      setText(event.currentTarget.value);
      open(event.currentTarget.value.trim());
    },
    onBlur: () => {
      const wasSettled = isSettled.current;
      close();
      if (wasSettled || text === null) return;
      if (typed === '') props.onClear?.();
      else props.onFreeText?.(typed, true);
    },
    onKeyDown,
  } as const;

  return (
    <div className={classes.anchor} data-open={isOpen || undefined}>
      {isCell ? (
        <input className={classes.cell} aria-label={label} {...field} />
      ) : (
        <TextInput label={label} size="sm" error={props.error} data-autofocus={props.autoFocus} {...field} />
      )}
      {isOpen && (
        <TopLayer>
          <div role="listbox" id={listId} aria-label={label} className={classes.options}>
            {options.map((option, index) => (
              <OptionRow
                key={option.kind === 'choice' ? option.choice.id : option.kind}
                id={`${listId}-${index}`}
                isAt={index === at}
                onTake={() => take(option, false)}
              >
                {option.kind === 'choice' && (
                  <>
                    {option.choice.code !== '' && <span className={classes.code}>{option.choice.code}</span>}
                    <span className={classes.label}>{option.choice.label}</span>
                    <span className={classes.detail}>{option.choice.detail}</span>
                  </>
                )}
                {option.kind === 'text' && (
                  <span className={classes.offer}>{props.freeTextLabel?.(typed)}</span>
                )}
                {option.kind === 'create' && (
                  <span className={classes.offer}>{props.createLabel?.(typed)}</span>
                )}
              </OptionRow>
            ))}
          </div>
          {options.length === 0 && (
            <div className={classes.note}>{answer.isCurrent ? t('picker.nothing') : t('loading')}</div>
          )}
          {answer.hasMore && <div className={classes.note}>{t('picker.more')}</div>}
        </TopLayer>
      )}
    </div>
  );
}

/** Shown above everything else, anchored to the field by CSS, so that no scroller cuts it off. */
function TopLayer({ children }: { readonly children: ReactNode }) {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => layer.current?.showPopover(), []);
  return (
    <div ref={layer} popover="manual" className={classes.layer}>
      {children}
    </div>
  );
}

interface OptionRowProps {
  readonly id: string;
  readonly isAt: boolean;
  readonly onTake: () => void;
  readonly children: ReactNode;
}

function OptionRow({ id, isAt, onTake, children }: OptionRowProps) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAt) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isAt]);
  return (
    // Keys reach options through the field, which keeps the focus.
    <button
      ref={row}
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={isAt}
      className={classes.option}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {children}
    </button>
  );
}
