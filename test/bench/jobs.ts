/** The jobs of a clerk, timed in the page from its call to its answer. */
import type { Page } from 'playwright-core';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { type Spread, spread } from './statistics.ts';

declare global {
  interface Window {
    readonly counterfoil: Bridge;
  }
}

/** Runs inside the page: calls a channel for each input and answers the times in milliseconds; throws on a refusal. */
async function callTimes({ channel, inputs }: { channel: string; inputs: unknown[] }): Promise<number[]> {
  const times: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    const crossed = await window.counterfoil.invoke(channel, input);
    // As the page's own client reads what crossed as text.
    const reply = (typeof crossed === 'string' ? JSON.parse(crossed) : crossed) as {
      ok: boolean;
      error?: unknown;
    };
    times.push(performance.now() - start);
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
  }
  return times;
}

export async function calls(page: Page, channel: string, inputs: readonly unknown[]): Promise<Spread> {
  return spread(await page.evaluate(callTimes, { channel, inputs: [...inputs] }));
}

/**
 * Runs inside the page: issues invoices. With a pause, each one's PDF is archived, untimed, before the next is issued, and the
 * screens that show what changed have asked again, as with a clerk; without one the next is issued at once.
 */
async function issueTimes({ inputs, pause }: { inputs: unknown[]; pause: number | null }): Promise<number[]> {
  const times: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    const reply = (await window.counterfoil.invoke('invoices.issue', input)) as {
      ok: boolean;
      error?: unknown;
    };
    times.push(performance.now() - start);
    if (!reply.ok) throw new Error(`invoices.issue: ${JSON.stringify(reply.error)}`);
    if (pause === null) continue;
    await window.counterfoil.invoke('documents.pdf', { id: (input as { id: string }).id });
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return times;
}

/** @param pause milliseconds between an invoice's PDF and the next invoice, `null` for neither. */
export async function issues(page: Page, inputs: readonly unknown[], pause: number | null): Promise<Spread> {
  return spread(await page.evaluate(issueTimes, { inputs: [...inputs], pause }));
}

/** One answer of a channel. */
export async function ask<T>(page: Page, channel: string, input: unknown): Promise<T> {
  const reply = await page.evaluate(
    async ([name, value]) =>
      (await window.counterfoil.invoke(name as string, value)) as { ok: boolean; value?: unknown },
    [channel, input] as const,
  );
  if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply)}`);
  return reply.value as T;
}
