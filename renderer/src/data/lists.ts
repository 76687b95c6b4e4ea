/** What lists remember between visits and starts: filter, sort, columns, scroll (kept in the desktop's settings). */
import { useCallback, useRef, useState } from 'react';
import { saveSettings, useSession } from './session.ts';

const WAIT = 400;
/** Longest text that the settings keep; a longer one (a pasted search) is not remembered. */
const LONGEST = 4000;
let timer: ReturnType<typeof setTimeout> | undefined;
let waiting: Record<string, string> = {};

function remember(key: string, text: string): void {
  if (text.length > LONGEST) return;
  waiting = { ...waiting, [key]: text };
  clearTimeout(timer);
  timer = setTimeout(() => {
    const lists = { ...useSession.getState().app?.settings.lists, ...waiting };
    waiting = {};
    void saveSettings({ lists });
  }, WAIT);
}

/** A key of the open company's own: another one has other customers and other habits. The end of an id tells companies apart. */
export function keyHere(name: string): string {
  const company = useSession.getState().app?.company;
  return company?.state === 'open' ? `${company.company.id.slice(-12)}/${name}` : name;
}

/** The value last remembered under `key`, or `undefined` when there is none or it cannot be read. */
export function recall<T>(key: string): T | undefined {
  const text = waiting[key] ?? useSession.getState().app?.settings.lists[key];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

/**
 * State that survives leaving the screen and the program, in each company its own: for filters and sort of a list. Remembered values are merged
 * over `initial`, so that a field added later has its default.
 */
export function useRemembered<T extends object>(key: string, initial: T): [T, (change: Partial<T>) => void] {
  const [value, setValue] = useState<T>(() => ({ ...initial, ...recall<Partial<T>>(keyHere(key)) }));
  const latest = useRef(value);
  const change = useCallback(
    (part: Partial<T>) => {
      latest.current = { ...latest.current, ...part };
      setValue(latest.current);
      remember(keyHere(key), JSON.stringify(latest.current));
    },
    [key],
  );
  return [value, change];
}

/** Notes a value without showing it anywhere (scroll offsets). */
export function noteFor(key: string, value: unknown): void {
  remember(key, JSON.stringify(value));
}
