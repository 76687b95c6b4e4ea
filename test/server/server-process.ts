/** The server as an administrator runs it: a process of its own, and the command line beside it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE_FLAGS, ROOT } from '../../build/paths.mjs';
import { ask, must, type ServerAddress } from './desktop.ts';

/** A server that runs and listens. */
export interface Started extends ServerAddress {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** Ends the process and answers its exit code, `null` after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A folder of its own, or a PostgreSQL. */
export type Store = { readonly data: string } | { readonly url: string };

const environment = (store: Store) => ({
  ...process.env,
  DATABASE_URL: 'url' in store ? store.url : '',
});
const dataArgs = (store: Store) => ('data' in store ? ['--data', store.data] : []);

/** Starts the server and waits until it listens; a refusal to start is thrown with what it logged. */
export async function listen(
  store: Store,
  ...more: string[]
): Promise<Omit<Started, 'url' | 'server'> & { port: number }> {
  const args = [...NODE_FLAGS, join(ROOT, 'server/main.ts'), ...dataArgs(store), '--port', '0', ...more];
  const child = spawn(process.execPath, args, {
    env: environment(store),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const port = await new Promise<number>((resolve, reject) => {
    let rest = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      rest += text;
      for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 1);
        lines.push(line);
        const said = JSON.parse(line);
        if (said.event === 'listening') resolve(said.port);
      }
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${lines.join('\n')}`)));
  });
  return {
    port,
    child,
    lines,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts the server and asks who it is. */
export async function start(store: Store, ...more: string[]): Promise<Started> {
  const { port, ...started } = await listen(store, ...more);
  const url = `http://127.0.0.1:${port}`;
  const { server } = must(await ask(url, 'hello', null));
  return { ...started, url, server };
}

/** Runs the administrator's command line. */
export function admin(
  store: Store,
  ...args: string[]
): Promise<{ readonly code: number; readonly text: string }> {
  const argv = [join(ROOT, 'server/admin/main.ts'), ...dataArgs(store), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { env: environment(store) }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr });
    });
  });
}

/** The pairing code that the administrator's command printed. */
export const codeIn = (text: string): string =>
  /^([0-9A-Z]{5}-[0-9A-Z]{5})$/m.exec(text)?.[1]?.replace('-', '') ?? '';
