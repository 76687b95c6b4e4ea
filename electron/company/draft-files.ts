/** Drafts in the making, one small file each: `drafts/<id>.json`, written whole and flushed (EV12). */
import { join } from 'node:path';
import { type AppError, ok, type Result, type StorageError } from '../../shared/errors/index.ts';
import { type Draft, type DraftBase, zDraft, zDraftBase } from '../../shared/events/drafts.ts';
import { zId } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import { namesIn } from '../journal/atomic-file.ts';
import { JsonFile } from './json-file.ts';
import { Turns } from './turns.ts';

const zKept = z.object({
  draft: zDraft,
  /** What stood in the record when the typing began; `null` when the record did not have the draft. */
  base: zDraftBase.nullable().default(null),
  /** Field in which the clerk stood. */
  focus: z.string(),
  /** Instant of the last change, UTC milliseconds. */
  changed: z.number().int(),
});

export type KeptDraft = z.output<typeof zKept>;

export class DraftFiles {
  private readonly folder: string;
  private readonly turns = new Turns();

  constructor(companyFolder: string) {
    this.folder = join(companyFolder, 'drafts');
  }

  /**
   * Does something to one draft after everything that came before for it: what is on its way to be kept cannot bring back
   * a draft that was discarded or issued meanwhile, and a save removes no file that was written after it.
   */
  inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.turns.run(id, work);
  }

  async keep(
    id: string,
    {
      draft,
      base,
      focus,
    }: { readonly draft: Draft; readonly base: DraftBase | null; readonly focus: string },
    now: number,
  ): Promise<Result<number, AppError>> {
    const written = await this.fileOf(id).write({ draft, base, focus, changed: now });
    return written.ok ? ok(now) : written;
  }

  /** `null` when none is kept, or a damaged one was set aside. One that cannot be read is an error, and is not written over. */
  read(id: string): Promise<Result<KeptDraft | null, StorageError>> {
    return this.fileOf(id).find();
  }

  /** All kept drafts by id; files that are not drafts, or cannot be read, are passed over. */
  async all(): Promise<Map<string, KeptDraft>> {
    const kept = new Map<string, KeptDraft>();
    const names = await namesIn(this.folder);
    for (const name of names.ok ? names.value : []) {
      const id = name.replace(/\.json$/, '');
      const draft = zId.safeParse(id).success ? await this.fileOf(id).read() : null;
      if (draft) kept.set(id, draft);
    }
    return kept;
  }

  /** Forgets a draft that was issued or discarded. */
  remove(id: string): Promise<void> {
    return this.fileOf(id).remove();
  }

  private fileOf(id: string): JsonFile<typeof zKept> {
    return new JsonFile(join(this.folder, `${id}.json`), zKept);
  }
}
