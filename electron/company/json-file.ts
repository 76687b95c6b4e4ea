/**
 * A small JSON file with a schema, written whole and flushed (EV12). What does not fit the schema is set aside, not lost; what
 * could not be read is never written over.
 */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AppError, err, ok, type Result, type StorageError } from '../../shared/errors/index.ts';
import type { z } from '../../shared/events/zod.ts';
import { readAtomic, type SmallFile, writeAtomic } from '../journal/atomic-file.ts';
import { makeLastingFolder } from '../journal/node-port.ts';

/** The name under which a damaged file is kept, or why a file could not be read. */
export type FileTrouble = string | StorageError;

export class JsonFile<Schema extends z.ZodType> {
  readonly path: string;
  private readonly schema: Schema;
  /** Why the last reading failed: until one succeeds, what lies there may be worth more than what would replace it. */
  private unread: StorageError | null = null;

  constructor(path: string, schema: Schema) {
    this.path = path;
    this.schema = schema;
  }

  /** `null` when the file is missing, unreadable or was set aside. */
  async read(): Promise<z.output<Schema> | null> {
    const read = await this.load();
    return read.ok && read.value.state === 'read' ? read.value.value : null;
  }

  /** As `read`, but tells missing, damaged and unreadable apart; the error is that of an unreadable file, which stays as it is. */
  async load(): Promise<Result<SmallFile<z.output<Schema>>, StorageError>> {
    const read = await readAtomic(this.path, (text) => {
      try {
        const parsed = this.schema.safeParse(JSON.parse(text));
        return parsed.success ? { value: parsed.data } : null;
      } catch {
        return null;
      }
    });
    this.unread = read.ok ? null : read.error;
    if (!read.ok) return read;
    const { value } = read;
    return ok(value.state === 'read' ? { state: 'read', value: value.value.value } : value);
  }

  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  /** Durable when it answers; refused with the same error after a reading that failed. */
  async write(value: z.input<Schema>): Promise<Result<void, AppError>> {
    if (this.unread) return err(this.unread);
    try {
      makeLastingFolder(dirname(this.path));
    } catch {
      // The write itself says what is wrong with the folder.
    }
    const written = await writeAtomic(this.path, `${JSON.stringify(value, null, 1)}\n`);
    return written.ok ? ok(undefined) : written;
  }
}
