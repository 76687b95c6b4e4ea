/** Print runs of the company that is open: one at a time, taken up again with the next start. */

import type { DocumentLookup } from '../../../shared/contract/books-port.ts';
import type { PrintChoice, PrintSelection } from '../../../shared/contract/printing.ts';
import type { DocumentKind } from '../../../shared/domain/document-kinds.ts';
import { type AppError, err, ok, type Result } from '../../../shared/errors/index.ts';
import type { Company } from '../../company/company.ts';
import type { Tasks } from '../../ipc/tasks.ts';
import type { LoopSurroundings } from '../../sync/sync-loop.ts';
import type { PrinterPort } from '../printing/printer-port.ts';
import { PrintRun, type RunHost } from './print-run.ts';
import { type RunFile, runFile } from './run-file.ts';

export interface CompanyPrintsOptions {
  readonly dataFolder: string;
  readonly printers: PrinterPort;
  readonly around: Pick<LoopSurroundings, 'now' | 'later'>;
  readonly tasks: Tasks;
  /** Hands a document's paper to a printer, as a single print does. */
  readonly print: (
    company: Company,
    document: string,
    choice: PrintChoice,
  ) => Promise<Result<{ readonly job: string }, AppError>>;
  readonly release: (company: Company, document: string) => Promise<Result<unknown, AppError>>;
  /** The run has changed: screens that show it ask again. */
  readonly onChanged: () => void;
}

/** What a run would print. */
interface Plan {
  readonly rows: readonly Pick<DocumentLookup, 'id' | 'number' | 'kind' | 'handedOut'>[];
  readonly kinds: readonly { readonly kind: DocumentKind; readonly count: number }[];
  /** Void documents, which are left out. */
  readonly left: number;
}

/** Milliseconds between two tellings that the run has changed. */
const TELL_EVERY = 250;
/** Rows of a list that are asked for at once; the most that a page may have. */
const PAGE = 200;

export class CompanyPrints {
  private readonly options: CompanyPrintsOptions;
  private present: { readonly company: Company; readonly file: RunFile; run: PrintRun | null } | null = null;
  private telling: (() => void) | null = null;

  constructor(options: CompanyPrintsOptions) {
    this.options = options;
  }

  /** A run that was under way goes on by itself; one that waits for a person goes on waiting. */
  async opened(company: Company): Promise<void> {
    const file = runFile(this.options.dataFolder, company.id);
    const kept = await file.read();
    const run =
      kept.ok && kept.value
        ? new PrintRun(kept.value, file, this.hostOf(company), () => this.changed())
        : null;
    this.present = { company, file, run };
    if (!run) return;
    await run.takeUp();
    this.start(run);
  }

  async closing(): Promise<void> {
    const { present } = this;
    this.present = null;
    await present?.run?.close();
    this.telling?.();
    this.telling = null;
  }

  get run(): PrintRun | null {
    return this.present?.run ?? null;
  }

  async plan(company: Company, documents: PrintSelection): Promise<Result<Plan, AppError>> {
    const ids = documents === 'unsent' ? await unsent(company) : ok(documents);
    if (!ids.ok) return ids;
    const found = await company.keeper.lookup('documents', { ids: ids.value });
    if (!found.ok) return found;
    const known = new Map(found.value.map((row) => [row.id, row]));
    const rows = ids.value.flatMap((id) => known.get(id) ?? []);
    const standing = rows.filter((row) => !row.void);
    return ok({ rows: standing, kinds: countKinds(standing), left: rows.length - standing.length });
  }

  /** Begins a run; a command id that began the present one begins none. */
  async begin(
    id: string,
    documents: PrintSelection,
    choices: readonly (PrintChoice & { readonly kind: DocumentKind })[],
  ): Promise<Result<{ id: string; count: number }, AppError>> {
    const { present } = this;
    if (!present) return err({ kind: 'unavailable', what: 'company' });
    const { company, file, run } = present;
    if (run?.id === id) return ok({ id, count: run.rows.length });
    if (run && run.state !== 'done') return err({ kind: 'printing', problem: 'run-under-way', detail: '' });
    const plan = await this.plan(company, documents);
    if (!plan.ok) return plan;
    const missing = plan.value.kinds.find(({ kind }) => !choices.some((choice) => choice.kind === kind));
    if (missing)
      return err({ kind: 'invalid', fields: [{ path: `choices.${missing.kind}`, problem: 'required' }] });
    const head = {
      id,
      started: this.options.around.now(),
      choices: Object.fromEntries(choices.map(({ kind, ...choice }) => [kind, choice])),
      rows: plan.value.rows.map((row) => ({
        document: row.id,
        number: row.number,
        kind: row.kind,
        isOriginal: !row.handedOut,
      })),
    };
    const begun = await file.begin(head);
    if (!begun.ok) return begun;
    const next = new PrintRun({ head, lines: [] }, file, this.hostOf(company), () => this.changed());
    present.run = next;
    this.changed();
    this.start(next);
    return ok({ id, count: head.rows.length });
  }

  /** Puts a finished run away. */
  async putAway(): Promise<boolean> {
    const { present } = this;
    if (present?.run?.state !== 'done') return false;
    present.run = null;
    await present.file.remove();
    this.changed();
    return true;
  }

  /** Prints on, where there is something to print; how far it is stands in the window, with a button that stops it. */
  start(run: PrintRun): void {
    if (run.state !== 'running' || run.isWorking) return;
    void this.options.tasks.run('print', true, async (progress) => {
      const { around } = this.options;
      let working = true;
      const work = run.work().finally(() => {
        working = false;
      });
      const watch = async (): Promise<void> => {
        while (working) {
          progress.report(run.done, run.rows.length);
          if (progress.cancelled) await run.cancel();
          await Promise.race([work, new Promise<void>((resolve) => around.later(TELL_EVERY, resolve))]);
        }
      };
      await Promise.all([work, watch()]);
    });
  }

  private hostOf(company: Company): RunHost {
    const { print, release, printers, around } = this.options;
    return {
      print: (document, choice) => print(company, document, choice),
      follow: (job) => printers.follow(job),
      release: (document) => release(company, document),
      wait: (milliseconds) => new Promise((resolve) => around.later(milliseconds, resolve)),
    };
  }

  /** Tells now and then, however fast the rows change. */
  private changed(): void {
    if (this.telling) return;
    this.telling = this.options.around.later(TELL_EVERY, () => {
      this.telling = null;
      this.options.onChanged();
    });
  }
}

/** The documents that stand and have never left the office, oldest first. */
async function unsent(company: Company): Promise<Result<readonly string[], AppError>> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOfUnsent>> = await pageOfUnsent(company, cursor);
    if (!page.ok) return page;
    ids.push(...page.value.rows.map(({ id }) => id));
    cursor = page.value.next;
  } while (cursor !== null);
  return ok(ids);
}

const pageOfUnsent = (company: Company, cursor: string | null) =>
  company.keeper.query('documents.list', {
    search: '',
    status: 'unsent',
    customer: null,
    from: null,
    to: null,
    sort: 'issueDate',
    direction: 'asc',
    today: company.today,
    cursor,
    limit: PAGE,
  });

/** Kinds of document in a run, each with how many there are, in order of appearance. */
function countKinds(rows: readonly { readonly kind: DocumentKind }[]) {
  const counts = new Map<DocumentKind, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
