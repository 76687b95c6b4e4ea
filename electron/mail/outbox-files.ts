/** The outbox on disk, one small file a mail: `outbox/<company>/<id>.json` beside the companies, so that a copied company sends nothing again. */
import { join } from 'node:path';
import { zMailProblem, zMailState } from '../../shared/contract/mail.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
import { zId, zSha256 } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import { JsonFile } from '../company/json-file.ts';
import { namesIn } from '../journal/atomic-file.ts';

const zEntry = z.object({
  /** The command that asked for the mail. */
  id: zId,
  document: zId,
  number: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  messageId: z.string(),
  /** The whole mail as it goes out, kept under this hash. */
  sha256: zSha256,
  bytes: z.number().int(),
  state: zMailState,
  problem: zMailProblem.nullable(),
  detail: z.string(),
  queued: z.number().int(),
  changed: z.number().int(),
  tries: z.number().int(),
  refused: z.array(z.string()),
  /** Whether the record names it as sent. */
  recorded: z.boolean(),
});

export type OutboxEntry = z.output<typeof zEntry>;

export interface OutboxFiles {
  /** Those that can be read; what cannot be is told of, stays as it is and is not sent. */
  all(): Promise<readonly OutboxEntry[]>;
  /** Durable when it answers. */
  write(entry: OutboxEntry): Promise<Result<void, AppError>>;
  remove(id: string): Promise<void>;
}

export function outboxFiles(dataFolder: string, company: string): OutboxFiles {
  const folder = join(dataFolder, 'outbox', company);
  const fileOf = (id: string) => new JsonFile(join(folder, `${id}.json`), zEntry);
  return {
    async all() {
      const names = await namesIn(folder);
      if (!names.ok) return [];
      const ids = names.value
        .map((name) => name.replace(/\.json$/, ''))
        .filter((id) => zId.safeParse(id).success);
      const read = await Promise.all(ids.map((id) => fileOf(id).read()));
      return read.filter((entry) => entry !== null);
    },
    write: (entry) => fileOf(entry.id).write(entry),
    remove: (id) => fileOf(id).remove(),
  };
}
