import { expect, it } from 'vitest';
import { en } from '../text/languages.ts';
import { SECTION_KEYS } from './global-actions.ts';
import { SECTION_OF, SECTIONS } from './navigation.ts';

it('every section has words and keys of its own', () => {
  expect(new Set(Object.values(SECTION_KEYS)).size).toBe(SECTIONS.length);
  for (const section of SECTIONS) expect(Object.keys(en.shell)).toContain(`section.${section}`);
});

it('every screen stands under a section', () => {
  for (const section of Object.values(SECTION_OF)) expect(SECTIONS).toContain(section);
});
