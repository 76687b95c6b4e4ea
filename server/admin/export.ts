/** A company as lines of JSON, for whoever wants to leave or look: everything that the server has of it. */
import { open } from 'node:fs/promises';
import { err, ok } from '../../shared/errors/index.ts';
import { wireCommitOf } from '../bytes.ts';
import type { Context } from '../context.ts';
import { readCommits, readCompany, readDevices, readSignatures } from '../store/rows.ts';
import type { Lines } from './lines.ts';

const PAGE = { limit: 500, bytes: 4 * 1024 * 1024 } as const;

/** The first line says company, epochs and devices; then come commits in their order, each page with its signatures. */
export async function exportCompany({ database }: Context, company: string, file: string): Lines {
  return database.snapshot(async (sql): Lines => {
    const state = await readCompany(sql, company);
    if (state === null) return err(`There is no company ${company} here.`);
    const target = await open(file, 'wx');
    try {
      const write = (line: object) => target.write(`${JSON.stringify(line)}\n`);
      const { head, chain, epochs } = state;
      await write({ company, head, chain, epochs, devices: await readDevices(sql, company) });
      for (let after = 0; ; ) {
        const rows = await readCommits(sql, company, { after, ...PAGE });
        const last = rows.at(-1);
        if (last === undefined) break;
        for (const { envelope, body, ...placed } of rows)
          await write({ ...placed, ...wireCommitOf({ envelope, body }) });
        for (const signature of await readSignatures(sql, company, after + 1, last.sequence))
          await write({ signed: signature });
        after = last.sequence;
      }
      await target.sync();
      return ok([`${head} commits are in ${file}`]);
    } finally {
      await target.close();
    }
  });
}
