import { describe, expect, it } from 'vitest';
import {
  errorWords,
  FIELD_PROBLEMS,
  fieldWords,
  MAIL_PROBLEMS,
  PRINT_PROBLEMS,
  RECORD_KINDS,
  REFUSALS,
  SIMPLE_KINDS,
  STORAGE_REASONS,
  SYNC_PROBLEMS,
  UNAVAILABLE,
} from './error-words.ts';
import { de, en } from './languages.ts';

const KEYS = [
  ...SIMPLE_KINDS,
  'findings',
  ...REFUSALS.map((reason) => `refused.${reason}`),
  ...PRINT_PROBLEMS.map((problem) => `printing.${problem}`),
  ...SYNC_PROBLEMS.map((problem) => `sync.${problem}`),
  ...MAIL_PROBLEMS.map((problem) => `mail.${problem}`),
  ...STORAGE_REASONS.map((reason) => `storage.${reason}`),
  ...UNAVAILABLE.map((what) => `unavailable.${what}`),
];

describe.each([
  ['English', en.errors],
  ['German', de.errors],
] as const)('error words in %s', (_, words: Readonly<Record<string, string>>) => {
  it.each(KEYS)('%s says what happened and what to do', (key) => {
    expect(words[`${key}.what`] ?? words[`${key}.what_other`]).toBeTruthy();
    expect(words[`${key}.todo`] ?? words[`${key}.todo_other`]).toBeTruthy();
  });

  it.each(FIELD_PROBLEMS)('the problem %s has words beside its field', (problem) => {
    expect(words[`field.${problem}`]).toBeTruthy();
  });

  it.each(RECORD_KINDS)('the record %s has a name', (kind) => {
    expect(words[`record.${kind}`]).toBeTruthy();
  });
});

describe('words of an error', () => {
  it('fill in what is known of it', () => {
    expect(errorWords({ kind: 'not-found', what: 'customer', id: 'x' }).what).toBe(
      'This customer is not there.',
    );
    expect(errorWords({ kind: 'internal', reference: 'F-12' }).todo).toContain('F-12');
    expect(errorWords({ kind: 'storage', reason: 'io', operation: 'append', code: 'EIO' }).what).toContain(
      'EIO',
    );
  });

  it('count wrong fields', () => {
    const field = { path: 'name', problem: 'required' };
    expect(errorWords({ kind: 'invalid', fields: [field] }).what).toBe('One field needs your attention.');
    expect(errorWords({ kind: 'invalid', fields: [field, field] }).what).toBe(
      '2 fields need your attention.',
    );
  });

  it('are plain for a problem that no text knows', () => {
    expect(fieldWords('Too big: expected string to have <=12 characters')).toBe(en.errors['field.invalid']);
  });
});
