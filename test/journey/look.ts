/** How tests look at a screen: by axe, by what is cut off, and by the keys that lead there. */
import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { SCREEN_NAMES, type ScreenName, SECTIONS } from '../../renderer/src/app/navigation.ts';
import { TODAY } from '../app/office.ts';
import { type Program, until } from './harness.ts';

/** The environment of a program that finds no print service. */
export const NO_SPOOLER = { CUPS_SERVER: '/nonexistent/cups.sock' } as const;

export const THEMES = ['light', 'dark'] as const;

/** Keys, the heading that they lead to, and a button that is pressed after them where no key leads there. */
type Way = readonly [keys: readonly string[], heading: string | RegExp, button?: string];

/** How each screen is reached. A print run has its screen only once `stopPrintRun` has left one. */
const WAYS: Readonly<Record<ScreenName, Way>> = {
  dashboard: [['g', 'd'], 'Dashboard'],
  invoices: [['g', 'i'], 'Invoices'],
  quotes: [['g', 'q'], 'Quotes'],
  payments: [['g', 'p'], 'Payments'],
  customers: [['g', 'c'], 'Customers'],
  items: [['g', 't'], 'Items'],
  aging: [['g', 'a'], 'Aged debtors'],
  'tax-report': [['g', 'x'], 'Tax report'],
  settings: [['g', 's'], 'Settings'],
  draft: [['g', 'd', 'Control+n'], 'Invoice draft'],
  invoice: [['g', 'i', 'Enter'], /^Invoice /],
  payment: [['g', 'p', 'Enter'], /^Payment/],
  'old-credits': [['g', 'b'], 'Old credits'],
  'payment-new': [['g', 'd', 'Control+Shift+P'], 'Post payment'],
  customer: [['g', 'c', 'Enter'], /./],
  received: [['g', 'e'], 'Received e-invoice'],
  review: [['g', 'l'], 'To look at'],
  'print-run': [['g', 'd'], 'Print run', 'Printing has stopped'],
  'number-report': [['g', 'n'], 'Number report'],
  periods: [['g', 'o'], 'Closed periods'],
};

const walkTo = (name: ScreenName) => {
  const way = WAYS[name];
  if (!way) throw new Error(`no way is given to the screen ${name}`);
  return { name, way };
};

/** Every screen that the window can go to, from the program's own table, and a record's form before there is a record. */
export const SCREENS: readonly { readonly name: string; readonly way: Way }[] = [
  ...SCREEN_NAMES.map(walkTo),
  { name: 'customer-new', way: [['g', 'd', 'Control+Shift+C'], 'New customer'] },
];
/** The screens of the sidebar. */
export const SECTION_SCREENS = SECTIONS.map(walkTo);

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

/** Presses keys, and a button after them where one is named, and waits for the screen that they lead to. */
export async function reach(
  { page }: Pick<Program, 'page'>,
  keys: readonly string[],
  heading: string | RegExp,
  button?: string,
): Promise<void> {
  for (const key of keys) {
    // A list answers Enter once it has its rows and the focus.
    if (key === 'Enter') await page.locator('tr[data-cursor]').first().waitFor();
    await page.keyboard.press(key);
  }
  if (button !== undefined) await page.getByRole('button', { name: button }).click();
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await stands({ page });
}

/** Begins a print run that stops at once: no printer has this name, and no print service answers where `NO_SPOOLER` was given. */
export async function stopPrintRun(program: Program): Promise<void> {
  const { rows } = await program.ask('documents.list', {
    ...{ search: '', status: 'open', customer: null, from: null, to: null },
    ...{ sort: 'number', direction: 'asc', today: TODAY, cursor: null, limit: 3 },
  });
  const documents = rows.map(({ id }) => id);
  const { kinds } = await program.ask('prints.plan', { documents });
  const choice = { printer: 'Nowhere', tray: '', copies: 1, paper: 'A4' } as const;
  await program.ask('prints.start', {
    commandId: randomUUID(),
    documents,
    choices: kinds.map(({ kind }) => ({ ...choice, kind })),
  });
  await until('the print run to stop', async () =>
    (await program.ask('prints.run', {}))?.state === 'stopped' ? true : null,
  );
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
