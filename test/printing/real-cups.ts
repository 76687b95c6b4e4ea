/**
 * A real CUPS of the test's own, with Debian's PDF printer: own folder, own socket, nothing shared with the system's queues.
 * What is missing is installed where that is possible (Debian or Ubuntu, as root, as in CI); else the error says what to run.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { chmod, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunCommand, runCommand } from '../../electron/documents/printing/run-command.ts';
import { ensurePackages } from '../debian-packages.ts';

const PACKAGES = ['cups', 'cups-client', 'printer-driver-cups-pdf', 'poppler-utils'];
const NEEDED = ['/usr/sbin/cupsd', '/usr/bin/lp', '/usr/lib/cups/backend/cups-pdf', '/usr/bin/pdftotext'];
const PLAIN_DRIVER = '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd';
const DRIVER = 'lsb/usr/cups-pdf/CUPS-PDF_opt.ppd';
const WAIT = 20_000;

/** Trays by the keyword of the driver, with the maker's name. */
type Trays = Readonly<Record<string, string>>;

export interface RealCups {
  /** Where it listens; programs find it by the variable CUPS_SERVER. */
  readonly socket: string;
  /** Runs programs so that they talk to this CUPS. */
  readonly run: RunCommand;
  /** Runs one of CUPS's own programs and answers what it printed; throws when it fails. */
  tool(command: string, ...args: string[]): string;
  /** Sets up the PDF printer under this name, with these trays in its driver if any. */
  addPrinter(name: string, description: string, trays?: Trays): void;
  /** The text on the paper that came out for a job with this title, and its number of pages. */
  paper(title: string): Promise<{ readonly text: string; readonly pages: number }>;
  /** Ends the print service, as when it was never started; the folder stays until `remove`. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

function configure(folder: string, socket: string): void {
  for (const name of ['spool', 'cache', 'state', 'log', 'ssl', 'ppd']) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, 'cupsd.conf'),
    `LogLevel warn
Listen ${socket}
Browsing Off
WebInterface No
DefaultAuthType None
DefaultPolicy everybody
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy everybody>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`,
  );
  writeFileSync(
    join(folder, 'cups-files.conf'),
    `SystemGroup root
ServerRoot ${folder}
ServerBin /usr/lib/cups
DataDir /usr/share/cups
CacheDir ${join(folder, 'cache')}
StateDir ${join(folder, 'state')}
RequestRoot ${join(folder, 'spool')}
TempDir ${join(folder, 'spool')}
AccessLog ${join(folder, 'log', 'access')}
ErrorLog ${join(folder, 'log', 'error')}
PageLog ${join(folder, 'log', 'page')}
`,
  );
}

/** The PDF printer's driver with trays, as drivers of real printers name them. */
function driverWith(trays: Trays, folder: string): string {
  const choices = Object.entries(trays)
    .map(([id, name]) => `*InputSlot ${id}/${name}: ""`)
    .join('\n');
  const slot = `*OpenUI *InputSlot/Media Source: PickOne\n*OrderDependency: 20 AnySetup *InputSlot\n*DefaultInputSlot: ${Object.keys(trays)[0]}\n${choices}\n*CloseUI: *InputSlot\n`;
  const path = join(folder, 'trays.ppd');
  writeFileSync(
    path,
    readFileSync(PLAIN_DRIVER, 'utf8').replace('*OpenUI *PageSize', `${slot}*OpenUI *PageSize`),
  );
  return path;
}

async function until<T>(what: string, look: () => Promise<T | null> | T | null): Promise<T> {
  for (let waited = 0; waited < WAIT; waited += 100) {
    const found = await look();
    if (found !== null) return found;
    await delay(100);
  }
  throw new Error(`waited ${WAIT} ms in vain for ${what}`);
}

/** Starts the print service and waits until it answers. */
export async function startRealCups(): Promise<RealCups> {
  ensurePackages(PACKAGES, () => NEEDED.every((path) => existsSync(path)));
  if (process.getuid?.() !== 0) {
    throw new Error(
      "Printing is tested on a CUPS of the test's own, which only root can start: run as root or in a container.",
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-cups-'));
  // CUPS runs its filters as another user.
  await chmod(folder, 0o755);
  const socket = join(folder, 'cups.sock');
  configure(folder, socket);
  const child: ChildProcess = spawn(
    '/usr/sbin/cupsd',
    ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const run: RunCommand = (command, args, env) => runCommand(command, args, { ...env, CUPS_SERVER: socket });
  const env = { ...process.env, CUPS_SERVER: socket, LC_ALL: 'C' };
  const tool = (command: string, ...args: string[]) =>
    execFileSync(command, args, { env, encoding: 'utf8', stdio: 'pipe' });
  await until('the print service', async () => {
    const answer = await run('lpstat', ['-r'], { LC_ALL: 'C' });
    return answer?.stdout.includes('scheduler is running') ? true : null;
  });
  const papers = join(homedir(), 'PDF');
  const hadPapers = existsSync(papers);
  const printed: string[] = [];

  return {
    socket,
    run,
    tool,
    addPrinter(name, description, trays) {
      // Of its ways from PDF to the printer this one keeps the text readable, which the test reads.
      const options = ['-o', 'pdftops-renderer-default=pdftocairo'];
      const driver = trays ? ['-P', driverWith(trays, folder)] : ['-m', DRIVER];
      tool('lpadmin', '-p', name, '-v', 'cups-pdf:/', ...driver, '-D', description, ...options, '-E');
    },
    async paper(title) {
      const path = await until(`the paper of ${title}`, async () => {
        const name = existsSync(papers)
          ? readdirSync(papers).find((one) => one.startsWith(title))
          : undefined;
        if (name === undefined) return null;
        const found = join(papers, name);
        return (await stat(found)).size > 0 ? found : null;
      });
      printed.push(path);
      const pages = /^Pages:\s+(\d+)/m.exec(tool('pdfinfo', path))?.[1];
      return { text: tool('pdftotext', '-layout', path, '-'), pages: Number(pages) };
    },
    async stop() {
      child.kill();
      await ended;
    },
    async remove() {
      child.kill();
      await ended;
      for (const path of printed) rmSync(path, { force: true });
      if (!hadPapers) rmSync(papers, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
