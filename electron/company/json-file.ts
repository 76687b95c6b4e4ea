/** A small JSON file with a schema: what does not fit the schema counts as not there, so old or foreign files do no harm. */
import { ok, type AppError, type Result } from '../../shared/errors/index.ts';
import type { z } from '../../shared/events/zod.ts';
import type { SmallFiles } from '../ports.ts';

export class JsonFile<Schema extends z.ZodType> {
  private readonly files: SmallFiles;
  private readonly path: string;
  private readonly schema: Schema;

  constructor(files: SmallFiles, path: string, schema: Schema) {
    this.files = files;
    this.path = path;
    this.schema = schema;
  }

  read(): z.output<Schema> | null {
    const bytes = this.files.read(this.path);
    if (!bytes) return null;
    try {
      const parsed = this.schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  write(value: z.input<Schema>): Result<void, AppError> {
    const written = this.files.write(this.path, Buffer.from(`${JSON.stringify(value, null, 1)}\n`, 'utf8'));
    return written.ok ? ok(undefined) : written;
  }
}
