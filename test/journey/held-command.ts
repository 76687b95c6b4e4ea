/** Commands whose answer lets itself be waited for, as on a slow disk: so a test can do what a person does meanwhile. */
import { INVOKE } from '../../shared/contract/bridge.ts';
import type { Program } from './harness.ts';

type Handler = (event: unknown, channel: unknown, input: unknown) => unknown;

/** What Electron keeps of the handlers of messages; were it gone, every test that holds a command would fail. */
interface Handlers {
  readonly _invokeHandlers: Map<string, Handler>;
}

export interface HeldCommand {
  /** How often the page has sent the command since. */
  readonly sent: () => Promise<number>;
  /** Lets what was sent go on, and from now on all that is sent. */
  readonly release: () => Promise<void>;
}

/** Keeps what the page sends over `channel` back until it is released. */
export async function hold({ app }: Program, channel: string): Promise<HeldCommand> {
  await app.evaluate(
    ({ ipcMain }, [message, name]) => {
      const handlers = (ipcMain as unknown as Handlers)._invokeHandlers;
      const real = handlers.get(message as string);
      const gate = Promise.withResolvers<void>();
      const held = { count: 0, release: gate.resolve };
      Object.assign(globalThis, { held });
      handlers.set(message as string, async (event, asked, input) => {
        if (asked === name) {
          held.count += 1;
          await gate.promise;
        }
        return real?.(event, asked, input);
      });
    },
    [INVOKE, channel] as const,
  );
  return {
    sent: () => app.evaluate(() => (globalThis as unknown as { held: { count: number } }).held.count),
    release: () =>
      app.evaluate(() => (globalThis as unknown as { held: { release(): void } }).held.release()),
  };
}
