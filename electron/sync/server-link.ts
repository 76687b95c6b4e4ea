/**
 * Which server a company has, kept outside the company's folder (as marks are, DV3): a copied folder does not bring
 * the office's line along. What is sent and fetched stands in the record alone.
 */
import { join } from 'node:path';
import { zId } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import { JsonFile } from '../company/json-file.ts';

const zLink = z.object({
  address: z.string().max(300),
  pin: z.string().regex(/^([0-9a-f]{64})?$/),
  /** The device that the server knows; another one must be paired anew. */
  device: zId,
  /** Paused by a person. */
  paused: z.boolean(),
  /** Not over lines that are paid by volume. */
  pauseOnMetered: z.boolean(),
  /** The server's time at the last contact, beside this desktop's (NU5). */
  clock: z.object({ server: z.number().int(), local: z.number().int() }).exactOptional(),
});

export type ServerLink = z.output<typeof zLink>;

export interface ServerLinks {
  read(company: string): Promise<ServerLink | null>;
  write(company: string, link: ServerLink): Promise<boolean>;
}

export function serverLinks(dataFolder: string): ServerLinks {
  const fileOf = (company: string) => new JsonFile(join(dataFolder, 'sync', `${company}.json`), zLink);
  let before: Promise<unknown> = Promise.resolve();
  return {
    read: (company) => fileOf(company).read(),
    write: (company, link) => {
      // One after the other: the file holds what was said last.
      const written = before.then(async () => (await fileOf(company).write(link)).ok);
      before = written;
      return written;
    },
  };
}
