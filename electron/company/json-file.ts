/**
 * A small JSON file with a schema, written whole and flushed (EV12). What does not fit the schema is set aside, not lost; what
 * could not be read is never written over.
 */
import { dirname } from 'node:path';
import { type AppError, ok, type Result, type StorageError } from '../../shared/errors/index.ts';
import type { z } from '../../shared/events/zod.ts';
import { readAtomic, removeSmallFile, type SmallFile, writeAtomic } from '../journal/atomic-file.ts';
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
    const read = await this.load();
    return read.ok && read.value.state === 'read' ? read.value.value : null;
  }

  /** As `read`, but an unreadable file, which stays as it is, is an error; `null` when it is missing or was set aside. */
  async find(): Promise<Result<z.output<Schema> | null, StorageError>> {
    const read = await this.load();
    if (!read.ok) return read;
    return ok(read.value.state === 'read' ? read.value.value : null);
  }

  /** As `find`, but tells missing and damaged apart. */
  async load(): Promise<Result<SmallFile<z.output<Schema>>, StorageError>> {
    const read = await readAtomic(this.path, (text) => {
      try {
        const parsed = this.schema.safeParse(JSON.parse(text));
        return parsed.success ? { value: parsed.data } : null;
      } catch {
        return null;
      }
    });
    if (!read.ok) return read;
    const { value } = read;
    return ok(value.state === 'read' ? { state: 'read', value: value.value.value } : value);
  }

  remove(): Promise<void> {
    return removeSmallFile(this.path);
  }

  /** Durable when it answers; refused with the same error after a reading of this path that failed. */
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
