/**
 * J9: typing in the invoice grid with 500 lines. What one key costs the page comes from the browser's own counters
 * (script, style, layout, as the developer tools show them); key to paint is taken in the page, the same way for the
 * grid and for a bare text area.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { blankDraft } from '../../shared/contract/blank-records.ts';
import { ask } from './jobs.ts';
import { at } from './statistics.ts';

const LINES = 500;
/** Between two keys: longer than everything that a key sets going, shorter than the pause after which a draft is kept. */
const BETWEEN = 90;
/** Before the first key. */
const REST = 1500;
const WORDS = 'a line that is typed by a practised hand, as long as they come';
/** Half of it figures, which change the totals of all lines with every key. */
const TYPED = [
  ['quantity', '12345.678'],
  ['unitPrice', '98765.4321'],
  ['discount', '12.5%'],
  ['quantity', '23*12.5+40'],
  ['unitPrice', '1024.75'],
  ['quantity', '17'],
  ['description', WORDS],
] as const;

export interface Typing {
  /** Script, style and layout of a key in milliseconds. */
  readonly work: { readonly median: number; readonly p95: number };
  /** From the key to the frame that shows it, in milliseconds. */
  readonly paint: { readonly median: number; readonly p95: number };
}

/** Runs inside the page: notes for each key how long the frame that shows it takes to come. */
function watchPaints(): void {
  const paints: number[] = [];
  Object.assign(window, { paints });
  window.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        // Sent within the frame, received when it has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => paints.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

async function workSoFar(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return (seconds('ScriptDuration') + seconds('RecalcStyleDuration') + seconds('LayoutDuration')) * 1000;
}

const summary = (times: readonly number[]) => {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: at(sorted, 0.5), p95: at(sorted, 0.95) };
};

/** Types into the field that has the focus. */
async function typeKeys(page: Page, session: CDPSession, keys: string, work: number[]): Promise<void> {
  for (const key of keys) {
    const before = await workSoFar(session);
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await delay(BETWEEN);
    work.push((await workSoFar(session)) - before);
  }
}

async function measured(
  page: Page,
  type: (session: CDPSession, work: number[]) => Promise<void>,
): Promise<Typing> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  await page.evaluate(watchPaints);
  const work: number[] = [];
  await type(session, work);
  const paints = await page.evaluate(() => (window as unknown as { paints: number[] }).paints);
  await session.detach();
  return { work: summary(work), paint: summary(paints) };
}

/** The floor: a text area in a window with nothing else in it. */
export async function typeInBare(page: Page): Promise<Typing> {
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    document.body.append(area);
    area.focus();
  });
  return measured(page, (session, work) => typeKeys(page, session, WORDS, work));
}

/** Keeps a draft of 500 lines, opens it, and types figures and words into a line in its middle. */
export async function typeInGrid(page: Page): Promise<Typing> {
  const { rows } = await ask<{ rows: { customer: string; currency: string }[] }>(page, 'documents.list', {
    search: '',
    status: 'all',
    customer: null,
    from: null,
    to: null,
    sort: 'issueDate',
    direction: 'desc',
    today: new Date().toISOString().slice(0, 10),
    cursor: null,
    limit: 1,
  });
  const taxes = await ask<{ id: string }[]>(page, 'taxes.list', {});
  const id = randomUUID();
  const lines = Array.from({ length: LINES }, (_, line) => ({
    id: randomUUID(),
    item: null,
    description: `Line ${line + 1} of five hundred`,
    quantity: `${1 + (line % 9)}`,
    unit: 'pc',
    unitPrice: `${10 + line}.25`,
    adjustments:
      line % 10 === 0 ? [{ kind: 'allowance', percent: '5', amount: null, reason: '', tax: null }] : [],
    tax: taxes[line % taxes.length]?.id ?? null,
  }));
  await ask(page, 'drafts.keep', {
    id,
    focus: `lines.${lines[250]?.id}.quantity`,
    draft: {
      ...blankDraft(rows[0]?.currency ?? 'GBP', 'invoice', rows[0]?.customer),
      lines,
    },
  });
  const company = await ask<{ company: { company: { id: string } } }>(page, 'app.state', {});
  // The program brings the clerk back to the draft in which she stood.
  await ask(page, 'settings.save', {
    lists: { [`open-draft.${company.company.company.id}`]: JSON.stringify(id) },
  });
  await page.reload();
  const cell = (column: string) => page.locator(`[data-path="lines.${lines[250]?.id}.${column}"]`);
  await cell('quantity').and(page.locator(':focus')).waitFor();
  const result = await measured(page, async (session, work) => {
    // The form has loaded, and what the first keys compile is not what a key costs.
    await delay(REST);
    await typeKeys(page, session, '1234.5678', []);
    await page.keyboard.press('Escape');
    for (const [column, keys] of TYPED) {
      await cell(column).focus();
      await typeKeys(page, session, keys, work);
    }
  });
  // Left by its own way, so that the draft is not kept again.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await ask(page, 'drafts.discard', { commandId: randomUUID(), id });
  return result;
}
