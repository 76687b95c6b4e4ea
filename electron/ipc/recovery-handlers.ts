/** Handlers of a damaged company: what can be read goes out as lists, files and lines of JSON (JO8). */
import { join } from 'node:path';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Commit } from '../../shared/events/commit.ts';
import { storageErrorOf } from '../../shared/journal/storage-fault.ts';
import type { Recovery } from '../company/recovery.ts';
import { type ReadableList, readableCsv } from '../documents/readable-csv.ts';
import { getBlob } from '../journal/blobs.ts';
import type { Desktop } from '../ports.ts';
import type { MainServices } from './main-services.ts';
import type { Handlers } from './router.ts';
import { fileName, saveChosen } from './save-chosen.ts';
import type { TaskProgress } from './tasks.ts';

type Exported = OutputOf<'recovery.export'>;
type What = ParsedInputOf<'recovery.export'>['what'];
type Answer = Promise<Result<Exported, AppError>>;

const NOTHING: Exported = { saved: false, count: 0, missing: 0 };
const CANCELLED = err({ kind: 'cancelled' } as const);

export function recoveryHandlers(services: MainServices): Pick<Handlers, 'recovery.export'> {
  return {
    'recovery.export': async ({ what }) => {
      const { recovery } = services.workspace;
      if (!recovery) return err({ kind: 'unavailable', what: 'company' });
      return services.tasks.run('export', true, (progress) =>
        write(recovery, services.desktop, what, progress),
      );
    },
  };
}

async function write(recovery: Recovery, desktop: Desktop, what: What, progress: TaskProgress): Answer {
  try {
    if (what === 'files') return await writeFiles(recovery, desktop, progress);
    if (what === 'commits') return await writeCommits(recovery, desktop, progress);
    return await writeList(recovery, desktop, what, progress);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'write'));
  }
}

async function writeList(
  recovery: Recovery,
  desktop: Desktop,
  what: ReadableList,
  progress: TaskProgress,
): Answer {
  const csv = await readableCsv(recovery.keeper, what, recovery.state.today, (rows) => {
    progress.report(rows, null);
    return progress.cancelled ? 'stop' : 'go-on';
  });
  if (!csv.ok) return csv;
  const saved = await saveChosen(desktop, `${what}.csv`, 'csv', new TextEncoder().encode(csv.value.text));
  return saved.ok ? ok({ saved: saved.value, count: saved.value ? csv.value.rows : 0, missing: 0 }) : saved;
}

/** Every proven commit as a line, its envelope and its events; then the sound ones behind the damage, marked as such. */
async function writeCommits(recovery: Recovery, desktop: Desktop, progress: TaskProgress): Answer {
  const path = await desktop.chooseSavePath('entries.jsonl', 'jsonl');
  if (path === null) return ok(NOTHING);
  let count = 0;
  const append = async (commits: readonly Commit[], mark: object) => {
    const lines = commits.map(
      ({ envelope, events }) => `${JSON.stringify({ ...envelope, ...mark, events })}\n`,
    );
    await desktop.writeChosen(path, new TextEncoder().encode(lines.join('')), 'append');
    count += commits.length;
  };
  await desktop.writeChosen(path, new Uint8Array());
  for await (const commits of recovery.commits()) {
    if (progress.cancelled) return CANCELLED;
    await append(commits, {});
    progress.report(count, recovery.state.proven.commits);
  }
  for (const commits of recovery.commitsBehind()) {
    if (progress.cancelled) return CANCELLED;
    await append(commits, { behindDamage: true });
    progress.report(count, null);
  }
  return ok({ saved: true, count, missing: 0 });
}

/** The archived file of every document, under the document's number. */
async function writeFiles(recovery: Recovery, desktop: Desktop, progress: TaskProgress): Answer {
  const folder = await desktop.chooseFolder();
  if (folder === null) return ok(NOTHING);
  const numbers = new Map<string, string>();
  const files = new Map<string, string>();
  for await (const commits of recovery.commits()) {
    for (const event of commits.flatMap(({ events }) => events)) {
      const data = event.data as { document?: { number?: unknown }; sha256?: unknown };
      if (event.type === 'document.issued') numbers.set(event.entity, String(data.document?.number));
      if (event.type === 'document.archived') files.set(event.entity, String(data.sha256));
    }
  }
  let count = 0;
  let missing = 0;
  for (const [document, hash] of files) {
    if (progress.cancelled) return CANCELLED;
    const file = await getBlob(recovery.folder, hash);
    if (file.ok) {
      await desktop.writeChosen(join(folder, fileName(numbers.get(document) ?? document, 'pdf')), file.value);
      count += 1;
    } else {
      missing += 1;
    }
    progress.report(count + missing, files.size);
  }
  return ok({ saved: true, count, missing });
}
