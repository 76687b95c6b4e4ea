/** The palette's own state: open or not, and which row Enter takes. */
import { createSpotlight } from '@mantine/spotlight';

export const [paletteStore, palette] = createSpotlight();

const rowsOf = (): HTMLElement[] => {
  const { listId } = paletteStore.getState();
  const list = listId === '' ? null : document.getElementById(listId);
  return [...(list?.querySelectorAll<HTMLElement>('[data-action]') ?? [])];
};

/** Puts the choice on the first row: what is shown has changed, and Enter must mean what stands on top. */
export function selectFirst(): void {
  const rows = rowsOf();
  for (const row of rows) row.removeAttribute('data-selected');
  rows[0]?.setAttribute('data-selected', 'true');
  paletteStore.updateState((state) => ({ ...state, selected: rows.length > 0 ? 0 : -1 }));
}

/** Does what the first row stands for. */
export function runFirst(): void {
  rowsOf()[0]?.click();
}
