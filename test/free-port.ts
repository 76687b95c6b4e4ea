/** Ports for servers that must be told theirs before they start. */
import { createServer, type Server } from 'node:net';

/** Below what systems hand out by themselves (from 32,768), so that nobody is given a port between finding and taking it. */
const FIRST = 12_000;
const COUNT = 20_000;

/** Tests run in processes of their own side by side: each begins somewhere else. */
let tried = (process.pid * 97) % COUNT;

/** A free port, and who holds it until it is released. */
export async function heldPort(): Promise<{ readonly port: number; readonly holder: Server }> {
  for (;;) {
    tried = (tried + 1) % COUNT;
    const port = FIRST + tried;
    const holder = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      holder.once('error', () => resolve(false));
      holder.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) return { port, holder };
  }
}

export const release = (holder: Server): Promise<unknown> => new Promise((resolve) => holder.close(resolve));

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const { port, holder } = await heldPort();
  await release(holder);
  return port;
}
