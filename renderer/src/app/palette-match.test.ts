import { expect, it } from 'vitest';
import { matches } from './palette-match.ts';

it('finds a command by the beginnings of its words in any order, and by its initials', () => {
  expect(matches('New invoice', 'inv')).toBe(true);
  expect(matches('New invoice', 'inv new')).toBe(true);
  expect(matches('New invoice', 'ni')).toBe(true);
  expect(matches('New invoice', 'voice')).toBe(false);
  expect(matches('New invoice', 'new pay')).toBe(false);
});

it('finds a hyphenated word as it is written on the label', () => {
  expect(matches('Open received e-invoice…', 'e-invoice')).toBe(true);
  expect(matches('Open received e-invoice…', 'e-inv open')).toBe(true);
  expect(matches('Open received e-invoice…', 'e-mail')).toBe(false);
  expect(matches('Open received e-invoice…', '#')).toBe(false);
});

it('folds case and accents', () => {
  expect(matches('Zur Übersicht', 'uber')).toBe(true);
});

it('shows every command while nothing is typed', () => {
  expect(matches('New invoice', '  ')).toBe(true);
});
