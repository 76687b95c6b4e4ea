/** `npm run screenshots`: the pictures of README and guide, taken from the running program with its demo company. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectNode, ROOT } from './paths.mjs';
import { onProjectNode } from './project-node.mjs';

const INSIDE = '--on-display';
const SIZE = { width: 1360, height: 860 };

/** @typedef {import('playwright-core').Page} Page */

/** @type {(name: string) => (page: Page) => Promise<void>} */
const navigate = (name) => (page) =>
  page.getByRole('navigation').getByText(name, { exact: true }).click({ timeout: 120_000 });

/** @type {(name: string) => (page: Page) => Promise<void>} */
const press = (name) => (page) => page.getByRole('button', { name }).first().click();

/** A machine without a key ring warns of it, one at night of its clock; the pictures are not about that. @param {Page} page */
async function putWarningAway(page) {
  const buttons = page.getByRole('button', { name: 'Put this message away' });
  while ((await buttons.count()) > 0) await buttons.first().click();
}

/** Each picture and how to reach it from the one before. */
const PICTURES = [
  { name: 'dashboard', reach: navigate('Dashboard') },
  { name: 'customers', reach: navigate('Customers') },
  { name: 'aging', reach: navigate('Aged debtors') },
  { name: 'invoices', reach: navigate('Invoices') },
  { name: 'invoice', reach: press('Open invoice') },
];

/** Drives the program; runs where there is a display. */
async function takePictures() {
  const { _electron } = await import('playwright-core');
  const { electronPath, launchArguments } = await import('./launch.mjs');

  const folder = join(ROOT, 'docs', 'images');
  const data = mkdtempSync(join(tmpdir(), 'counterfoil-pictures-'));
  mkdirSync(folder, { recursive: true });
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: launchArguments(['--demo', `--data=${data}`, '--force-device-scale-factor=1', '--lang=en-GB']),
  });
  try {
    const isPage = (/** @type {Page} */ window) => window.url().startsWith('app://counterfoil/');
    const page = app.windows().find(isPage) ?? (await app.waitForEvent('window', isPage));
    await page.setViewportSize(SIZE);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    for (const { name, reach } of PICTURES) {
      await reach(page);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      // What the books answer and the charts draw arrives in the second after a screen opens.
      await page.waitForTimeout(1500);
      await putWarningAway(page);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`docs/images/${name}.png`);
    }
  } finally {
    await app.close();
    rmSync(data, { recursive: true, force: true });
  }
  return 0;
}

await onProjectNode(async (args) => {
  if (args.includes(INSIDE)) return takePictures();
  const { ensureRuntime, onDisplay } = await import('./runtime.mjs');
  const { ensureBuilt } = await import('./build-app.mjs');
  const { run } = await import('./run.mjs');

  await ensureRuntime();
  const built = await ensureBuilt();
  if (built !== 0) return built;
  return run(...onDisplay(projectNode(), [join(ROOT, 'build', 'screenshots.mjs'), INSIDE]));
});
