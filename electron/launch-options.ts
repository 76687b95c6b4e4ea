/** Switches with which the program can be started; everything else on the command line is Chromium's. */
import { resolve } from 'node:path';

export interface LaunchOptions {
  /** Where companies and settings are kept instead of the user's own folder. */
  readonly dataFolder: string | null;
  /** Begin with the demo company when there is none. */
  readonly demo: boolean;
  /** Make a demo company of this many invoices without a window, and end. */
  readonly seed: { readonly invoices: number } | null;
  /** Address of the development server that pages come from; only ever on this machine. */
  readonly devServer: string | undefined;
}

const MOST_INVOICES = 5_000_000;

export function launchOptions(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): LaunchOptions {
  const given = (name: string): string | undefined =>
    argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const data = given('data');
  const invoices = Number(given('seed-invoices') ?? Number.NaN);
  const seeding = Number.isInteger(invoices) && invoices >= 1 && invoices <= MOST_INVOICES;
  const server = environment.ELECTRON_RENDERER_URL;
  return {
    dataFolder: data ? resolve(data) : null,
    demo: argv.includes('--demo'),
    seed: seeding ? { invoices } : null,
    devServer: server && /^http:\/\/(localhost|127\.0\.0\.1):\d+\/?$/.test(server) ? server : undefined,
  };
}
