/** A small JSON file with a schema, written whole and flushed (EV12). What does not fit the schema is set aside, not lost. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import type { z } from '../../shared/events/zod.ts';
import { readAtomic, writeAtomic } from '../journal/atomic-file.ts';
import { makeLastingFolder } from '../journal/node-port.ts';

export class JsonFile<Schema extends z.ZodType> {
  readonly path: string;
  private readonly schema: Schema;

  constructor(path: string, schema: Schema) {
    this.path = path;
    this.schema = schema;
  }

  /** `null` when the file is missing, unreadable or was set aside. */
  async read(): Promise<z.output<Schema> | null> {
    const read = await readAtomic(this.path, (text) => {
      try {
        const parsed = this.schema.safeParse(JSON.parse(text));
        return parsed.success ? { value: parsed.data } : null;
      } catch {
        return null;
      }
    });
    return read.ok && read.value.state === 'read' ? read.value.value.value : null;
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  /** Durable when it answers. */
  async write(value: z.input<Schema>): Promise<Result<void, AppError>> {
    try {
      makeLastingFolder(dirname(this.path));
    } catch {
      // The write itself says what is wrong with the folder.
    }
    const written = await writeAtomic(this.path, `${JSON.stringify(value, null, 1)}\n`);
    return written.ok ? ok(undefined) : written;
  }
}
