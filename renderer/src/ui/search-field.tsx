/** Search as you type above a list: `/` or Ctrl/Cmd+F goes there, arrow down or Enter back into the list, Escape empties it and then goes there too. */
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useActions } from '../app/shortcuts.ts';
import { useText } from '../text/i18n.ts';

export interface SearchFieldProps {
  /** Over what it searches: "Search name, number, city, e-mail". */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

const WAIT = 80;

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const t = useText('common');
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const told = useRef(value);
  // What is typed shows at once; the list is asked a moment later, so that a fast hand does not queue questions.
  const tell = useCallback(() => {
    if (text === told.current) return;
    told.current = text;
    onChange(text);
  }, [text, onChange]);
  useEffect(() => {
    const timer = setTimeout(tell, WAIT);
    return () => clearTimeout(timer);
  }, [tell]);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useActions([
    {
      id: 'list.search',
      label: t('search'),
      keys: '/',
      also: ['Mod+F'],
      group: 'here',
      inFields: false,
      run: () => input.current?.select(),
    },
  ]);
  return (
    <TextInput
      ref={input}
      flex="1 1 150px"
      maw={300}
      maxLength={200}
      aria-label={label}
      placeholder={label}
      title={label}
      styles={{ input: { textOverflow: 'ellipsis' } }}
      leftSection={<IconSearch size={15} />}
      rightSection={
        text !== '' && <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => setText('')} />
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'Enter' || (event.key === 'Escape' && text === '')) {
          event.preventDefault();
          // Who goes on into the list means the rows of what was typed.
          tell();
          event.currentTarget.closest('section')?.querySelector<HTMLElement>('[role=grid]')?.focus();
        } else if (event.key === 'Escape' && text !== '') {
          event.preventDefault();
          event.stopPropagation();
          setText('');
        }
      }}
    />
  );
}
