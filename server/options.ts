/** The command line of the server and of its administration. */
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../shared/errors/index.ts';

/** Where the data is: a folder of our own, or PostgreSQL. */
export type StoreChoice =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgresql'; readonly url: string };

export interface ServerCommandLine {
  readonly store: StoreChoice;
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly behindProxy: boolean;
  readonly openMetrics: boolean;
  /** Connections to PostgreSQL. */
  readonly connections: number;
  /** A backup from which the empty store is filled before anybody is answered. */
  readonly restore: string | null;
}

export const SERVER_USAGE = `Usage: npm run server -- --data <folder> [--port 8471] [--host 127.0.0.1]
  [--tls-cert <file> --tls-key <file>] [--behind-proxy] [--open-metrics] [--connections 10]
  [--restore <folder>]   fill the empty store from a backup first; begins a new epoch
With DATABASE_URL set the data is in that PostgreSQL (15 or newer) instead of the folder.`;

const DEFAULT_PORT = 8471;
const DEFAULT_CONNECTIONS = 10;

type Environment = Readonly<Record<string, string | undefined>>;

/** `DATABASE_URL` wins over the folder. */
export function chooseStore(folder: string | undefined, environment: Environment): StoreChoice | null {
  const url = environment.DATABASE_URL;
  if (url !== undefined && url !== '') return { kind: 'postgresql', url };
  return folder === undefined ? null : { kind: 'embedded', folder };
}

/** Reads the arguments; the error is what to tell the administrator. */
export function readServerOptions(
  args: readonly string[],
  environment: Environment,
): Result<ServerCommandLine, string> {
  let values: Readonly<Record<string, string | boolean | undefined>>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        connections: { type: 'string', default: String(DEFAULT_CONNECTIONS) },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'behind-proxy': { type: 'boolean', default: false },
        restore: { type: 'string' },
        'open-metrics': { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const store = chooseStore(text('data'), environment);
  if (store === null) return err('Say where the data is: --data <folder>, or DATABASE_URL.');
  const port = Number(text('port'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return err('--port is a number from 0 to 65535.');
  const connections = Number(text('connections'));
  if (!Number.isInteger(connections) || connections < 1) return err('--connections is a number from 1 on.');
  const cert = text('tls-cert');
  const key = text('tls-key');
  if ((cert === undefined) !== (key === undefined)) return err('--tls-cert and --tls-key belong together.');
  return ok({
    store,
    host: text('host') ?? '',
    port,
    tls: cert !== undefined && key !== undefined ? { cert, key } : null,
    behindProxy: values['behind-proxy'] === true,
    openMetrics: values['open-metrics'] === true,
    connections,
    restore: text('restore') ?? null,
  });
}
