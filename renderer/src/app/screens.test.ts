import { expect, it } from 'vitest';
import { SECTION_OF } from './navigation.ts';
import { screens } from './screens.tsx';

it('every place that the window can go to has its screen', () => {
  expect(Object.keys(screens).sort()).toEqual(Object.keys(SECTION_OF).sort());
  // Those that are loaded when they are shown are objects until then.
  for (const screen of Object.values(screens)) expect(['function', 'object']).toContain(typeof screen);
});
