/** Chooses one record: filters as you type over any part of what is shown, creates in place, all by keyboard. */
import { Combobox, TextInput, type TextInputProps, useCombobox } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useText } from '../text/i18n.ts';
import classes from './picker.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Second column: number, city, price. */
  readonly detail?: ReactNode;
}

export interface PickerProps extends Omit<TextInputProps, 'value' | 'onChange' | 'onSelect'> {
  readonly value: string | null;
  /** What stands in the field for `value`. */
  readonly shown: string;
  /** Choices for the typed text, best first; the caller filters (`filterChoices`) or asks the books. */
  readonly choices: readonly Choice[];
  /** The choices are still those of an older text: Enter and Tab wait for the right ones. */
  readonly behind?: boolean;
  /** More may exist than `choices` has: says so below them. */
  readonly truncated?: boolean;
  readonly onSearch: (text: string) => void;
  readonly onChange: (id: string | null, choice: Choice | null) => void;
  /** Offered below the choices when something is typed. */
  readonly onCreate?: (text: string) => void;
  /** Words of the offer to create: `New customer “Smith”`. */
  readonly createLabel?: (text: string) => string;
  /** An emptied field means none; otherwise the last choice comes back. */
  readonly clearable?: boolean;
}

const CREATE = '\u0000create';

/** Choices that hold all words of the text in any part of label or detail, case and accents folded. */
export function filterChoices(choices: readonly Choice[], text: string): Choice[] {
  const fold = (part: string): string => part.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = fold(text).split(/\s+/).filter(Boolean);
  return choices.filter(({ label, detail }) => {
    const hay = fold(`${label} ${typeof detail === 'string' ? detail : ''}`);
    return words.every((word) => hay.includes(word));
  });
}

export function Picker(props: PickerProps) {
  const { value, shown, choices, behind = false, truncated, onSearch, onChange, ...others } = props;
  const { onCreate, createLabel, clearable, ...input } = others;
  const t = useText('common');
  const [text, setText] = useState<string | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const typed = text?.trim() ?? '';
  const offersNew = onCreate !== undefined && (typed !== '' || choices.length === 0);

  // The first choice is the one that Enter takes.
  const selectFirst = useEffectEvent((some: boolean) => {
    if (some) box.selectFirstOption();
    else box.resetSelectedOption();
  });
  const { dropdownOpened } = box;
  useEffect(() => {
    selectFirst(dropdownOpened && !behind && (choices.length > 0 || offersNew));
  }, [dropdownOpened, choices, offersNew, behind]);

  const begin = (): void => {
    if (input.disabled || input.readOnly) return;
    box.openDropdown();
  };
  const finish = (): void => {
    setText(null);
    setWaiting(false);
    box.closeDropdown();
  };
  const choose = (id: string): void => {
    if (id === CREATE) onCreate?.(typed);
    else onChange(id, choices.find((choice) => choice.id === id) ?? null);
    finish();
  };
  const chooseFirst = useEffectEvent(() => {
    setWaiting(false);
    if (choices[0]) choose(choices[0].id);
  });
  useEffect(() => {
    if (isWaiting && !behind) chooseFirst();
  }, [isWaiting, behind]);
  const leave = (): void => {
    if (text !== null && typed === '' && clearable && value !== null) onChange(null, null);
    finish();
  };

  return (
    <Combobox
      store={box}
      onOptionSubmit={choose}
      position="bottom-start"
      width="target"
      middlewares={{ flip: true, shift: true }}
    >
      <Combobox.Target>
        <TextInput
          autoComplete="off"
          spellCheck={false}
          {...input}
          value={text ?? shown}
          onFocus={(event) => {
            event.currentTarget.select();
            input.onFocus?.(event);
          }}
          onClick={begin}
          onBlur={(event) => {
            leave();
            input.onBlur?.(event);
          }}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWaiting(false);
            onSearch(event.currentTarget.value.trim());
            begin();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && (box.dropdownOpened || text !== null)) {
              event.preventDefault();
              event.stopPropagation();
              finish();
              onSearch('');
            }
            if ((event.key === 'ArrowDown' || event.key === 'F4') && !box.dropdownOpened) {
              onSearch(typed);
              begin();
            }
            const takes = event.key === 'Tab' || event.key === 'Enter';
            if (takes && !event.shiftKey && box.dropdownOpened && typed !== '' && behind) {
              event.preventDefault();
              event.stopPropagation();
              setWaiting(true);
              return;
            }
            if (event.key === 'Tab' && box.dropdownOpened && typed !== '' && choices[0])
              choose(choices[0].id);
            input.onKeyDown?.(event);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown
        hidden={choices.length === 0 && !offersNew && typed === ''}
        className={classes.dropdown ?? ''}
      >
        <Combobox.Options
          className={classes.options ?? ''}
          aria-label={typeof input.label === 'string' ? input.label : input['aria-label']}
        >
          {choices.map((choice) => (
            <Combobox.Option
              key={choice.id}
              value={choice.id}
              active={choice.id === value}
              className={classes.option ?? ''}
            >
              <span className={classes.label}>{choice.label}</span>
              <span className={classes.detail}>{choice.detail}</span>
            </Combobox.Option>
          ))}
          {choices.length === 0 && !offersNew && <Combobox.Empty>{t('picker.nothing')}</Combobox.Empty>}
          {offersNew && (
            <Combobox.Option value={CREATE} className={classes.create ?? ''}>
              {createLabel?.(typed) ?? t('picker.create', { text: typed })}
            </Combobox.Option>
          )}
        </Combobox.Options>
        {truncated && <Combobox.Footer>{t('picker.more')}</Combobox.Footer>}
      </Combobox.Dropdown>
    </Combobox>
  );
}
