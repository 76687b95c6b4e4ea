/**
 * A print run on disk: `prints/<company>.json` says what is printed where, `prints/<company>.log` has a line for everything
 * that happened to it, flushed before the next thing is done. They lie beside the companies, so that a copied company
 * prints nothing.
 */
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zPrintChoice, zPrintRow } from '../../../shared/contract/printing.ts';
import { type AppError, err, ok, type Result, type StorageError } from '../../../shared/errors/index.ts';
import { zDocumentKind, zId } from '../../../shared/events/primitives.ts';
import { z } from '../../../shared/events/zod.ts';
import { storageErrorOf } from '../../../shared/journal/storage-fault.ts';
import { JsonFile } from '../../company/json-file.ts';
import { readAtomic, removeSmallFile } from '../../journal/atomic-file.ts';
import { makeLastingFolder } from '../../journal/node-port.ts';

const zRow = zPrintRow.extend({
  /** What the spooler calls the job; empty before it has it. */
  job: z.string(),
});

const zHead = z.object({
  /** The command that began the run. */
  id: zId,
  started: z.number().int(),
  choices: z.partialRecord(zDocumentKind, zPrintChoice),
  rows: z.array(
    zRow.pick({ document: true, number: true, kind: true }).extend({
      /** Never handed out before the run: a sheet that is printed again because none came out is the original still (DO7). */
      isOriginal: z.boolean().default(false),
    }),
  ),
});

const zChange = zRow.pick({ state: true, problem: true, detail: true, job: true }).partial();

/** One line of the log: what became of a row, or of the run itself. */
const zLine = z.union([
  z.object({ row: z.number().int().min(0), change: zChange }),
  z.object({ stopped: z.object({ problem: zRow.shape.problem.unwrap(), detail: z.string() }).nullable() }),
  z.object({ choices: zHead.shape.choices }),
]);

export type RunHead = z.output<typeof zHead>;
export type RunRow = z.output<typeof zRow> & Pick<RunHead['rows'][number], 'isOriginal'>;
export type RunLine = z.output<typeof zLine>;

/** What the files say. */
export interface KeptRun {
  readonly head: RunHead;
  readonly lines: readonly RunLine[];
}

export interface RunFile {
  /** `null` when there is no run; one that cannot be read is an error, since nobody knows which sheets have come out. */
  read(): Promise<Result<KeptRun | null, StorageError>>;
  /** Begins a run in place of the one before, which must be readable; durable when it answers. */
  begin(head: RunHead): Promise<Result<void, AppError>>;
  /** Durable when it answers. */
  add(line: RunLine): Promise<Result<void, AppError>>;
  remove(): Promise<void>;
}

export function runFile(dataFolder: string, company: string): RunFile {
  const head = new JsonFile(join(dataFolder, 'prints', `${company}.json`), zHead);
  const log = join(dataFolder, 'prints', `${company}.log`);

  async function write(text: string, flag: 'a' | 'w'): Promise<Result<void, AppError>> {
    try {
      makeLastingFolder(dirname(log));
      const file = await open(log, flag);
      try {
        await file.writeFile(text);
        await file.datasync();
      } finally {
        await file.close();
      }
      return ok(undefined);
    } catch (thrown) {
      return err(storageErrorOf(thrown, 'write'));
    }
  }

  const read = async (): Promise<Result<KeptRun | null, StorageError>> => {
    const kept = await head.find();
    if (!kept.ok) return kept;
    const text = await readAtomic(log, (whole) => whole);
    if (!text.ok) return text;
    if (!kept.value) return ok(null);
    const lines = text.value.state === 'read' ? linesOf(text.value.value, kept.value.id) : [];
    return ok({ head: kept.value, lines });
  };

  return {
    read,
    async begin(next) {
      const before = await read();
      if (!before.ok) return before;
      // The log goes first: without its head it says nothing, and the head finds an empty one.
      const emptied = await write(`${next.id}\n`, 'w');
      return emptied.ok ? head.write(next) : emptied;
    },
    // A line of its own also behind one that a crash has torn.
    add: (line) => write(`\n${JSON.stringify(line)}\n`, 'a'),
    async remove() {
      await head.remove();
      await removeSmallFile(log);
    },
  };
}

/** The whole lines of a log of this run; a line that was torn by a crash had not been acted on. */
function linesOf(text: string, run: string): RunLine[] {
  const [first, ...rest] = text.split('\n');
  if (first !== run) return [];
  const lines: RunLine[] = [];
  for (const line of rest) {
    if (line === '') continue;
    const parsed = zLine.safeParse(fromJson(line));
    if (parsed.success) lines.push(parsed.data);
  }
  return lines;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
