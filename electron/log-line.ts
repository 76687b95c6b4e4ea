/**
 * One line of the log file: JSON, without personal data. What the program says of itself is a sentence of its own with
 * counts, kinds and ids. Of a fault only what it is and where it came from is kept: its message may quote anything that was
 * typed, and the place says which message it was.
 */

type LogLevel = 'info' | 'warn' | 'error';

/** What is kept of a fault. */
interface FaultNote {
  /** Class of the error, or the type of what was thrown instead of one. */
  readonly fault: string;
  /** Code of the system (`ENOENT`, `ERR_INVALID_ARG_TYPE`). */
  readonly code?: string;
  /** What the engine says of its own errors, without the values in it. */
  readonly says?: string;
  /** Calls, innermost first: function, file without its folders, line and column. */
  readonly at?: readonly string[];
  readonly cause?: FaultNote;
}

/** Errors whose words are the engine's; what a `SyntaxError` of JSON quotes stands between quotation marks. */
const OF_THE_ENGINE: ReadonlySet<string> = new Set([
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
]);
const CODE = /^[A-Z][A-Z0-9_]{2,60}$/;
const NAME = /^[A-Za-z]{1,60}$/;
/** `at open (file:///…/open-books.ts:12:7)`; whatever of a message looks like a call has no place at its end. */
const CALL = /^\s*at (?:(?:async )?([\w.<>$#[\] ]{1,100}?) )?\(?(?:[^()]*[/\\])?([\w.-]+:\d+:\d+)\)?$/;
/** Deeper calls say nothing more. */
const MOST_CALLS = 20;
const MOST_CAUSES = 3;

const MAIL_ADDRESS = /[^\s@<>"',;:()]+@[^\s@<>"',;:()]+/g;
const QUOTED = /["'`“„‘«‹].*/s;

/** The line, without its end. `at`: instant, UTC milliseconds. */
export function logLine(at: number, level: LogLevel, message: string, fault?: unknown): string {
  const time = new Date(at).toISOString();
  const said = message.replace(MAIL_ADDRESS, '…');
  return JSON.stringify({ time, level, message: said, ...(fault === undefined ? {} : faultNote(fault)) });
}

function faultNote(fault: unknown, causes = MOST_CAUSES): FaultNote {
  if (!(fault instanceof Error)) return { fault: typeof fault };
  const { name, message, stack, cause } = fault;
  const code: unknown = Reflect.get(fault, 'code');
  const at = callsOf(stack ?? '', message);
  return {
    fault: NAME.test(name) ? name : 'Error',
    ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
    ...(OF_THE_ENGINE.has(name) ? { says: withoutValues(message) } : {}),
    ...(at.length > 0 ? { at } : {}),
    ...(cause instanceof Error && causes > 0 ? { cause: faultNote(cause, causes - 1) } : {}),
  };
}

/** The calls of a stack; the message that stands before them is left out, whatever it looks like. */
function callsOf(stack: string, message = ''): string[] {
  const calls = message === '' ? stack : stack.replace(message, () => '');
  return calls
    .split('\n')
    .flatMap((line) => {
      const [, call, place] = CALL.exec(line) ?? [];
      return place === undefined ? [] : [call === undefined ? place : `${call} ${place}`];
    })
    .slice(0, MOST_CALLS);
}

/** Words of the engine up to the first value that they quote or name; numbers are left out. */
function withoutValues(message: string): string {
  return message
    .replace(/\(reading '([a-z]\w{0,40})'\)/, '(reading $1)')
    .replace(QUOTED, '…')
    .replace(/: .*/s, ': …')
    .replace(/\d+/g, '#')
    .slice(0, 200);
}
