/**
 * The file of a document is made after the answer to its issue; a crash between the two leaves it without one. Some time
 * after a company was opened the newest documents that have none get it, one after the other and without a word (EV11), in moments
 * in which nothing is recorded: what the clerk does goes first (ADR 47). What is older, or could not be made now, is made when somebody asks for it.
 */
import type { Company } from '../company/company.ts';
import type { DocumentFiles } from '../documents/document-files.ts';
import type { Log } from '../ports.ts';
import type { LoopSurroundings } from '../sync/sync-loop.ts';

/** Long after the first screen: nobody waits for these. */
export const SWEEP_AFTER = 30_000;
/** So long nothing was recorded before the next one is made, in milliseconds. */
export const QUIET_FOR = 500;
/** Documents looked at of each kind of list: more than one run issues. */
const NEWEST = 200;
const SHELVES = ['offer', 'deliveryNote', 'receipt', 'correction', 'refund'] as const;

export interface MissingFilesOptions {
  readonly later: LoopSurroundings['later'];
  readonly log: Log;
  readonly files: Pick<DocumentFiles, 'file'>;
}

export class MissingFiles {
  private readonly options: MissingFilesOptions;
  private company: Company | null = null;
  private cancel: () => void = () => {};
  private sweeping: Promise<void> = Promise.resolve();

  constructor(options: MissingFilesOptions) {
    this.options = options;
  }

  opened(company: Company): void {
    this.company = company;
    this.cancel = this.options.later(SWEEP_AFTER, () => {
      this.sweeping = this.sweep(company).catch((fault: unknown) =>
        this.options.log.error('documents without a file could not be looked for', fault),
      );
    });
  }

  async closing(): Promise<void> {
    this.company = null;
    this.cancel();
    await this.sweeping;
  }

  private async sweep(company: Company): Promise<void> {
    // Who only looks writes nothing, not even the name of a file.
    if (company.role === 'auditor') return;
    const { log, files } = this.options;
    for (const id of await this.without(company)) {
      await this.quiet(company);
      if (this.company !== company) return;
      const made = await files.file(company, id);
      if (!made.ok) log.warn(`the PDF of a document could not be made: ${made.error.kind}`);
    }
  }

  /** Waits until nothing has been recorded for a while, or the company closes. */
  private async quiet(company: Company): Promise<void> {
    for (let reached = -1; reached !== company.reached && this.company === company; ) {
      ({ reached } = company);
      await new Promise<void>((resolve) => {
        const stop = this.options.later(QUIET_FOR, resolve);
        this.cancel = () => {
          stop();
          resolve();
        };
      });
    }
  }

  /** Ids of documents that have no file: nothing that left the office can be among them. */
  private async without(company: Company): Promise<string[]> {
    const { keeper, today } = company;
    const page = { search: '', customer: null, today, cursor: null, limit: NEWEST };
    const lists = await Promise.all([
      keeper.query('documents.list', {
        ...{ ...page, status: 'unsent', from: null, to: null, sort: 'issueDate', direction: 'desc' },
      }),
      ...SHELVES.map((shelf) => keeper.query('offers.list', { ...page, shelf, status: 'all' })),
    ]);
    const ids = lists.flatMap((list) => (list.ok ? list.value.rows.map(({ id }) => id) : []));
    const found = await keeper.lookup('documents', { ids });
    return found.ok ? found.value.flatMap((row) => (row.archived || row.void ? [] : [row.id])) : [];
  }
}
