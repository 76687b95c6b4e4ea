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
    const reply = (await window.counterfoil.invoke(channel, input)) as { ok: boolean; error?: unknown };
    times.push(performance.now() - start);
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
  }
  return times;
}

export async function calls(page: Page, channel: string, inputs: readonly unknown[]): Promise<Spread> {
  return spread(await page.evaluate(callTimes, { channel, inputs: [...inputs] }));
}

/** Runs inside the page: issues invoices and lets each one's PDF be archived, untimed, before the next is issued. */
async function issueTimes(inputs: unknown[]): Promise<number[]> {
  const times: number[] = [];
  for (const input of inputs) {
    const start = performance.now();
    const reply = (await window.counterfoil.invoke('invoices.issue', input)) as {
      ok: boolean;
      error?: unknown;
    };
    times.push(performance.now() - start);
    if (!reply.ok) throw new Error(`invoices.issue: ${JSON.stringify(reply.error)}`);
    await window.counterfoil.invoke('documents.pdf', { id: (input as { id: string }).id });
    // As a clerk would: the screens that show what changed have asked again by then.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return times;
}

export async function issues(page: Page, inputs: readonly unknown[]): Promise<Spread> {
  return spread(await page.evaluate(issueTimes, [...inputs]));
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
