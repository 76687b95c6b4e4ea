/** Drafts in the making, one small file each: `drafts/<id>.json`, written whole and flushed (EV12). */
import { join } from 'node:path';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import { type Draft, zDraft } from '../../shared/events/drafts.ts';
import { zId } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import type { SmallFiles } from '../ports.ts';
import { JsonFile } from './json-file.ts';

const zKept = z.object({
  draft: zDraft,
  /** Field in which the clerk stood. */
  focus: z.string(),
  /** Instant of the last change, UTC milliseconds. */
  changed: z.number().int(),
});

export type KeptDraft = z.output<typeof zKept>;

export class DraftFiles {
  private readonly files: SmallFiles;
  private readonly folder: string;

  constructor(files: SmallFiles, companyFolder: string) {
    this.files = files;
    this.folder = join(companyFolder, 'drafts');
  }

  keep(id: string, draft: Draft, focus: string, now: number): Result<number, AppError> {
    const written = this.fileOf(id).write({ draft, focus, changed: now });
    return written.ok ? ok(now) : written;
  }

  read(id: string): KeptDraft | null {
    return this.fileOf(id).read();
  }

  /** All kept drafts by id; files that are not drafts are passed over. */
  all(): Map<string, KeptDraft> {
    const kept = new Map<string, KeptDraft>();
    for (const name of this.files.list(this.folder)) {
      const id = name.replace(/\.json$/, '');
      const draft = zId.safeParse(id).success ? this.read(id) : null;
      if (draft) kept.set(id, draft);
    }
    return kept;
  }

  remove(id: string): void {
    this.files.remove(join(this.folder, `${id}.json`));
  }

  private fileOf(id: string): JsonFile<typeof zKept> {
    return new JsonFile(this.files, join(this.folder, `${id}.json`), zKept);
  }
}
