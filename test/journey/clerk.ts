/** A clerk who never touches the mouse: every key is counted, and every step waits for what a person would see. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Counts what reaches the page, so that a test can say that no pointer was used. */
function countPointers(): void {
  const page = globalThis as unknown as { pointers: number };
  page.pointers = 0;
  for (const kind of ['pointerdown', 'wheel', 'touchstart']) {
    addEventListener(
      kind,
      () => {
        page.pointers += 1;
      },
      { capture: true },
    );
  }
}

/** The name of the field in focus as a screen reader says it, without the sign for required fields. */
function focusedName(): string {
  const field = document.activeElement;
  const label =
    field?.getAttribute('aria-label') ??
    (field as HTMLInputElement | null)?.labels?.[0]?.textContent ??
    field?.textContent ??
    '';
  return label.replace('*', '').trim();
}

export class Clerk {
  readonly page: Page;
  /** Keys pressed so far. */
  keys = 0;

  private constructor(page: Page) {
    this.page = page;
  }

  static async at(page: Page): Promise<Clerk> {
    await page.evaluate(countPointers);
    return new Clerk(page);
  }

  /** Presses keys one after the other: `press('Tab', 'Control+Enter')`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.keys += [...text].length;
    await this.page.keyboard.type(text);
  }

  /** Types into the field in focus and goes on with Enter. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.press('Enter');
  }

  /** Waits until the field or button with this name has the focus. */
  async standsAt(name: string): Promise<void> {
    await expect.poll(() => this.page.evaluate(focusedName)).toBe(name);
  }

  /** Goes on by Tab until the field with this name has the focus. */
  async tabTo(name: string, most = 30): Promise<void> {
    for (let step = 0; step < most; step += 1) {
      if ((await this.page.evaluate(focusedName)) === name) return;
      await this.press('Tab');
    }
    throw new Error(`${name} is not within ${most} steps of Tab`);
  }

  /** Goes back by Shift+Enter until the field with this name has the focus. */
  async backTo(name: string, most = 30): Promise<void> {
    for (let step = 0; step < most; step += 1) {
      if ((await this.page.evaluate(focusedName)) === name) return;
      await this.press('Shift+Enter');
    }
    throw new Error(`${name} is not within ${most} steps back`);
  }

  /** Waits for a screen by its heading. */
  async sees(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  /** Opens the row of a list that holds the text, once the cursor stands on it. */
  async opensRow(text: string): Promise<void> {
    await this.page.locator('tr[data-cursor]', { hasText: text }).waitFor();
    await this.press('Enter');
  }

  /** Waits for a text anywhere. */
  async reads(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Presses and moves of a pointer that the page has seen. */
  pointers(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as { pointers: number }).pointers);
  }
}
