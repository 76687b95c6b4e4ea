/**
 * A backup: everything that the store holds, as records in a journal of its own (chained, flushed, verifiable), and the
 * files beside it. It is the same for both stores, so it also moves a company from one to the other.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { JournalClient } from '../../electron/journal/journal-client.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { firstCompanyChain } from '../../shared/wire/company-chain.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../crypto.ts';
import { WRITER_THREAD } from '../open-store.ts';
import type { Sql } from '../store/database.ts';
import { JournalRefused } from '../store/embedded.ts';
import { copyFiles, filesInFolder } from '../store/file-store.ts';
import { framesOf } from '../store/record-frames.ts';
import type { ServerRecord } from '../store/records.ts';
import {
  countHeld,
  readCommits,
  readCompany,
  readDevices,
  readHeld,
  readSetting,
  readSignatures,
} from '../store/rows.ts';
import type { Lines, Told } from './lines.ts';

const PAGE = { limit: 500, bytes: 4 * 1024 * 1024 } as const;

/** @param told how many commits are in it so far, of how many. */
export async function backUp(
  { database, files, version }: Context,
  folder: string,
  told: Told = () => {},
): Lines {
  if (existsSync(folder)) return err(`${folder} is there already; a backup wants a new folder.`);
  const journal = new JournalClient({ folder, thread: WRITER_THREAD });
  const keep = async (records: readonly ServerRecord[]): Promise<void> => {
    const appended = await journal.append(framesOf(records));
    if (!appended.ok) throw new JournalRefused(appended.error);
  };
  try {
    const scan = await journal.scan();
    if (!scan.ok) throw new JournalRefused(scan.error);
    const ids = { journalId: randomUUID(), incarnation: randomUUID() };
    const opened = await journal.open(
      { applied: null, acknowledged: null },
      { ...ids, installId: 'backup', app: version },
    );
    if (!opened.ok) throw new JournalRefused(opened.error);
    const companies = await database.snapshot(async (sql) => {
      const id = await readSetting(sql, 'server');
      if (id !== null) await keep([{ kind: 'server', id }]);
      const rows = await sql.query<{ company: string; head: number }>(
        'SELECT company, head FROM company ORDER BY company',
      );
      const total = rows.reduce((sum, { head }) => sum + head, 0);
      let done = 0;
      for (const { company } of rows)
        await backUpCompany(sql, company, keep, (count) => {
          done += count;
          told(done, total);
        });
      return rows.map(({ company }) => company);
    });
    const target = filesInFolder(folder);
    let blobs = 0;
    for (const company of companies) blobs += await copyFiles(files, target, company);
    return ok([`${companies.length} companies and ${blobs} files are in ${folder}`]);
  } finally {
    await journal.close();
  }
}

/** Devices first, since commits move them on; epochs where they began. */
async function backUpCompany(
  sql: Sql,
  company: string,
  keep: (records: readonly ServerRecord[]) => Promise<void>,
  kept: (commits: number) => void,
): Promise<void> {
  const state = await readCompany(sql, company);
  if (state === null) return;
  const [first, ...later] = state.epochs;
  const chain = firstCompanyChain(company, sha256);
  await keep([{ kind: 'company', company, epoch: first?.epoch ?? '', chain }]);
  for (const { sequence: _sequence, hash: _hash, ...device } of await readDevices(sql, company))
    await keep([{ kind: 'device', company, ...device }]);
  let after = 0;
  let begun = 0;
  for (;;) {
    while (later[begun] !== undefined && (later[begun]?.after ?? 0) <= after) {
      await keep([{ kind: 'epoch', company, epoch: later[begun]?.epoch ?? '' }]);
      begun += 1;
    }
    const end = later[begun]?.after ?? Number.MAX_SAFE_INTEGER;
    const limit = Math.min(PAGE.limit, end - after);
    const commits = await readCommits(sql, company, { after, limit, bytes: PAGE.bytes });
    const last = commits.at(-1);
    if (last === undefined) break;
    const signatures = await readSignatures(sql, company, after + 1, last.sequence);
    await keep([{ kind: 'commits', company, commits, signatures }]);
    after = last.sequence;
    kept(commits.length);
  }
  await backUpHeld(sql, company, keep);
}

/** What is held of revoked devices, in the runs that a signature ends (DV4). */
async function backUpHeld(
  sql: Sql,
  company: string,
  keep: (records: readonly ServerRecord[]) => Promise<void>,
): Promise<void> {
  for (const device of (await countHeld(sql, company)).keys()) {
    const rows = await readHeld(sql, company, device, Number.MAX_SAFE_INTEGER);
    let from = 0;
    for (const [index, { sequence, hash, signature }] of rows.entries()) {
      if (signature === null) continue;
      const commits = rows.slice(from, index + 1);
      const signed = { device, sequence, hash, signature };
      await keep([{ kind: 'held', company, device, commits, signature: signed }]);
      from = index + 1;
    }
  }
}
