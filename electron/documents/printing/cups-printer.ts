/** Printing by CUPS, on macOS and Linux: `lp` hands the file over, `lpstat` knows the queues, IPP knows what became of a job. */
import { ok, type Result } from '../../../shared/errors/index.ts';
import { type AskSpooler, askSpooler, type ReadSpooler, readSpooler } from './ask-spooler.ts';
import { cupsJobState } from './cups-job-state.ts';
import { encodeRequest, GET_JOB_ATTRIBUTES, GET_PRINTER_ATTRIBUTES, type IppAnswer } from './ipp-message.ts';
import { parseDefault, parseQueues, parseRejecting, parseRequestId, type Queue } from './parse-lpstat.ts';
import { parseTrays } from './parse-trays.ts';
import {
  type FileJob,
  type PrintError,
  type Printer,
  printError,
  type Spooler,
  type Tray,
} from './printer-port.ts';
import { type CommandOutput, type RunCommand, runCommand } from './run-command.ts';

export interface CupsPorts {
  readonly run: RunCommand;
  readonly ask: AskSpooler;
  readonly read: ReadSpooler;
}

/** What `lpstat` and `lp` print is read, so it must not be translated. */
const C_LOCALE = { LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C' };

interface QueueList {
  readonly queues: readonly Queue[];
  readonly rejecting: ReadonlyMap<string, string>;
}

/** Printing through the CUPS of this machine. */
export function cupsPrinter(
  ports: CupsPorts = { run: runCommand, ask: askSpooler, read: readSpooler },
): Spooler {
  const run = (command: string, args: readonly string[]) => ports.run(command, args, C_LOCALE);

  /** `lpstat`'s output; without a spooler, or without CUPS, the error. A non-zero code alone may only mean "none". */
  async function lpstat(...args: string[]): Promise<Result<CommandOutput, PrintError>> {
    const output = await run('lpstat', args);
    if (output === null) return printError('cups-missing');
    if (output.code === 0) return ok(output);
    const running = await run('lpstat', ['-r']);
    return running?.stdout.includes('is running')
      ? ok(output)
      : printError('spooler-unreachable', output.stderr);
  }

  async function queueList(): Promise<Result<QueueList, PrintError>> {
    const described = await lpstat('-l', '-p');
    if (!described.ok) return described;
    const accepting = await lpstat('-a');
    if (!accepting.ok) return accepting;
    return ok({
      queues: parseQueues(described.value.stdout),
      rejecting: parseRejecting(accepting.value.stdout),
    });
  }

  /** Also printers on the network that have no queue yet; CUPS makes one when they are used. */
  async function allNames(): Promise<Result<readonly string[], PrintError>> {
    const names = await lpstat('-e');
    if (!names.ok) return names;
    return ok(names.value.stdout.split('\n').filter((name) => /^\S+$/.test(name)));
  }

  /** Why nothing may be handed to this printer now, or `null`. */
  async function refusal(name: string): Promise<Result<null, PrintError>> {
    const list = await queueList();
    if (!list.ok) return list;
    const queue = list.value.queues.find((one) => one.name === name);
    if (queue) {
      const reason = list.value.rejecting.get(name);
      if (queue.enabled && reason === undefined) return ok(null);
      return printError('printer-stopped', queue.enabled ? reason : queue.message);
    }
    const names = await allNames();
    if (!names.ok) return names;
    if (names.value.includes(name)) return ok(null);
    return printError(names.value.length === 0 ? 'no-printers' : 'printer-not-found', name);
  }

  async function trays(printer: string): Promise<Result<readonly Tray[], PrintError>> {
    const host = await lpstat('-H');
    if (!host.ok) return host;
    // A queue that takes files as they are has no description; whether it is there at all is for `refusal` to say.
    const description = await ports.read(
      host.value.stdout.trim(),
      `/printers/${encodeURIComponent(printer)}.ppd`,
    );
    return ok(description === null ? [] : parseTrays(description));
  }

  /** The options that choose the tray; only a tray that the printer has gets into the command line. */
  async function trayOptions({ printer, tray }: FileJob): Promise<Result<readonly string[], PrintError>> {
    if (tray === '') return ok([]);
    const found = await trays(printer);
    if (!found.ok) return found;
    return found.value.some(({ id }) => id === tray)
      ? ok(['-o', `InputSlot=${tray}`])
      : printError('tray-not-found', tray);
  }

  async function attributes(
    server: string,
    operation: number,
    target: 'job-uri' | 'printer-uri',
    path: string,
    wanted: readonly string[],
  ): Promise<IppAnswer | null> {
    return ports.ask(server, path, encodeRequest(operation, target, `ipp://localhost${path}`, wanted));
  }

  return {
    async list() {
      const list = await queueList();
      if (!list.ok) return list;
      const names = await allNames();
      if (!names.ok) return names;
      const preferred = await lpstat('-d');
      if (!preferred.ok) return preferred;
      const { queues, rejecting } = list.value;
      const isDefault = (name: string) => name === parseDefault(preferred.value.stdout);
      const known = queues.map(
        ({ name, description, enabled }): Printer => ({
          name,
          description: description === '' ? name : description,
          isDefault: isDefault(name),
          ready: enabled && !rejecting.has(name),
        }),
      );
      const found = names.value.filter((name) => !queues.some((queue) => queue.name === name));
      return ok([
        ...known,
        ...found.map(
          (name): Printer => ({ name, description: name, isDefault: isDefault(name), ready: true }),
        ),
      ]);
    },

    trays,

    async print(job: FileJob) {
      const refused = await refusal(job.printer);
      if (!refused.ok) return refused;
      const tray = await trayOptions(job);
      if (!tray.ok) return tray;
      const title = job.title.replace(/[\x00-\x1f\x7f]/g, ' ').slice(0, 120);
      const scaling = `print-scaling=${job.fit ? 'fit' : 'none'}`;
      const output = await run('lp', [
        ...['-d', job.printer, '-n', String(job.copies), '-t', title],
        ...['-o', `media=${job.paper}`, '-o', scaling, ...tray.value, '--', job.path],
      ]);
      if (output === null) return printError('cups-missing');
      const id = output.code === 0 ? parseRequestId(output.stdout) : null;
      return id === null ? printError('job-failed', output.stderr) : ok({ job: id });
    },

    async follow(job: string) {
      const [, printer, id] = /^(.+)-(\d+)$/.exec(job) ?? [];
      if (printer === undefined || id === undefined) return printError('job-failed', job);
      const host = await lpstat('-H');
      if (!host.ok) return host;
      const server = host.value.stdout.trim();
      const wanted = ['job-state', 'job-state-reasons', 'job-printer-state-message'];
      const answer = await attributes(server, GET_JOB_ATTRIBUTES, 'job-uri', `/jobs/${id}`, wanted);
      if (answer === null) return printError('spooler-unreachable', server);
      // CUPS forgets old jobs, as its settings say; what became of this one is then not known.
      if (answer.status >= 0x0100)
        return printError('job-failed', `the print service no longer knows job ${id}`);
      const path = `/printers/${encodeURIComponent(printer)}`;
      const reasons = ['printer-state', 'printer-state-message', 'printer-state-reasons'];
      const queue = await attributes(server, GET_PRINTER_ATTRIBUTES, 'printer-uri', path, reasons);
      return ok(cupsJobState(answer, queue !== null && queue.status < 0x0100 ? queue : null));
    },
  };
}
