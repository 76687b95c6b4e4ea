import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const clearCache = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ ipcRenderer: { on: vi.fn() }, webFrame: { clearCache } }));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', new EventTarget());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the preload script of the books', () => {
  it('gives back the copies of the scripts once, a moment after the page has loaded (ADR 8)', async () => {
    await import('./preload.ts');
    vi.runAllTimers();
    expect(clearCache).not.toHaveBeenCalled();
    window.dispatchEvent(new Event('load'));
    expect(clearCache).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(clearCache).toHaveBeenCalledTimes(1);
  });
});
