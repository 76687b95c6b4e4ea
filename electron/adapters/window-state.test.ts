import { expect, it } from 'vitest';
import { windowState } from './window-state.ts';

const kept = { x: 10, y: -20, width: 1360, height: 860, maximized: false, screens: '0,0,1600,1000' };

it('reads where the window stood', () => {
  expect(windowState(JSON.stringify(kept))).toEqual(kept);
});

it('takes nothing that it did not write', () => {
  const texts = ['', 'null', '[]', '{}', '{"x":', '"window"', '12'];
  for (const text of texts) expect(windowState(text)).toBeNull();
  for (const key of Object.keys(kept))
    expect(windowState(JSON.stringify({ ...kept, [key]: null }))).toBeNull();
  expect(windowState(JSON.stringify({ ...kept, x: 0.5 }))).toBeNull();
});
