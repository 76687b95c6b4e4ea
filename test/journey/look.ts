/** How tests look at a screen: by axe, by what is cut off, and by the keys that lead there. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Program } from './harness.ts';

export const THEMES = ['light', 'dark'] as const;

/** Each screen: how to reach it by keys, and the heading by which it is known. */
export const SECTIONS = [
  ['dashboard', ['g', 'd'], 'Dashboard'],
  ['invoices', ['g', 'i'], 'Invoices'],
  ['payments', ['g', 'p'], 'Payments'],
  ['customers', ['g', 'c'], 'Customers'],
  ['items', ['g', 't'], 'Items'],
  ['aging', ['g', 'a'], 'Aged debtors'],
  ['tax-report', ['g', 'x'], 'Tax report'],
  ['settings', ['g', 's'], 'Settings'],
] as const;
/** Screens behind the sections. */
export const DEEPER = [
  ['invoice', ['g', 'i', 'Enter'], /^Invoice /],
  ['payment', ['g', 'p', 'Enter'], /^Payment/],
  ['customer', ['g', 'c', 'Enter'], /./],
  ['draft', ['g', 'd', 'Control+n'], 'Invoice draft'],
  ['payment-new', ['g', 'd', 'Control+Shift+P'], 'Post payment'],
  ['number-report', ['g', 'n'], 'Number report'],
  ['periods', ['g', 'o'], 'Closed periods'],
  ['received', ['g', 'e'], 'Received e-invoice'],
  ['customer-new', ['g', 'd', 'Control+Shift+C'], 'New customer'],
] as const;

/** Serious and critical findings, each with the places where it stands. */
export async function findings({ page }: Program): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Text that is cut off although the screen does not say so with an ellipsis, and a page that scrolls sideways. */
export const cutOff = ({ page }: Program): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    for (const part of document.querySelectorAll<HTMLElement>('button, h1, h2, label, dt, dd, th')) {
      const { overflow, textOverflow } = getComputedStyle(part);
      const isCut = part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0;
      if (isCut && overflow !== 'visible' && textOverflow !== 'ellipsis') {
        found.push(part.outerHTML.slice(0, 160));
      }
    }
    return found;
  });

/** Presses keys and waits for the screen that they lead to. */
export async function reach(
  { page }: Program,
  keys: readonly string[],
  heading: string | RegExp,
): Promise<void> {
  for (const key of keys) {
    // A list answers Enter once it has its rows and the focus.
    if (key === 'Enter') await page.locator('tr[data-cursor]').first().waitFor();
    await page.keyboard.press(key);
  }
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await stands({ page });
}

/**
 * Waits until a page stands still: nothing says that it is loading, nothing has changed for a while, and no movement runs that ends by
 * itself.
 */
export async function stands({ page }: Pick<Program, 'page'>): Promise<void> {
  await page.evaluate(async () => {
    const quiet = 200;
    let changed = performance.now();
    const observer = new MutationObserver(() => {
      changed = performance.now();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const isLoading = () => document.querySelector('.mantine-Loader-root, .mantine-Skeleton-root') !== null;
    const isMoving = () =>
      document.getAnimations().some(({ playState, effect }) => {
        const end = Number(effect?.getComputedTiming().endTime);
        return playState === 'running' && Number.isFinite(end);
      });
    while (isLoading() || isMoving() || performance.now() - changed < quiet)
      await new Promise((resolve) => setTimeout(resolve, 20));
    observer.disconnect();
  });
}

export async function setTheme(program: Program, theme: 'light' | 'dark'): Promise<void> {
  await program.ask('settings.save', { theme });
  await program.page.reload();
  await program.page.getByRole('navigation').waitFor();
}

/** Begins anew at the first screen, whatever stood open before. */
export async function beginAnew({ page }: Program): Promise<void> {
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
}
